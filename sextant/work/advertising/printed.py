"""The media kit and the report as accessible PDF (PDF/UA-1), set by Typst."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.base.ui.numerals import percent
from sextant.work.advertising.models import Booking
from sextant.work.advertising.queries.kit import Offer, kit
from sextant.work.advertising.queries.reports import Delivery
from sextant.work.advertising.sentences import discounts_in_words, format_in_words, price_in_words, taken_in_words, terms_in_words

TEMPLATES = Path(__file__).parent / "typst"


def _set(name: str, content: dict[str, Any]) -> bytes:
    return typeset(TEMPLATES / name, {**content, "language": (translation.get_language() or "ru")[:2]})


def _offer(offer: Offer) -> dict[str, Any]:
    place = offer.place
    reach = [f"{row.label}: {number_format(row.value, force_grouping=True)} ({row.source}, {date_format(row.on)})" for row in offer.reach]
    facts = [
        (_("Format"), format_in_words(place)),
        (_("Price"), "; ".join(price_in_words(place, row) for row in reversed(offer.prices))),
        (_("Discounts"), discounts_in_words(offer.discounts, place)),
        (_("Cancelling"), terms_in_words(offer.terms)),
        (pgettext("advertising", "Taken"), taken_in_words(offer)),
    ]
    name = f"{place.name} · {place.get_channel_display()}"
    return {"name": name, "about": place.about, "facts": [pair for pair in facts if pair[1]], "reach_title": _("Reach"), "reach": reach}


def media_kit_pdf(today: date) -> bytes:
    """What is sold, in the active language."""
    title = _("Media kit")
    dated = _("As of %(day)s") % {"day": date_format(today)}
    return _set("kit.typ", {"title": title, "dated": dated, "offers": [_offer(offer) for offer in kit(today)]})


def report_pdf(booking: Booking, told: Delivery) -> bytes:
    """What a booking has delivered, in the active language."""
    facts = [
        (_("Advertiser"), booking.advertiser),
        (pgettext("advertising", "Place"), booking.place.name),
        (_("Period"), f"{date_format(booking.since)} – {date_format(booking.until)}"),
        (_("Days run"), _("%(run)s of %(booked)s") % {"run": told.days_run, "booked": told.days_booked}),
        (_("Views"), number_format(told.views, force_grouping=True)),
        (_("Clicks"), number_format(told.clicks, force_grouping=True)),
        (_("Share of clicks"), f"{percent(told.rate, 2)} ({percent(told.low, 2)} – {percent(told.high, 2)})" if told.rate is not None else ""),
        (_("Views promised"), number_format(told.promised, force_grouping=True) if told.promised else ""),
        (_("Delivered of what was promised"), percent(told.kept) if told.kept is not None else ""),
        (_("Where it stood"), booking.proof),
    ]
    content = {
        "title": _("Report on advertising"),
        "lead": booking.product,
        "facts": [pair for pair in facts if pair[1]],
        "head": [_("Day"), _("Views"), _("Clicks")],
        "rows": [[date_format(row.day), number_format(row.views, force_grouping=True), str(row.clicks)] for row in told.rows],
        "note": _(
            "A view is a picture that a browser asked for; programs that name themselves are left out. The interval is that of Wilson at 95 per cent."
        ),
        "demo": _("Demo data: invented firms and figures") if booking.is_demo else "",
    }
    return _set("report.typ", content)
