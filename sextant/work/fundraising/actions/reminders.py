"""Reminders of what was promised: at most three, and none once it is paid, called off, or the donor wants none."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sextant.base.audit.actions import record
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.standing import PATIENCE
from sextant.work.fundraising.letters import remind
from sextant.work.fundraising.models import Gift, StandingGift
from sextant.work.fundraising.queries.awaited import next_due

MOST = 3
BETWEEN = timedelta(days=14)
FORGOTTEN = timedelta(days=30)
"""A promise of the public page that nobody paid is given up after so many days: it was a thought, not a pledge."""


def to_remind(today: date) -> QuerySet[Gift]:
    """Pledges whose day is over and that may be reminded of again."""
    pledges = Gift.objects.filter(state=states.PROMISED, source__in=[Gift.Source.OFFICE, Gift.Source.IMPORT], donor__wants_reminders=True)
    pledges = pledges.filter(Q(due_on__lt=today) | Q(instalments__due_on__lt=today), reminders__lt=MOST, amount_minor__gt=F("booked_minor"))
    return pledges.filter(Q(reminded_on=None) | Q(reminded_on__lte=today - BETWEEN)).distinct().order_by("pk")


def overdue_promises(today: date) -> QuerySet[Gift]:
    """Promises of the public page and standing gifts of which nothing came for too long."""
    waiting = Gift.objects.filter(state=states.PROMISED, booked_minor=0)
    standing = Q(source=Gift.Source.STANDING, due_on__lte=today - PATIENCE)
    return waiting.filter(standing | Q(source=Gift.Source.PAGE, promised_on__lte=today - FORGOTTEN)).order_by("pk")


def standing_due(today: date, notice: timedelta) -> QuerySet[StandingGift]:
    """Standing gifts of which it is time to write."""
    return StandingGift.objects.filter(state=states.ACTIVE, next_on__lte=today + notice).order_by("pk")


@transaction.atomic
def remind_once(gift: Gift, *, today: date) -> bool:
    """Sends the next reminder of a pledge where one is still to be sent; the third is the last. Returns whether one went."""
    gift = Gift.objects.select_for_update(of=("self",)).select_related("donor", "appeal", "fund").get(pk=gift.pk)
    amount, due_on = next_due(gift)
    if gift.state != states.PROMISED or not amount or due_on is None or due_on >= today or gift.reminders >= MOST:
        return False
    if not gift.donor.wants_reminders or (gift.reminded_on is not None and gift.reminded_on + BETWEEN > today):
        return False
    letter = remind(gift, amount_minor=amount, due_on=due_on, number=gift.reminders + 1, by=None)
    gift.reminders, gift.reminded_on = gift.reminders + 1, today
    gift.save(update_fields=["reminders", "reminded_on"])
    record(verb="fundraising.remind", obj=gift, after={"number": gift.reminders, "letter": letter is not None})
    return letter is not None


@transaction.atomic
def forget_promise(gift: Gift, *, today: date) -> Gift:
    """Gives up a promise of the public page that nobody paid."""
    gift = Gift.objects.select_for_update().get(pk=gift.pk)
    if gift.state == states.PROMISED and not gift.booked_minor and gift.promised_on + FORGOTTEN <= today:
        gift.state = states.MISSED
        gift.save(update_fields=["state"])
        record(verb="fundraising.miss_gift", obj=gift, after={"promised_on": gift.promised_on})
    return gift
