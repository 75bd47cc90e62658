"""Letters to the advertiser: how a booking stands, with the link that opens its page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.base.words.money import money
from sextant.work.advertising.links import pay_address, token_of
from sextant.work.advertising.models import Booking, Place

TEMPLATES: dict[str, str | Promise] = {
    "asked": _("Advertising: request received"),
    "lapsed": _("Advertising: the hold has lapsed"),
    "confirmed": _("Advertising: booking confirmed"),
    "refused": _("Advertising: request refused"),
    "returned": _("Advertising: material returned"),
    "running": _("Advertising: it runs"),
    "done": _("Advertising: report"),
    "cancelled": _("Advertising: booking cancelled"),
}


def context_of(booking: Booking, language: str) -> dict[str, Any]:
    """What every letter knows, in the language of the advertiser."""
    with translation.override(language):
        token = token_of(booking)
        return {
            "booking": booking,
            "place": booking.place.name,
            "since": booking.since,
            "until": booking.until,
            "total": money(booking.total_minor, booking.currency),
            "fee": money(booking.fee_minor, booking.currency) if booking.fee_minor else "",
            "hours": booking.place.hold_hours,
            "page": full_url(reverse("advertising:mine", args=[token])),
            "pay": full_url(pay_address(booking)) if pay_address(booking) else "",
            "report": full_url(reverse("advertising:my_report", args=[token])),
        }


def write(code: str, booking: Booking, mark: str = "") -> None:
    """Writes the letter in the caller's transaction; asked twice for the same `mark`, once. Demo bookings get none."""
    if booking.is_demo:
        return
    key, template = f"advertising.{code}:{booking.pk}:{mark}"[:160], f"advertising.{code}"
    context = context_of(booking, booking.language)
    write_letter(key=key, template=template, to=booking.email, language=booking.language, context=context, about=booking)


def sample() -> dict[str, Any]:
    """An invented booking to preview a letter with."""
    place = Place(name_ru="Баннер на главной странице", name_en="Banner on the home page", hold_hours=72)
    booking = Booking(pk=7, place=place, since=date(2026, 3, 1), until=date(2026, 3, 14), contact="Анна Петрова", reason="…", units=14)
    link = full_url("/…")
    links = {"page": link, "pay": link, "report": link}
    return {
        "booking": booking,
        "place": place.name,
        "since": booking.since,
        "until": booking.until,
        "total": "7 000 ₽",
        "fee": "",
        "hours": 72,
        **links,
    }


def register_templates() -> None:
    for code, title in TEMPLATES.items():
        register(f"advertising.{code}", title, sample=sample)
