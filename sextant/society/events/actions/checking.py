"""At the door: tickets are seen, now or by a phone that was off the net; the first by time lets in, and asking twice changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.events import states
from sextant.society.events.actions.places import hold_event
from sextant.society.events.links import code_of
from sextant.society.events.models import Event, Registration, Scan

IN, ALREADY, UNKNOWN, REFUSED = "in", "already", "unknown", "refused"
EARLY = timedelta(days=1)
"""A phone's clock is believed from a day before the event until now."""


@dataclass(frozen=True)
class Seen:
    """A ticket as a phone saw it: its own id of the scan, the code (or the key of a registration found by name), and its clock."""

    key: str
    at: datetime
    code: str = ""
    registration: int | None = None


@dataclass(frozen=True)
class Answer:
    """What came of one scan; `since` is when the holder was let in first, `sentence` what to tell the staff."""

    key: str
    result: str
    sentence: str
    name: str = ""
    number: int | None = None
    since: datetime | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "id": self.key,
            "result": self.result,
            "sentence": self.sentence,
            "name": self.name,
            "number": self.number,
            "since": self.since.isoformat() if self.since else None,
        }


def _found(event: Event, seen: Seen) -> Registration | None:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("ticket")
    if seen.registration is not None:
        return rows.filter(event=event, pk=seen.registration).first()
    code = code_of(seen.code)
    return rows.filter(code=code).first() if code else None


def _refusal(event: Event, registration: Registration | None) -> str:
    if registration is None:
        return str(_("No such ticket. Look for the name in the list."))
    if registration.event_id != event.pk:
        return str(_("This ticket is for another event."))
    if registration.state == states.CANCELLED:
        return str(_("This registration was cancelled."))
    if registration.state == states.WAITING:
        return str(_("This person is on the waiting list and has no place."))
    if registration.state == states.OFFERED:
        return str(_("This place is not paid for yet. Send them to the desk."))
    return ""


def _one(event: Event, seen: Seen, phone: str, by: User | None) -> Answer:
    now = timezone.now()
    registration = _found(event, seen)
    if refusal := _refusal(event, registration):
        unknown = registration is None or registration.event_id != event.pk
        named = {} if registration is None or unknown else {"name": registration.name, "number": registration.number}
        return Answer(seen.key, UNKNOWN if unknown else REFUSED, refusal, **named)  # type: ignore[arg-type]
    assert registration is not None
    at = min(max(seen.at, event.starts_at - EARLY), now)
    scan, is_new = Scan.objects.get_or_create(key=seen.key[:60], defaults={"registration": registration, "phone": phone[:60], "at": at, "by": by})
    first = registration.attended_at
    if registration.state == states.CONFIRMED and is_new:
        registration.state, registration.attended_at = states.ATTENDED, scan.at
        registration.save(update_fields=["state", "attended_at"])
        record(verb="events.check_in", obj=registration, by=by, after={"attended_at": scan.at})
    elif first is not None and is_new and scan.at < first:
        registration.attended_at = scan.at
        registration.save(update_fields=["attended_at"])
        record(verb="events.check_in", obj=registration, by=by, before={"attended_at": first}, after={"attended_at": scan.at})
    since = registration.attended_at
    let_in = Scan.objects.filter(registration=registration).order_by("at", "pk").first()
    if let_in is not None and let_in.pk == scan.pk and since is not None:
        return Answer(seen.key, IN, str(_("Welcome!")), registration.name, registration.number, since)
    return Answer(seen.key, ALREADY, str(_("This ticket was used already. Ask for the name.")), registration.name, registration.number, since)


def _lost(event: Event, phone: str, told: set[str]) -> list[Answer]:
    """Earlier scans of this phone that another phone turns out to have preceded."""
    if not phone:
        return []
    mine = Scan.objects.filter(registration__event=event, phone=phone[:60]).exclude(key__in=told).select_related("registration")
    lost = []
    for scan in mine:
        registration = scan.registration
        first = registration.scans.order_by("at", "pk").first()
        if registration.state == states.ATTENDED and first is not None and first.pk != scan.pk and first.phone != scan.phone:
            words = str(_("Another phone let this ticket in earlier. Two people may have come with it."))
            lost.append(Answer(scan.key, ALREADY, words, registration.name, registration.number, registration.attended_at))
    return lost


@in_turn
def check_in(event: Event, seen: list[Seen], *, by: User | None, phone: str = "") -> tuple[list[Answer], list[Answer]]:
    """Takes scans in the order of the phone's clock; returns what came of each, and earlier scans of the phone that lost to another one.

    A scan that is sent again has the same id and changes nothing.
    """
    event = hold_event(event.pk)
    if event.state not in (states.PUBLISHED, states.OVER):
        raise ValidationError(_("This event is %(state)s; nobody is let in.") % {"state": event.get_state_display()})
    answers = [_one(event, one, phone, by) for one in sorted(seen, key=lambda one: one.at)]
    return answers, _lost(event, phone, {one.key for one in seen})


@in_turn
def undo_check_in(registration: Registration, *, by: User | None) -> Registration:
    """Takes a mistaken check-in back; the scans go with it."""
    event = hold_event(registration.event_id)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    registration.event = event
    if not may_move(states.MOVES, registration.state, states.CONFIRMED, {states.DOOR}) or registration.attended_at is None:
        raise ValidationError(_("Nobody was let in with this registration."))
    if hasattr(registration, "certificate"):
        raise ValidationError(_("A certificate was issued already. Revoke it first."))
    before = {"attended_at": registration.attended_at}
    registration.state, registration.attended_at = states.CONFIRMED, None
    registration.save(update_fields=["state", "attended_at"])
    registration.scans.all().delete()
    record(verb="events.undo_check_in", obj=registration, by=by, before=before)
    return registration
