"""Places: given, freed, and given on to the next by committed number. The caller holds the event."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.society.events import letters, states
from sextant.society.events.models import Event, Registration, TicketKind
from sextant.society.events.sentences import in_both
from sextant.society.ledger import states as books
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.models import Invoice

INCOME, KIND = "events", "event"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs of a ticket's code that nobody takes for one another."""


def new_code() -> str:
    """The secret of a ticket: ten signs, 49 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(10))


def hold_event(key: int) -> Event:
    """The event, locked for the rest of the transaction; everything about places happens while it is held."""
    return Event.objects.select_for_update(of=("self",)).select_related("section").get(pk=key)


def has_room(event: Event, ticket: TicketKind) -> bool:
    """A place is left, both of the event and of the kind, and nobody waits for this kind already."""
    if event.seats_left == 0 or ticket.left == 0:
        return False
    return not event.registrations.filter(state=states.WAITING, ticket=ticket).exists()


def _count(event: Event, ticket: TicketKind, step: int) -> None:
    event.seats_taken += step
    ticket.taken += step
    event.save(update_fields=["seats_taken"])
    ticket.save(update_fields=["taken"])


def _payer(registration: Registration) -> Payer:
    """The participant, or the organisation that pays; the invoice goes to the participant's address either way."""
    pays, email, language = registration.organisation, registration.email, registration.language
    if pays is not None:
        return Payer(name=pays.name, organisation=pays, tax_id=pays.tax_number, email=email, language=language)
    return Payer(name=registration.name, person=registration.person, email=email, language=language)


def _invoice(registration: Registration, ticket: TicketKind, *, on: date, by: User | None) -> Invoice:
    event = registration.event
    text = in_both(gettext_noop("%(event)s, ticket “%(ticket)s”, %(name)s"), event=event, ticket=ticket, name=registration.name)
    return make_invoice(
        payer=_payer(registration),
        charges=[Charge(*text, registration.price_minor, INCOME, income_kind=KIND)],
        currency=registration.currency,
        about=registration,
        key=f"event-registration:{registration.pk}:{registration.turn}",
        due_on=registration.pay_until,
        on=on,
        by=by,
        is_demo=registration.is_demo,
    )


def give_place(event: Event, ticket: TicketKind, registration: Registration, *, on: date, by: User | None, moved_up: bool = False) -> None:
    """Takes a place for a registration: confirmed when it costs nothing, else held until it is paid; the letter says which."""
    _count(event, ticket, 1)
    registration.event, registration.turn = event, registration.turn + 1
    if registration.price_minor:
        registration.state = states.OFFERED
        registration.pay_until = max(min(on + timedelta(days=event.pay_days), event.first_day), on)
        registration.invoice = _invoice(registration, ticket, on=on, by=by)
    else:
        registration.state = states.CONFIRMED
    registration.save(update_fields=["state", "turn", "pay_until", "invoice"])
    kind = "held" if registration.price_minor else "confirmed"
    letters.write_about(f"moved_up_{kind}" if moved_up else kind, registration, turn=str(registration.turn))


def free_place(event: Event, ticket: TicketKind) -> None:
    """A place comes free; the caller calls `move_up` when all of this transaction are free."""
    _count(event, ticket, -1)


def move_up(event: Event, *, on: date, by: User | None = None) -> list[Registration]:
    """Gives free places to those who wait, by their numbers; a kind of ticket that is used up is passed over. Nobody moves up once it has begun."""
    moved: list[Registration] = []
    if event.state != states.PUBLISHED or timezone.now() >= event.starts_at or event.seats_left == 0:
        return moved
    tickets = {ticket.pk: ticket for ticket in event.tickets.select_for_update()}
    waiting = (
        event.registrations.select_for_update(of=("self",)).filter(state=states.WAITING).select_related("person", "organisation").order_by("number")
    )
    for registration in waiting:
        ticket = tickets[registration.ticket_id]
        if event.seats_left == 0:
            break
        if ticket.left == 0:
            continue
        give_place(event, ticket, registration, on=on, by=by, moved_up=True)
        record(verb="events.move_up", obj=registration, by=by, after={"number": registration.number})
        moved.append(registration)
    return moved


def give_back(registration: Registration, *, on: date, by: User | None) -> None:
    """Credits what was asked for a place; what of it was paid is noted for the treasurer. The registration is saved by the caller."""
    if registration.invoice_id is None:
        return
    invoice = Invoice.objects.get(pk=registration.invoice_id)
    registration.refund_minor += invoice.paid_minor
    if invoice.state in (books.ISSUED, books.SETTLED) and invoice.total_minor > invoice.credited_minor:
        words = _("The place No. %(number)s at “%(event)s” was given up.") % {"number": registration.number, "event": registration.event}
        credit_invoice(invoice, amount_minor=None, reason=words[:300], on=on, by=by)


def refuse_move(registration: Registration, target: str, who: str) -> None:
    """Refuses what the table of states does not know."""
    if not may_move(states.MOVES, registration.state, target, {who}):
        raise ValidationError(_("This registration is %(state)s now. Look at it again.") % {"state": registration.get_state_display()})
