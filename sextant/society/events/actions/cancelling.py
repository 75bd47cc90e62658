"""Places given up: by whoever takes part, by those who keep the event, and by the calendar when they were not paid for."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.events import letters, states
from sextant.society.events.actions.places import free_place, give_back, hold_event, move_up, refuse_move
from sextant.society.events.models import Event, Registration, TicketKind
from sextant.society.ledger.models import Invoice


def _give_up(event: Event, registration: Registration, *, reason: str, on: date, by: User | None, letter: str) -> Registration:
    """Frees the place and the money; the event and the registration are held."""
    had_seat = registration.has_seat
    registration.event = event
    registration.state, registration.reason, registration.cancelled_at = states.CANCELLED, reason.strip()[:300], timezone.now()
    registration.save(update_fields=["state", "reason", "cancelled_at"])
    if had_seat:
        free_place(event, TicketKind.objects.select_for_update().get(pk=registration.ticket_id))
    give_back(registration, on=on, by=by)
    registration.save(update_fields=["refund_minor"])
    letters.write_about(letter, registration)
    return registration


def _held(registration: Registration) -> tuple[Event, Registration]:
    event = hold_event(registration.event_id)
    return event, Registration.objects.select_for_update(of=("self",)).select_related("person", "ticket").get(pk=registration.pk)


@in_turn
def cancel_registration(registration: Registration, *, reason: str, who: str, on: date, by: User | None) -> Registration:
    """Gives a place up; the next who waits gets it. What was paid is noted for the treasurer to give back."""
    event, registration = _held(registration)
    refuse_move(registration, states.CANCELLED, who)
    if who == states.PARTICIPANT and timezone.now() >= event.starts_at:
        raise ValidationError(_("The event has begun. Write to whoever holds it."))
    if who == states.KEEPERS and not reason.strip():
        raise ValidationError({"reason": _("Say why; the participant reads it.")})
    _give_up(event, registration, reason=reason, on=on, by=by, letter="cancelled")
    record(
        verb="events.cancel_registration",
        obj=registration,
        by=by,
        after={"reason": registration.reason, "refund_minor": registration.refund_minor, "currency": registration.currency},
    )
    move_up(event, on=on, by=by)
    return registration


@in_turn
def lapse_registration(registration: Registration, *, today: date) -> Registration | None:
    """A place that was not paid by its day goes to the next; None when it was paid, or a part of it was, meanwhile."""
    event, registration = _held(registration)
    if registration.state != states.OFFERED or registration.pay_until is None or registration.pay_until >= today:
        return None
    if Invoice.objects.filter(pk=registration.invoice_id or 0, paid_minor__gt=0).exists():
        return None
    with_reason = _("The place was not paid for by its day.")
    _give_up(event, registration, reason=with_reason, on=today, by=None, letter="lapsed")
    record(verb="events.lapse_registration", obj=registration, after={"pay_until": registration.pay_until})
    move_up(event, on=today)
    return registration


@in_turn
def cancel_event(event: Event, *, reason: str, on: date, by: User | None) -> Event:
    """Calls the event off: everybody gets a letter, and what was paid is noted for the treasurer."""
    event = hold_event(event.pk)
    if not may_move(states.EVENT_MOVES, event.state, states.CANCELLED, {states.KEEPERS}):
        raise ValidationError(_("This event is %(state)s; it cannot be called off.") % {"state": event.get_state_display()})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; everybody who registered reads it.")})
    event.state, event.reason, event.edition = states.CANCELLED, reason.strip()[:300], event.edition + 1
    event.save(update_fields=["state", "reason", "edition"])
    live = event.registrations.select_for_update(of=("self",)).filter(state__in=states.LIVE).select_related("person", "ticket").order_by("number")
    for registration in live:
        _give_up(event, registration, reason=event.reason, on=on, by=by, letter="event_cancelled")
    record(verb="events.cancel_event", obj=event, by=by, after={"reason": event.reason})
    return event


@in_turn
def note_refund(registration: Registration, *, on: date, by: User | None) -> Registration:
    """The treasurer has given the money back."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if not registration.refund_minor or registration.refunded_on is not None:
        raise ValidationError(_("Nothing is to be given back for this registration."))
    registration.refunded_on = on
    registration.save(update_fields=["refunded_on"])
    record(
        verb="events.note_refund",
        obj=registration,
        by=by,
        after={"refund_minor": registration.refund_minor, "currency": registration.currency, "day": on},
    )
    return registration
