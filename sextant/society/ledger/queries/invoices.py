"""Invoices as pages and actions ask for them."""

from datetime import date

from django.db.models import Q, QuerySet

from sextant.society.ledger import states
from sextant.society.ledger.models import Fund, Invoice, Line
from sextant.society.ledger.queries.accounts import account_for


def open_by_fund(invoice: Invoice) -> list[tuple[Fund, int]]:
    """What is still open on each fund of an invoice, in the order of its lines: read from the books, not from sums beside them."""
    receivable = account_for("receivable")
    mine = Q(entry=invoice.entry_id) | Q(entry__invoice__credits=invoice) | Q(entry__covers__invoice=invoice)
    mine |= Q(entry__reverses__covers__invoice=invoice)
    lines = Line.objects.filter(mine, account=receivable, entry__state=states.POSTED).distinct()
    sums: dict[int, int] = {}
    for _pk, fund, amount in lines.values_list("pk", "fund_id", "amount_minor"):
        sums[fund] = sums.get(fund, 0) + amount
    ordered = list(dict.fromkeys(line.fund for line in invoice.lines.select_related("fund")))
    return [(fund, sums.get(fund.pk, 0)) for fund in ordered]


def overdue(on: date) -> QuerySet[Invoice]:
    """Open invoices whose day of payment is over."""
    return Invoice.objects.filter(kind=Invoice.Kind.INVOICE, state=states.ISSUED, due_on__lt=on)
