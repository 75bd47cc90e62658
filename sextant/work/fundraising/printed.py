"""Receipts of gifts and statements of a year as accessible PDF, set by Typst."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.society.ledger.queries.requisites import requisites_for
from sextant.work.fundraising.models import Donor, Gift, Part

TEMPLATES = Path(__file__).parent / "typst"


def _payee(currency: str) -> str:
    """Who received: the name and the tax number of the association."""
    payee = requisites_for(currency)["payee"]
    language = (translation.get_language() or "ru")[:2]
    name = in_language({"ru": payee.get("name_ru", ""), "en": payee.get("name_en", "")}, language)
    address = in_language({"ru": payee.get("address_ru", ""), "en": payee.get("address_en", "")}, language)
    number = _("INN %(number)s") % {"number": payee["tax_id"]} if payee.get("tax_id") else ""
    return ", ".join(part for part in (name, number, address) if part) or "—"


def _rows(part: Part) -> list[tuple[str, str]]:
    gift = part.gift
    rows = [
        (_("Received from"), gift.name or str(gift.donor)),
        (pgettext("day", "Received on"), date_format(part.day)),
        (_("For"), str(gift.appeal) if gift.appeal else ""),
        (_("Fund"), str(gift.fund)),
        (_("Given in kind"), gift.description),
        (_("Assessed by"), gift.basis),
        (gift.get_tribute_display(), gift.tribute_name),
        (_("Gift"), gift.reference),
    ]
    return [(label, value) for label, value in rows if label and value]


def receipt_pdf(part: Part) -> bytes:
    """The receipt of a part of a gift in the active language. Raises ValidationError with a sentence when it cannot be set."""
    gift = part.gift
    in_kind = gift.kind == Gift.Kind.IN_KIND
    words = {
        "language": (translation.get_language() or "ru")[:2],
        "title": _("Receipt %(number)s") % {"number": part.receipt_number},
        "kind": _("Gift in kind") if in_kind else _("Gift"),
        "payee": _payee(gift.currency),
        "dated": date_format(part.day),
        "rows": _rows(part),
        "amount": money(part.amount_minor, gift.currency),
        "thanks": _("Thank you. The gift goes to the fund named above and is spent on nothing else."),
        "note": _("The value was assessed as said above.") if in_kind else _("This receipt confirms that the gift has come in."),
        "demo": _("Demo association: no money has moved.") if part.is_demo else "",
    }
    return typeset(TEMPLATES / "receipt.typ", words)


def statement_pdf(donor: Donor, year: int, parts: list[Part]) -> bytes:
    """Every gift of a year with its receipt's number, and the sums by currency, in the active language."""
    totals: dict[str, int] = {}
    for part in parts:
        totals[part.gift.currency] = totals.get(part.gift.currency, 0) + part.amount_minor
    rows: list[list[str]] = [
        [date_format(part.day, "SHORT_DATE_FORMAT"), part.receipt_number, _what(part), money(part.amount_minor, part.gift.currency)] for part in parts
    ]
    words: dict[str, Any] = {
        "language": (translation.get_language() or "ru")[:2],
        "title": _("Gifts in %(year)s") % {"year": year},
        "payee": _payee(parts[0].gift.currency if parts else "RUB"),
        "donor_title": _("Donor"),
        "donor": str(donor),
        "head": [_("Day"), _("Receipt"), _("For"), _("Amount")],
        "rows": rows,
        "total_title": _("Total"),
        "totals": [money(total, currency) for currency, total in sorted(totals.items())],
        "note": _("Thank you for your support."),
        "demo": _("Demo association: no money has moved.") if any(part.is_demo for part in parts) else "",
    }
    return typeset(TEMPLATES / "statement.typ", words)


def _what(part: Part) -> str:
    gift = part.gift
    what = gift.description or (str(gift.appeal) if gift.appeal else str(gift.fund))
    return _("in kind: %(what)s") % {"what": what} if gift.kind == Gift.Kind.IN_KIND else what
