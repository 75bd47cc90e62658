"""What the books say of a contract: asked, paid, overdue. Nothing of it is kept in the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from sextant.society.ledger import states as books
from sextant.society.ledger.models import Invoice
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract


def advance_left(contract: Contract) -> int:
    """What of the advance that was asked for no accepted act has used yet, in minor units."""
    if contract.advance_invoice_id is None:
        return 0
    invoice = Invoice.objects.get(pk=contract.advance_invoice_id)
    used = contract.acts.filter(state=states.ACCEPTED).aggregate(total=Sum("offset_minor"))["total"] or 0
    return max(invoice.total_minor - invoice.credited_minor - used, 0)


@dataclass
class Sums:
    """In minor units: agreed with the customer, accepted by acts, asked by invoices less credit notes, paid, and past its day."""

    agreed: int = 0
    accepted: int = 0
    invoiced: int = 0
    paid: int = 0
    overdue: int = 0

    @property
    def open(self) -> int:
        """Asked for and not paid yet."""
        return self.invoiced - self.paid


def invoices_of(contracts: Iterable[int]) -> Q:
    """Invoices of advances and acts of these contracts."""
    keys = list(contracts)
    acts = Act.objects.filter(contract__in=keys, invoice__isnull=False).values("invoice")
    return Q(pk__in=Contract.objects.filter(pk__in=keys, advance_invoice__isnull=False).values("advance_invoice")) | Q(pk__in=acts)


def sums_of(contracts: Iterable[Contract], today: date) -> dict[int, Sums]:
    """The sums of each contract by its key, in three queries however many there are."""
    rows = list(contracts)
    made = {row.pk: Sums(agreed=row.total_minor if row.state in states.AGREED else 0) for row in rows}
    accepted = Act.objects.filter(contract__in=made, state=states.ACCEPTED).order_by().values_list("contract").annotate(Sum("total_minor"))
    for key, total in accepted:
        made[key].accepted = total
        made[key].agreed = made[key].agreed or total
    of_act = Act.objects.filter(contract__in=made, invoice__isnull=False).values_list("contract", "invoice")
    of_contract = {row.advance_invoice_id: row.pk for row in rows if row.advance_invoice_id}
    whose = {invoice: contract for contract, invoice in of_act} | of_contract
    for invoice in Invoice.objects.filter(pk__in=whose):
        sums = made[whose[invoice.pk]]
        sums.invoiced += invoice.total_minor - invoice.credited_minor
        sums.paid += invoice.paid_minor
        if invoice.due_on is not None and invoice.due_on < today:
            sums.overdue += invoice.open_minor
    return made


def overdue_invoices(today: date) -> Q:
    """Contracts of which an invoice is past its day."""
    late = {"state": books.ISSUED, "due_on__lt": today}
    open_ones = Invoice.objects.filter(total_minor__gt=F("paid_minor") + F("credited_minor"), **late).values("pk")
    return Q(advance_invoice__in=open_ones) | Q(acts__invoice__in=open_ones)


def totals_of(rows: QuerySet[Contract], today: date) -> list[tuple[str, Sums]]:
    """The sums of all contracts of a list by currency, counted by the database; a cancelled contract is agreed as far as it was accepted."""
    keys = Contract.objects.filter(pk__in=rows.order_by().values("pk"))
    made: dict[str, Sums] = {}
    for currency, total in keys.filter(state__in=states.AGREED).order_by().values_list("currency").annotate(Sum("total_minor")):
        made.setdefault(currency, Sums()).agreed = total
    accepted = Act.objects.filter(contract__in=keys, state=states.ACCEPTED).order_by()
    for currency, state, total in accepted.values_list("contract__currency", "contract__state").annotate(Sum("total_minor")):
        sums = made.setdefault(currency, Sums())
        sums.accepted += total
        sums.agreed += total if state == states.CANCELLED else 0
    asked = Invoice.objects.filter(
        Q(pk__in=keys.filter(advance_invoice__isnull=False).values("advance_invoice"))
        | Q(pk__in=Act.objects.filter(contract__in=keys, invoice__isnull=False).values("invoice"))
    )
    late = Q(state=books.ISSUED, due_on__lt=today)
    left = F("total_minor") - F("paid_minor") - F("credited_minor")
    counted = (
        asked.order_by()
        .values_list("currency")
        .annotate(asked=Sum(F("total_minor") - F("credited_minor")), paid=Sum("paid_minor"), late=Sum(left, filter=late))
    )
    for currency, invoiced, paid, overdue in counted:
        sums = made.setdefault(currency, Sums())
        sums.invoiced, sums.paid, sums.overdue = invoiced, paid, overdue or 0
    return sorted(made.items())
