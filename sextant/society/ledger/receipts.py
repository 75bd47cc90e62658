"""The receipt of a payment as PDF: who paid how much, on which day, and what it was laid on."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.society.ledger import subjects
from sextant.society.ledger.models import Payment
from sextant.society.ledger.queries.requisites import requisites_for

TEMPLATE = Path(__file__).parent / "typst" / "receipt.typ"


def _laid_on(payment: Payment) -> list[tuple[str, str]]:
    """The invoices it covers, or what it was for, with the amounts."""
    rows = [
        (_("Invoice %(number)s") % {"number": cover.invoice.shown_number}, money(cover.amount_minor, payment.currency))
        for cover in payment.covers.filter(taken_back_on=None).select_related("invoice")
    ]
    subject = subjects.subject(payment.about_kind)
    asked = subject.asked(payment.about_id) if subject else None
    if asked is not None:
        rows.append((_("For"), asked.title))
    if payment.free_minor:
        rows.append((_("Not yet assigned"), money(payment.free_minor, payment.currency)))
    return rows


def receipt_words(payment: Payment) -> dict[str, Any]:
    """All words of the receipt in the active language."""
    language = (translation.get_language() or "ru")[:2]
    payee = requisites_for(payment.currency)["payee"]
    name = in_language({"ru": payee.get("name_ru", ""), "en": payee.get("name_en", "")}, language)
    numbers = [_("INN %(number)s") % {"number": payee["tax_id"]}] if payee.get("tax_id") else []
    return {
        "language": language,
        "title": _("Receipt %(number)s") % {"number": payment.shown_receipt},
        "payee": ", ".join(part for part in (name, *numbers) if part) or "—",
        "dated": date_format(payment.day),
        "rows": [
            (_("Received from"), payment.payer_name or "—"),
            (_("Way of payment"), payment.get_method_display()),
            (_("Reference"), payment.reference),
            *_laid_on(payment),
        ],
        "amount": money(payment.amount_minor, payment.currency),
        "note": _("This receipt confirms that the payment has come in. It is no fiscal receipt of a cash register."),
        "demo": _("Demo association: no money has moved.") if payment.is_demo else "",
    }


def receipt_pdf(payment: Payment) -> bytes:
    """The receipt in the active language. Raises ValidationError with a sentence when it cannot be set."""
    return typeset(TEMPLATE, receipt_words(payment))
