"""Which rules of fiscal receipts apply to an invoice and to a payment: hints, each with the mark whether it was checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.society.ledger.models import Invoice, InvoiceLine, Payment, ReceiptRule

KINDS = {
    "dues": _("membership dues"),
    "gift": _("gift"),
    "grant": _("grant"),
    "service": _("service"),
    "goods": _("goods"),
    "advertising": _("advertising"),
    "event": _("event"),
    "course": _("course"),
}
"""Kinds of income in words; a house may write others on its invoices."""


def payer_kind_of(thing: Invoice | Payment) -> str:
    """`organisation` where one is known, else `person`: the stricter of the two where the payer is not known."""
    return str(ReceiptRule.PayerKind.ORGANISATION if thing.organisation_id else ReceiptRule.PayerKind.PERSON)


@dataclass(frozen=True)
class Hint:
    """What applies to a kind of income and a method; `rule` is None where nobody has written one."""

    income_kind: str
    method: str
    rule: ReceiptRule | None

    @property
    def kind_in_words(self) -> Any:
        return KINDS.get(self.income_kind, self.income_kind)

    @property
    def method_in_words(self) -> Any:
        return Payment.Method(self.method).label


def hints_for_invoice(invoice: Invoice) -> list[Hint]:
    """For each kind of income on its lines: by the methods of the payments it has, else by each method it may be paid by."""
    kinds = list(dict.fromkeys(line.income_kind for line in invoice.lines.all() if line.income_kind))
    used = list(dict.fromkeys(cover.payment.method for cover in invoice.covers.filter(taken_back_on=None).select_related("payment")))
    return _hints(kinds, payer_kind_of(invoice), used or [Payment.Method.BANK, Payment.Method.CARD, Payment.Method.CASH])


def hints_for_payment(payment: Payment) -> list[Hint]:
    """For each kind of income on the invoices it covers."""
    lines = InvoiceLine.objects.filter(invoice__covers__payment=payment, invoice__covers__taken_back_on=None).exclude(income_kind="")
    kinds = sorted(set(lines.values_list("income_kind", flat=True)))
    return _hints(kinds, payer_kind_of(payment), [payment.method])


def _hints(kinds: list[str], payer: str, methods: list[str]) -> list[Hint]:
    if not kinds:
        return []
    rows = ReceiptRule.objects.filter(income_kind__in=kinds, payer_kind=payer, method__in=methods)
    found = {(rule.income_kind, rule.method): rule for rule in rows}
    return [Hint(kind, method, found.get((kind, method))) for kind in kinds for method in methods]


def rules_wanted(wish: dict[str, Any]) -> QuerySet[ReceiptRule]:
    """Rules of one filter."""
    asked = {name: wish[name] for name in ("income_kind", "payer_kind", "method", "needed") if wish.get(name)}
    rows = ReceiptRule.objects.filter(**asked)
    return rows.filter(Q(checked_on=None)) if wish.get("unchecked") else rows


def rules_table(rows: Iterable[ReceiptRule] | None = None) -> Table:
    columns = (
        Column("income_kind", _("Kind of income"), lambda rule: rule.income_kind),
        Column("payer_kind", _("Payer"), lambda rule: rule.payer_kind),
        Column("method", _("Method"), lambda rule: rule.method),
        Column("needed", _("Receipt"), lambda rule: rule.needed),
        Column("vat_note_ru", _("Note on VAT, in Russian"), lambda rule: rule.vat_note_ru),
        Column("vat_note_en", _("Note on VAT, in English"), lambda rule: rule.vat_note_en),
        Column("document_ru", _("Document, in Russian"), lambda rule: rule.document_ru),
        Column("document_en", _("Document, in English"), lambda rule: rule.document_en),
        Column("clause", _("Clause"), lambda rule: rule.clause),
        Column("checked_on", _("Checked on"), lambda rule: rule.checked_on),
        Column("checked_by", _("Checked by"), lambda rule: rule.checked_by),
    )
    return Table("receipt-rules", columns, ReceiptRule.objects.all() if rows is None else rows)
