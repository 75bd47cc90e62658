"""Invoices and credit notes as accessible PDF (PDF/UA-1) set by Typst, with the code a bank's application reads."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.words.fields import in_language
from sextant.base.words.money import money, spelled_out
from sextant.lab.payments import qr
from sextant.society.ledger.codes import payload_of, purpose_of
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.requisites import requisites_shown

TEMPLATE = Path(__file__).parent / "typst" / "invoice.typ"


def _named(values: dict[str, Any], name: str, language: str) -> str:
    return in_language({"ru": values.get(f"{name}_ru", ""), "en": values.get(f"{name}_en", "")}, language)


def _quantity(thousandths: int) -> str:
    return str(number_format(thousandths / 1000, decimal_pos=0 if thousandths % 1000 == 0 else 3))


def _words(invoice: Invoice, has_code: bool) -> dict[str, Any]:
    language, payee = (translation.get_language() or "ru")[:2], invoice.requisites.get("payee") or {}
    credit = invoice.kind == Invoice.Kind.CREDIT_NOTE
    title = _("Credit note %(number)s") if credit else _("Invoice %(number)s")
    rows = [
        [str(place), line.text, _quantity(line.quantity), money(line.price_minor, invoice.currency), money(line.amount_minor, invoice.currency)]
        for place, line in enumerate(invoice.lines.all(), 1)
    ]
    signed = [(_("Director"), _named(payee, "director", language)), (_("Chief accountant"), _named(payee, "accountant", language))]
    return {
        "language": language,
        "title": title % {"number": invoice.shown_number},
        "dated": _("of %(day)s") % {"day": date_format(invoice.issued_on or invoice.made_at)},
        "due": _("To be paid by %(day)s") % {"day": date_format(invoice.due_on)} if invoice.due_on and not credit else "",
        "requisites": requisites_shown(invoice.requisites),
        "payer_title": _("Payer"),
        "payer": ", ".join(part for part in (invoice.payer_name, invoice.payer_address, invoice.payer_tax_id) if part),
        "head": [_("No."), _("What"), _("Quantity"), _("Price"), _("Amount")],
        "rows": rows,
        "total_title": _("Total"),
        "total": money(invoice.total_minor, invoice.currency),
        "spelled": spelled_out(invoice.total_minor, invoice.currency),
        "tax": _named(payee, "tax_note", language),
        "reason": _("Credits invoice %(number)s: %(reason)s") % {"number": invoice.credits, "reason": invoice.reason} if credit else "",
        "purpose_title": _("Purpose of the payment"),
        "purpose": "" if credit else purpose_of(invoice),
        "has_code": has_code,
        "code_alt": _("Payment code: scan it in your bank's application"),
        "code_note": _("Scan it in your bank's application: the fields fill themselves in."),
        "signed": [pair for pair in signed if pair[1]],
        "demo": _("Demo association: nothing is to be paid.") if invoice.is_demo else "",
    }


def invoice_pdf(invoice: Invoice) -> bytes:
    """The invoice in the active language. Raises ValidationError with a sentence when it cannot be set."""
    payload, _refusal = payload_of(invoice, (translation.get_language() or "ru")[:2])
    return typeset(TEMPLATE, _words(invoice, bool(payload)), {"code.svg": qr.svg(payload or b" ").encode()})
