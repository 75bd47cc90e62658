"""Credit notes: what was asked too much is taken off an invoice, and what was paid for it comes free."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.actions.entries import take_number
from sextant.society.ledger.actions.invoices import book_lines
from sextant.society.ledger.actions.payments import tell_reopened, uncover
from sextant.society.ledger.models import Cover, Invoice, InvoiceLine


def shares(amount: int, weights: list[int]) -> list[int]:
    """An amount divided in proportion to the weights in whole minor units, nothing lost: largest remainders get the rest."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda place: -(amount * weights[place] % whole))
    for place in by_rest[: amount - sum(parts)]:
        parts[place] += 1
    return parts


@in_turn
def credit_invoice(invoice: Invoice, *, amount_minor: int | None, reason: str, on: date, by: User | None) -> Invoice:
    """Issues a credit note over all of what is not credited yet (None) or a part of it, and books it against the same income.

    What was paid already and is now too much goes back to the payments it came from, latest first, where it can be laid on
    another invoice or given back.
    """
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    creditable = invoice.total_minor - invoice.credited_minor
    amount = creditable if amount_minor is None else amount_minor
    if invoice.kind != Invoice.Kind.INVOICE or invoice.state not in (states.ISSUED, states.SETTLED):
        raise ValidationError(_("Only an issued invoice can be credited."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the invoice is credited.")})
    if not 0 < amount <= creditable:
        raise ValidationError({"amount": _("Between 0 and %(amount)s can be credited.") % {"amount": money(creditable, invoice.currency)}})
    was_settled, excess = invoice.state == states.SETTLED, amount - (creditable - invoice.paid_minor)
    for cover in Cover.objects.filter(invoice=invoice, taken_back_on=None).order_by("-id") if excess > 0 else []:
        part = min(excess, cover.amount_minor)
        if part > 0:
            uncover(cover, amount_minor=part, on=on, by=by, tells=False)
            excess -= part
    invoice.refresh_from_db()
    note = _issue_note(invoice, amount, reason.strip(), on, by)
    invoice.credited_minor += amount
    whole = invoice.credited_minor == invoice.total_minor
    settled = invoice.total_minor == invoice.paid_minor + invoice.credited_minor
    invoice.state = states.CANCELLED if whole else states.SETTLED if settled else states.ISSUED
    invoice.save(update_fields=["credited_minor", "state"])
    record(verb="ledger.credit_invoice", obj=invoice, by=by, after={"note": note.shown_number, "amount_minor": amount, "reason": reason.strip()})
    if was_settled and invoice.state != states.SETTLED:
        tell_reopened(invoice, on, by)
    return note


def _issue_note(invoice: Invoice, amount: int, reason: str, on: date, by: User | None) -> Invoice:
    series = "demo-credit-note" if invoice.is_demo else "credit-note"
    copied = ("person", "organisation", "payer_name", "payer_address", "payer_tax_id", "payer_email", "language", "currency", "is_demo")
    note = Invoice(kind=Invoice.Kind.CREDIT_NOTE, series=series, year=on.year, issued_on=on, credits=invoice, reason=reason[:300])
    for name in (*copied, "about_kind", "about_id", "requisites"):
        setattr(note, name, getattr(invoice, name))
    note.total_minor, note.settled_on = amount, on
    note.save()
    lines = list(invoice.lines.select_related("fund", "account", "programme"))
    parts = shares(amount, [line.amount_minor for line in lines])
    copies = [
        InvoiceLine(
            invoice=note,
            text_ru=line.text_ru,
            text_en=line.text_en,
            price_minor=part,
            amount_minor=part,
            account=line.account,
            fund=line.fund,
            programme=line.programme,
        )
        for line, part in zip(lines, parts, strict=True)
    ]
    InvoiceLine.objects.bulk_create(copies)
    note.number = take_number(series, on.year)
    memo = _("Credit note %(number)s against %(invoice)s: %(reason)s") % {
        "number": note.shown_number,
        "invoice": invoice.shown_number,
        "reason": reason,
    }
    note.entry = book_lines(note, lines, -1, parts, memo, f"credit-note:{note.pk}", by)
    note.state = states.SETTLED
    note.save()
    return note
