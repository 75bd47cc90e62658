"""Registering: a place or the waiting list, numbered in the order of commits."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.events import letters, states
from sextant.society.events.actions.places import give_place, has_room, hold_event, new_code
from sextant.society.events.models import Event, Registration, TicketKind
from sextant.society.events.queries.eligibility import why_not
from sextant.society.members.models import Person


def _refuse(event: Event, ticket: TicketKind, person: Person | None, now: datetime, by_office: bool) -> None:
    if event.state != states.PUBLISHED or now >= event.ends_at:
        raise ValidationError(_("Nobody can register for this event now."))
    if ticket.event_id != event.pk:
        raise ValidationError({"ticket": _("This ticket belongs to another event.")})
    if by_office:
        return
    if not event.takes_registrations(now):
        raise ValidationError(_("Registration is closed. Ask whoever holds the event."))
    if refusal := why_not(ticket, person, event, timezone.localdate(now)):
        raise ValidationError({"ticket": refusal})


def _refuse_twice(event: Event, person: Person | None, email: str) -> None:
    same = Q(email__iexact=email) | (Q(person=person) if person is not None else Q(pk__in=[]))
    if event.registrations.filter(same, state__in=states.LIVE).exists():
        raise ValidationError(_("You are registered for this event already. Look into your letters, or among “My events”."))


def _numbered(event: Event, ticket: TicketKind, *, is_demo: bool = False, **fields: Any) -> Registration:
    """The row with the next number of the event, not written yet."""
    event.last_number += 1
    event.save(update_fields=["last_number"])
    price = {"price_minor": ticket.price_minor, "currency": ticket.currency}
    given = {"number": event.last_number, "state": states.WAITING, "code": new_code(), "is_demo": is_demo or event.is_demo, **price}
    return Registration(event=event, ticket=ticket, **given, **fields)


@in_turn
def register(
    event: Event,
    *,
    ticket: TicketKind,
    name: str,
    email: str,
    by: User | None,
    person: Person | None = None,
    user: User | None = None,
    by_office: bool = False,
    now: datetime | None = None,
    **more: Any,
) -> Registration:
    """Writes a participant down: with a place where one is left, else on the waiting list. `more` holds place, language, answers, show_name, organisation (who pays).

    The price is that of the ticket, and whether the ticket may be taken is asked of `person`, whoever typed the address. The office
    registers without the rules of the ticket and the days of registration, but never beyond the capacity.
    """
    now = now or timezone.now()
    event = hold_event(event.pk)
    ticket = TicketKind.objects.select_for_update().get(pk=ticket.pk)
    email, name = email.strip(), name.strip()[:200]
    validate_email(email)
    if not name:
        raise ValidationError({"name": _("Give the name that shall stand on the badge.")})
    _refuse(event, ticket, person, now, by_office)
    _refuse_twice(event, person, email)
    registration = _numbered(event, ticket, person=person, user=user, name=name, email=email, **more)
    room = has_room(event, ticket)
    registration.save()
    if room:
        give_place(event, ticket, registration, on=timezone.localdate(now), by=by)
    else:
        letters.write_about("waiting", registration)
    after = {
        "number": registration.number,
        "waiting": registration.state == states.WAITING,
        "ticket": str(ticket.name),
        "price_minor": ticket.price_minor,
        "currency": ticket.currency,
    }
    record(verb="events.register", obj=registration, by=by, after=after, personal_after={"name": name, "email": email})
    return registration
