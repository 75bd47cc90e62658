"""Letters to those who take part, each with the link that opens their page."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import Ready, queue_letters, rendered, write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address, full_url
from sextant.base.words.money import money
from sextant.society.events.links import guest_token, pay_address, ticket_token
from sextant.society.events.models import Event, Registration

TEMPLATES: dict[str, str | Promise] = {
    "confirmed": _("Events: place confirmed"),
    "held": _("Events: place held until it is paid"),
    "waiting": _("Events: on the waiting list"),
    "moved_up_confirmed": _("Events: moved up from the waiting list"),
    "moved_up_held": _("Events: moved up, to be paid"),
    "lapsed": _("Events: place not paid for"),
    "cancelled": _("Events: registration cancelled"),
    "event_cancelled": _("Events: event called off"),
    "changed": _("Events: place or time changed"),
    "reminder": _("Events: reminder before the event"),
    "certificate": _("Events: certificate ready"),
    "guest": _("Events: link to register"),
}


def when(event: Event) -> str:
    """`3 March 2026, 10:00 (Europe/Moscow, UTC+3)` in the active language."""
    return f"{date_format(event.first_day)}, {event.local_start:%H:%M} ({event.time_zone}, {event.offset})"


def context_of(registration: Registration) -> dict[str, Any]:
    """What every letter about a registration knows, in the participant's language."""
    event, invoice = registration.event, registration.invoice
    with translation.override(registration.language):
        pay = pay_address(invoice)
        shown_refund = money(registration.refund_minor, registration.currency) if registration.refund_minor else ""
        return {
            "name": registration.name,
            "number": registration.number,
            "event": event.title,
            "when": when(event),
            "place": event.place,
            "online": event.online_url if registration.is_sure else "",
            "ticket": registration.ticket.name,
            "price": money(registration.price_minor, registration.currency),
            "pay_until": date_format(registration.pay_until) if registration.pay_until else "",
            "pay": full_url(pay) if pay else "",
            "reason": registration.reason,
            "refund": shown_refund,
            "page": full_address("events:own", registration.language, ticket_token(registration)),
        }


def _silent(registration: Registration) -> bool:
    return not registration.email or is_invented(registration.email, is_demo=registration.is_demo)


def _ready(code: str, registration: Registration, turn: str) -> Ready:
    key = f"events.{code}:{registration.pk}:{turn}"[:160]
    language, context = registration.language, context_of(registration)
    return rendered(key=key, template=f"events.{code}", to=registration.email, context=context, language=language, about=registration)


def write_about(code: str, registration: Registration, turn: str = "") -> None:
    """Writes the letter in the caller's transaction, once for each turn. Invented participants of the demo get none."""
    if not _silent(registration):
        queue_letters([_ready(code, registration, turn)])


def write_to_all(code: str, registrations: list[Registration], turn: str = "") -> int:
    """The same to many; returns how many letters are written."""
    ready = [_ready(code, one, turn) for one in registrations if not _silent(one)]
    queue_letters(ready)
    return len(ready)


def write_guest_link(event: Event, email: str, language: str, turn: str) -> None:
    """The link by which a guest proves an address; asked again in the same turn (an hour), it is the same letter."""
    token = guest_token(event, email, language)
    with translation.override(language):
        context = {"event": event.title, "when": when(event), "page": full_address("events:register_guest", language, token)}
    write_letter(key=f"events.guest:{event.pk}:{email.lower()}:{turn}"[:160], template="events.guest", to=email, language=language, context=context)


def sample() -> dict[str, Any]:
    """An invented registration to preview a letter with."""
    link = full_url("/…")
    return {
        "name": "Анна Петрова",
        "number": 17,
        "event": "Школа молодых библиотекарей",
        "when": f"{date_format(date(2026, 10, 5))}, 10:00 (Europe/Moscow, UTC+3)",
        "place": "Тверь, ул. Книжная, 1",
        "online": link,
        "ticket": "Молодой специалист",
        "price": "1 500 ₽",
        "pay_until": date_format(date(2026, 9, 20)),
        "pay": link,
        "reason": "…",
        "refund": "1 500 ₽",
        "page": link,
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"events.{code}", title, sample=sample, secret=code == "guest")
