"""Tickets, badges and certificates as accessible PDF (PDF/UA-1), set by Typst in the active language, and their QR codes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sextant.base.exports.codes import qr_svg
from sextant.base.exports.typeset import typeset
from sextant.base.ui.links import full_address
from sextant.society.events.letters import when
from sextant.society.events.links import certificate_token, door_token
from sextant.society.events.models import Certificate, Event, Registration
from sextant.society.events.sentences import days_in_words

TEMPLATES = Path(__file__).parent / "typst"
MOST_BADGES = 2000


def _language() -> str:
    return (get_language() or "ru")[:2]


def ticket_svg(registration: Registration) -> bytes:
    """The code that is scanned at the door."""
    return qr_svg(door_token(registration), light="#fff")


def ticket_pdf(registration: Registration) -> bytes:
    """One ticket, A5. Raises ValidationError with a sentence when it cannot be set."""
    event = registration.event
    words: dict[str, Any] = {
        "language": _language(),
        "title": _("Ticket: %(event)s") % {"event": event.title},
        "event": event.title,
        "rows": [
            [_("Name"), registration.name],
            [_("Ticket"), registration.ticket.name],
            [_("Number"), str(registration.number)],
            [_("When"), when(event)],
            [_("Where"), event.place or _("online")],
        ],
        "code_title": _("Code for the desk"),
        "code": registration.code,
        "check": _("Show this code at the door, on paper or on a screen."),
        "qr": _("QR code of the ticket"),
        "demo": _("Demo association: event and participant are invented.") if registration.is_demo else "",
    }
    return typeset(TEMPLATES / "ticket.typ", words, {"qr.svg": qr_svg(door_token(registration), border=0, light=None)})


def badges_pdf(event: Event, registrations: Iterable[Registration]) -> bytes:
    """A sheet of badges, eight on an A4 page, to be cut. Their codes hold the bare code of the ticket: few signs are read from a small print."""
    rows, files = [], {}
    for place, registration in enumerate(list(registrations)[:MOST_BADGES]):
        name = f"qr-{place}.svg"
        files[name] = qr_svg(registration.code, border=0, light=None)
        rows.append({"name": registration.name, "place": registration.place, "ticket": registration.ticket.name, "file": name})
    words = {
        "language": _language(),
        "title": _("Badges: %(event)s") % {"event": event.title},
        "event": event.title,
        "days": days_in_words(event),
        "rows": rows,
        "qr": _("QR code of the ticket"),
        "nothing": _("Nobody has a sure place yet."),
    }
    return typeset(TEMPLATES / "badges.typ", words, files)


def certificate_pdf(certificate: Certificate) -> bytes:
    """The certificate, A4 across, with the code of its public page."""
    event = certificate.registration.event
    url = full_address("events:verify", _language(), certificate_token(certificate))
    hours = certificate.hours
    words = {
        "language": _language(),
        "title": _("Certificate of attendance"),
        "association": _("Library association"),
        "sentence": _("This certifies that"),
        "holder": certificate.name,
        "took_part": _("took part in"),
        "event": event.title,
        "about": ", ".join(filter(None, (str(event.get_form_display()), days_in_words(event), event.place))),
        "hours": ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours} if hours else "",
        "issued": _("Issued on %(day)s") % {"day": date_format(certificate.issued_on)},
        "check": _("Check it: scan the code"),
        "qr": _("QR code that opens %(url)s") % {"url": url},
        "demo": _("Demo association: event and participant are invented.") if certificate.is_demo else "",
    }
    return typeset(TEMPLATES / "certificate.typ", words, {"qr.svg": qr_svg(url, border=0, light=None)})
