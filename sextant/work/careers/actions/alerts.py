"""Searches that write: asked for, confirmed, told once, ended."""

from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.society.members.models import Person
from sextant.work.careers import letters
from sextant.work.careers.models import Alert, AlertJob
from sextant.work.careers.queries.board import jobs_wanted, search_of

MOST_ALERTS = 20
SHOWN_IN_LETTER = 30
UNCONFIRMED_DAYS = 7
"""An address that was never confirmed is forgotten after so many days."""


@transaction.atomic
def ask_alert(*, search: dict[str, Any], rhythm: str, language: str, user: User | None = None, email: str = "") -> Alert | None:
    """Keeps a search. For a log-in, whose address is known to be theirs, it writes from now on; another address is asked to confirm.

    Another address that has enough searches already gets none and no letter, and nobody is told: the answer would say who is here.
    """
    address = user.email if user is not None else email.strip().lower()
    if Alert.objects.filter(email__iexact=address, ended_at=None).count() >= MOST_ALERTS:
        if user is None:
            return None
        raise ValidationError(_("There are enough saved searches for this address. End one first."))
    alert = Alert.objects.create(
        user=user,
        email=address,
        search=search_of(search),
        rhythm=rhythm,
        language=language,
        key=token_hex(16),
        confirmed_at=timezone.now() if user is not None else None,
    )
    record(verb="careers.ask_alert", obj=alert, by=user, after={"rhythm": rhythm}, personal_after={"email": address, "search": alert.search})
    if user is None:
        letters.write_confirmation(alert)
    return alert


@transaction.atomic
def confirm_alert(alert: Alert) -> Alert:
    """The owner of the address says yes; saying it twice changes nothing."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.ended_at is not None:
        raise ValidationError(_("These letters were stopped. Ask for them again on the board."))
    if alert.confirmed_at is None:
        alert.confirmed_at = timezone.now()
        alert.save(update_fields=["confirmed_at"])
        record(verb="careers.confirm_alert", obj=alert)
    return alert


@transaction.atomic
def end_alert(alert: Alert, *, by: User | None = None) -> Alert:
    """No further letter comes; ending twice changes nothing. The words of the search and the address are forgotten."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.ended_at is None:
        alert.ended_at, alert.search, alert.email = timezone.now(), {}, f"ended-{alert.pk}@invalid.example"
        alert.save(update_fields=["ended_at", "search", "email"])
        record(verb="careers.end_alert", obj=alert, by=by)
    return alert


def is_due(alert: Alert, today: date) -> bool:
    """Whether the rhythm lets it write today."""
    days = 7 if alert.rhythm == Alert.Rhythm.WEEKLY else 1
    return alert.written_on is None or alert.written_on <= today - timedelta(days=days)


@transaction.atomic
def tell_alert(alert: Alert, *, today: date) -> int:
    """Writes one letter with jobs it was never told of, published since it was asked for; returns how many. No news, no letter."""
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if alert.ended_at is not None or alert.confirmed_at is None or not is_due(alert, today):
        return 0
    known = AlertJob.objects.filter(alert=alert).values("job")
    found = list(jobs_wanted(alert.search, today).filter(published_at__gte=alert.made_at).exclude(pk__in=known))
    if not found:
        return 0
    AlertJob.objects.bulk_create(AlertJob(alert=alert, job=job, on=today) for job in found)
    alert.written_on = today
    alert.save(update_fields=["written_on"])
    record(verb="careers.tell_alert", obj=alert, after={"jobs": len(found)})
    letters.write_alert(alert, found[:SHOWN_IN_LETTER], max(len(found) - SHOWN_IN_LETTER, 0), today.isoformat())
    return len(found)


def forget_unconfirmed(today: date) -> int:
    """Deletes searches whose address nobody confirmed in time."""
    old = Alert.objects.filter(confirmed_at=None, ended_at=None, made_at__date__lt=today - timedelta(days=UNCONFIRMED_DAYS))
    return old.delete()[0]


def live_alerts() -> list[Alert]:
    return list(Alert.objects.filter(ended_at=None).exclude(confirmed_at=None).order_by("pk"))


def forget_alerts(person: Person) -> int:
    """Deletes the searches of a person who is erased: of the log-in, and of the address."""
    own = Q(user=person.user_id) if person.user_id else Q(pk__in=[])
    addresses = Q(email__iexact=person.email) if person.email else Q(pk__in=[])
    rows = list(Alert.objects.filter(own | addresses))
    for alert in rows:
        erase_personal_values(kind="careers.alert", key=str(alert.pk))
        alert.delete()
    return len(rows)
