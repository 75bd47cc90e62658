"""What must hold among contracts, acts and the books whatever happened: a sentence for everything that does not."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract, ContractLine


def _totals() -> Iterator[str]:
    """A contract comes to what its lines come to, an act to what its lines come to."""
    of_contracts = Contract.objects.annotate(counted=Coalesce(Sum("lines__amount_minor"), 0)).exclude(counted=F("total_minor"))
    of_acts = Act.objects.annotate(counted=Coalesce(Sum("lines__amount_minor"), 0)).exclude(counted=F("total_minor"))
    rows = [(str(one), one.total_minor, one.counted) for one in of_contracts.order_by("pk")]
    rows += [(str(one), one.total_minor, one.counted) for one in of_acts.select_related("contract").order_by("pk")]
    for number, kept, counted in rows:
        yield _("%(number)s says it comes to %(kept)s; its lines give %(counted)s (minor units).") % {
            "number": number,
            "kept": kept,
            "counted": counted,
        }


def _taken() -> Iterator[str]:
    """What is taken of a line is what standing acts have of it."""
    standing = Coalesce(Sum("done__quantity", filter=Q(done__act__state__in=states.STANDING)), 0)
    rows = ContractLine.objects.annotate(counted=standing).exclude(counted=F("taken")).select_related("contract").order_by("pk")
    for line in rows:
        words = {"line": line, "number": line.contract, "kept": line.taken, "counted": line.counted}
        yield _("“%(line)s” of %(number)s: %(kept)s is kept as taken by acts; the acts give %(counted)s (thousandths).") % words


def _advances() -> Iterator[str]:
    """What the books hold as advances under contracts is what was asked in advance and no accepted act has used."""
    held: dict[str, int] = {}
    for contract in Contract.objects.exclude(advance_invoice=None).select_related("advance_invoice"):
        invoice = contract.advance_invoice
        assert invoice is not None
        held[contract.currency] = held.get(contract.currency, 0) + invoice.total_minor - invoice.credited_minor
    used = Act.objects.filter(state=states.ACCEPTED).order_by().values_list("contract__currency").annotate(Sum("offset_minor"))
    for currency, total in used:
        held[currency] = held.get(currency, 0) - total
    lines = Line.objects.filter(entry__state=books.POSTED, account__use="contract_advances").order_by()
    booked = {currency: -total for currency, total in lines.values_list("currency").annotate(Sum("amount_minor"))}
    for currency in sorted(held.keys() | booked.keys()):
        if held.get(currency, 0) != booked.get(currency, 0):
            words = {"held": money(held.get(currency, 0), currency), "booked": money(booked.get(currency, 0), currency)}
            yield _("Advances under contracts come to %(held)s, their account to %(booked)s.") % words


def trouble() -> list[str]:
    """Everything that is wrong, a sentence each; empty when the room is in order."""
    return [sentence for check in (_totals, _taken, _advances) for sentence in check()]
