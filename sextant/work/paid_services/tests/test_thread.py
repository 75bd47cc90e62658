"""From the price list to the paid invoice, and back again."""

import pytest
from django.db.models import Sum

from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import take_back_act
from sextant.work.paid_services.actions.signing import cancel_contract
from sextant.work.paid_services.models import Contract
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.queries.money import Sums, sums_of
from sextant.work.paid_services.tests.factories import TODAY, accepted, pay, signed

pytestmark = pytest.mark.django_db


def booked(use: str) -> int:
    """What an account holds, in minor units; credits are negative."""
    lines = Line.objects.filter(entry__state=books.POSTED, account__use=use)
    return lines.aggregate(total=Sum("amount_minor"))["total"] or 0


def sums(contract: Contract) -> Sums:
    contract.refresh_from_db()
    return sums_of([contract], TODAY())[contract.pk]


def test_a_price_becomes_a_contract_an_act_an_invoice_and_is_paid():
    contract = signed()
    before = booked("services")
    act = accepted(contract)
    pay(act.invoice)
    contract.refresh_from_db()
    year = TODAY().year
    assert (before, booked("services"), booked("receivable")) == (0, -10_000_00, 0)
    assert (contract.state, contract.shown_number, act.shown_number) == (states.FULFILLED, f"S-{year}-0001", f"A-{year}-0001")
    assert sums(contract) == Sums(agreed=10_000_00, accepted=10_000_00, invoiced=10_000_00, paid=10_000_00)
    assert [line.income_kind for line in act.invoice.lines.all()] == ["service"]
    assert (invariants(), trouble()) == ([], [])


def test_an_advance_is_no_income_until_an_act_uses_it():
    contract = signed(advance_percent=30)
    pay(contract.advance_invoice)
    held = booked("contract_advances"), booked("services")
    first = accepted(contract, 2_000)
    after_first = first.offset_minor, first.invoice, booked("contract_advances"), booked("services")
    second = accepted(contract, 8_000)
    assert held == (-3_000_00, 0)
    assert after_first == (2_000_00, None, -1_000_00, -2_000_00)
    assert (second.offset_minor, second.invoice.total_minor, booked("contract_advances"), booked("services")) == (1_000_00, 7_000_00, 0, -10_000_00)
    assert sums(contract) == Sums(agreed=10_000_00, accepted=10_000_00, invoiced=10_000_00, paid=3_000_00)
    assert (invariants(), trouble()) == ([], [])


def test_an_act_taken_back_is_credited_and_gives_its_advance_and_quantities_back():
    contract = signed(advance_percent=50)
    act = accepted(contract)
    pay(act.invoice)
    act = take_back_act(act, reason="the wrong library", on=TODAY(), by=None)
    act.invoice.refresh_from_db()
    contract.refresh_from_db()
    assert (act.state, act.invoice.state, contract.state) == (states.TAKEN_BACK, books.CANCELLED, states.SIGNED)
    assert (booked("services"), booked("contract_advances"), booked("advances")) == (0, -5_000_00, -5_000_00)
    again = accepted(contract)
    assert (again.offset_minor, sums(contract).accepted) == (5_000_00, 10_000_00)
    assert (invariants(), trouble()) == ([], [])


def test_a_cancelled_contract_keeps_what_was_accepted_and_credits_the_rest_of_its_advance():
    contract = signed(advance_percent=50)
    pay(contract.advance_invoice)
    accepted(contract, 2_000)
    contract = cancel_contract(contract, reason="no money left", on=TODAY(), by=None)
    contract.advance_invoice.refresh_from_db()
    assert (contract.state, contract.advance_invoice.credited_minor) == (states.CANCELLED, 3_000_00)
    assert (booked("services"), booked("contract_advances"), booked("advances")) == (-2_000_00, 0, -3_000_00)
    assert sums(contract) == Sums(agreed=2_000_00, accepted=2_000_00, invoiced=2_000_00, paid=2_000_00)
    assert (invariants(), trouble()) == ([], [])
