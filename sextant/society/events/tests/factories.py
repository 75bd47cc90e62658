"""Invented events and participants for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from sextant.society.events import states
from sextant.society.events.actions.checking import Seen, check_in
from sextant.society.events.actions.events import close_event, draft_event, publish_event
from sextant.society.events.actions.registering import register
from sextant.society.events.actions.tickets import save_ticket
from sextant.society.events.models import Event, Registration, TicketKind
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.accounts import account_for

TODAY = timezone.localdate


def soon(days: int = 30, hour: int = 7) -> datetime:
    """A moment so many days from now, at a whole hour (UTC)."""
    return timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


def draft(**fields: Any) -> Event:
    given = {"title_en": "School of young librarians", "title_ru": "Школа молодых библиотекарей", "place_en": "Tver", "place_ru": "Тверь"}
    starts = fields.pop("starts_at", soon())
    return draft_event(by=None, **{**given, "starts_at": starts, "ends_at": fields.pop("ends_at", starts + timedelta(hours=8)), **fields})


def ticket_of(event: Event, **fields: Any) -> TicketKind:
    return save_ticket(event, None, by=None, **{"name_en": "Participant", "name_ru": "Участник", **fields})


def published(*, price: int = 0, **fields: Any) -> Event:
    """An event with one ticket for anybody, open for registration."""
    event = draft(**fields)
    ticket_of(event, price_minor=price)
    return publish_event(event, by=None)


def comes(event: Event, name: str = "Ann Reader", **fields: Any) -> Registration:
    """Somebody registers as a guest, with the first ticket of the event unless another is named."""
    ticket = fields.pop("ticket", None) or event.tickets.order_by("pk")[0]
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return register(event, ticket=ticket, name=name, email=email, by=None, **{"language": "en", **fields})


def pay(registration: Registration) -> Registration:
    """The invoice of the place is paid in full today."""
    invoice = Invoice.objects.get(pk=registration.invoice_id)
    money: dict[str, Any] = {"amount_minor": invoice.open_minor, "currency": invoice.currency, "account": account_for("bank")}
    receive_payment(day=TODAY(), reference="1", key=f"t:{invoice.pk}:{invoice.paid_minor}", invoices=[invoice], by=None, **money)
    return fresh(registration)


def fresh(registration: Registration) -> Registration:
    return Registration.objects.select_related("event", "ticket", "invoice").get(pk=registration.pk)


def seen(registration: Registration, key: str = "", at: datetime | None = None) -> Seen:
    return Seen(key=key or f"scan-{registration.pk}", at=at or timezone.now(), code=registration.code)


def attended(registration: Registration, **how: Any) -> Registration:
    """Let in at the door."""
    check_in(registration.event, [seen(registration, **how)], by=None)
    return fresh(registration)


def over(event: Event) -> Event:
    """The same event, as if it had ended an hour ago."""
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=1))
    return close_event(event, by=None)


def order_of(event: Event) -> dict[str, list[int]]:
    """Numbers by state, in order."""
    found: dict[str, list[int]] = {}
    for number, state in event.registrations.order_by("number").values_list("number", "state"):
        found.setdefault(state, []).append(number)
    return found


SEATED = states.SEATED
