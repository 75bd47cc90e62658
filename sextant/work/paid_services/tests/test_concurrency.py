"""Acts written and accepted at once, in processes on PostgreSQL and in threads on SQLite, never exceed their contract."""

import pytest
from django.core.exceptions import ValidationError

from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, write_act
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.tests.factories import TODAY, act_of, pay, signed
from tests.at_once import all_at_once

WORKERS = 4


def _write(pk: int) -> str:
    """Tries to hand over 3 of 10 hours on a connection of its own; says how it ended."""
    try:
        contract = Contract.objects.get(pk=pk)
        write_act(contract, {contract.lines.get().pk: 3_000}, day=TODAY(), by=None)
        return "written"
    except ValidationError:
        return "refused"


def _accept(pk: int) -> str:
    try:
        accept_act(Act.objects.get(pk=pk), name="Ann", on=TODAY(), by=None, who=states.CUSTOMER)
        return "accepted"
    except ValidationError:
        return "refused"


@pytest.mark.django_db(transaction=True)
def test_acts_written_at_once_never_exceed_the_contract():
    contract = signed()
    ended = all_at_once(_write, [contract.pk] * 8, WORKERS)
    line = contract.lines.get()
    assert (ended.count("written"), line.taken, Act.objects.count(), trouble()) == (3, 9_000, 3, [])


@pytest.mark.django_db(transaction=True)
def test_an_act_accepted_many_times_at_once_is_invoiced_once():
    contract = signed(advance_percent=50)
    pay(contract.advance_invoice)
    acts = [act_of(contract, 4_000).pk, act_of(contract, 6_000).pk]
    ended = all_at_once(_accept, acts * 3, WORKERS)
    assert (ended.count("accepted"), sum(Invoice.objects.values_list("total_minor", flat=True))) == (2, 10_000_00)
    assert sum(Act.objects.values_list("offset_minor", flat=True)) == 5_000_00
    assert (Contract.objects.get().state, invariants(), trouble()) == (states.FULFILLED, [], [])
