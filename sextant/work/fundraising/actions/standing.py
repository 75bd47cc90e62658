"""Standing gifts: begun, asked for before each day, missed, ended, paused and stopped by the donor."""

import calendar
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.gifts import Wish
from sextant.work.fundraising.letters import announce, tell_lapsed
from sextant.work.fundraising.models import Appeal, Donor, Gift, StandingGift

NOTICE, PATIENCE, MOST_MISSES = timedelta(days=7), timedelta(days=14), 3
"""Days between the letter and the day of the gift; days after it that count as late, not missed; misses in a row that end it."""


def months_on(day: date, months: int, wanted: int) -> date:
    """That many months later, on the wanted day of the month or the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(wanted, calendar.monthrange(year, month + 1)[1]))


@transaction.atomic
def begin_standing(*, donor: Donor, appeal: Appeal, amount_minor: int, months: int, on: date, by: User | None, is_demo: bool = False) -> StandingGift:
    """Begins a standing gift whose first gift is the one just promised; the next is expected a period later."""
    standing = StandingGift.objects.create(
        donor=donor,
        appeal=appeal,
        fund=appeal.fund,
        amount_minor=amount_minor,
        currency=appeal.currency,
        months=months,
        since=on,
        next_on=months_on(on, months, on.day),
        is_demo=is_demo or donor.is_demo,
    )
    record(verb="fundraising.begin_standing", obj=standing, by=by, after={"amount_minor": amount_minor, "months": months})
    return standing


def _wish_of(standing: StandingGift) -> Wish:
    """As the donor was named and written to at the last gift."""
    last = standing.gifts.order_by("-pk").first()
    if last is None:
        return Wish(name=standing.donor.name, email=standing.donor.email, language=standing.donor.language)
    return Wish(
        name=last.name,
        email=last.email,
        language=last.language,
        is_anonymous=last.is_anonymous,
        agrees_to_letters=last.agrees_to_letters,
        wants_receipt=last.wants_receipt,
    )


@transaction.atomic
def expect_next(standing: StandingGift, *, today: date) -> Gift | None:
    """Makes the next gift of a standing one and writes of it, so many days before; never a gift without the letter.

    Where no letter can be sent, the standing gift rests and nothing is asked.
    """
    standing = StandingGift.objects.select_for_update(of=("self",)).select_related("donor", "appeal", "fund").get(pk=standing.pk)
    if standing.state != states.ACTIVE or standing.next_on - NOTICE > today:
        return None
    wish, due_on = _wish_of(standing), max(standing.next_on, today + NOTICE)
    if standing.appeal is not None and standing.appeal.state != states.OPEN:
        _end(standing, states.STOPPED, today)
        return None
    if not (wish.email or standing.donor.email or standing.is_demo):
        _end(standing, states.PAUSED, today)
        return None
    gift = Gift.objects.create(
        donor=standing.donor,
        appeal=standing.appeal,
        fund=standing.fund,
        standing=standing,
        source=Gift.Source.STANDING,
        amount_minor=standing.amount_minor,
        currency=standing.currency,
        promised_on=today,
        due_on=due_on,
        is_demo=standing.is_demo,
        **wish.as_fields(),
    )
    standing.next_on = months_on(standing.next_on, standing.months, standing.since.day)
    while standing.next_on <= today:
        standing.next_on = months_on(standing.next_on, standing.months, standing.since.day)
    standing.save(update_fields=["next_on"])
    record(verb="fundraising.expect_next", obj=gift, after={"amount_minor": gift.amount_minor, "due_on": due_on})
    announce(gift, by=None)
    return gift


def _end(standing: StandingGift, state: str, today: date) -> None:
    standing.state, standing.ended_on = state, today
    standing.save(update_fields=["state", "ended_on"])
    record(verb="fundraising.end_standing", obj=standing, after={"state": state})


@transaction.atomic
def miss(gift: Gift, *, today: date) -> Gift:
    """A gift of a standing one did not come; after so many in a row the standing gift ends, with one letter."""
    gift = Gift.objects.select_for_update(of=("self",)).select_related("donor", "appeal", "fund").get(pk=gift.pk)
    if gift.state != states.PROMISED or gift.booked_minor or gift.due_on is None or gift.due_on + PATIENCE > today:
        return gift
    gift.state = states.MISSED
    gift.save(update_fields=["state"])
    record(verb="fundraising.miss_gift", obj=gift, after={"due_on": gift.due_on})
    if gift.standing_id is None:
        return gift
    standing = StandingGift.objects.select_for_update().get(pk=gift.standing_id)
    standing.misses += 1
    standing.save(update_fields=["misses"])
    if standing.misses >= MOST_MISSES and standing.state == states.ACTIVE:
        _end(standing, states.LAPSED, today)
        gift.standing = standing
        tell_lapsed(standing, gift, by=None)
    return gift


@transaction.atomic
def move_standing(standing: StandingGift, *, to: str, today: date, by: User | None) -> StandingGift:
    """The donor pauses, stops or takes up again, from the letter and without a log-in; what is asked already is called off."""
    standing = StandingGift.objects.select_for_update().get(pk=standing.pk)
    if to not in states.STANDING_MOVES[standing.state]:
        raise ValidationError(_("This standing gift has ended or is so already."))
    before, standing.state = standing.state, to
    standing.ended_on = None if to == states.ACTIVE else today
    if to == states.ACTIVE:
        standing.misses = 0
        while standing.next_on <= today:
            standing.next_on = months_on(standing.next_on, standing.months, standing.since.day)
    standing.save(update_fields=["state", "ended_on", "misses", "next_on"])
    if to != states.ACTIVE:
        standing.gifts.filter(state=states.PROMISED, booked_minor=0, source=Gift.Source.STANDING).update(state=states.CANCELLED)
    record(verb="fundraising.move_standing", obj=standing, by=by, before={"state": before}, after={"state": to})
    return standing
