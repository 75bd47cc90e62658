"""Acts: never more than agreed, nothing lost by rounding, refused and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Sum

from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, discard_act, refuse_act, send_act, take_back_act, write_act
from sextant.work.paid_services.models import Act, ContractLine
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.tests.factories import TODAY, accepted, act_of, make_service, pay, sent, signed
from sextant.work.paid_services.tests.test_contracts import refusal

pytestmark = pytest.mark.django_db


def line_of(contract):
    return contract.lines.get()


def test_acts_never_exceed_what_was_agreed():
    contract = signed()
    line = line_of(contract)
    act_of(contract, 7_000)
    found = refusal(write_act, contract, {line.pk: 3_001}, day=TODAY(), by=None)
    assert found == {f"line_{line.pk}": ["“Expertise”: 3 hour are left, not more. Acts never exceed the contract."]}
    assert Act.objects.count() == 1
    with pytest.raises(IntegrityError):
        ContractLine.objects.filter(pk=line.pk).update(taken=10_001)


@pytest.mark.parametrize("quantities", [{}, {0: 1_000}, "nothing", "negative"])
def test_an_act_over_nothing_or_a_foreign_line_is_refused(quantities):
    contract, other = signed(), signed(service=make_service("b"))
    line = line_of(contract)
    asked = {"nothing": {line.pk: 0}, "negative": {line.pk: -1_000}}.get(quantities, quantities) if isinstance(quantities, str) else quantities
    for wanted in (asked, {line_of(other).pk: 1_000}):
        with pytest.raises(ValidationError):
            write_act(contract, wanted, day=TODAY(), by=None)
    assert (Act.objects.count(), set(ContractLine.objects.values_list("taken", flat=True))) == (0, {0})


def test_acts_wait_for_a_signed_contract():
    contract = sent()
    assert "signed contracts" in refusal(write_act, contract, {line_of(contract).pk: 1_000}, day=TODAY(), by=None)


def test_parts_add_up_to_the_contract_to_the_last_kopeck():
    contract = signed(service=make_service("odd", price=33_33, member=None), quantity=1_000)
    for part in (333, 333, 334):
        accepted(contract, part)
    contract.refresh_from_db()
    assert (contract.total_minor, contract.acts.aggregate(total=Sum("total_minor"))["total"], contract.state) == (33_33, 33_33, states.FULFILLED)
    assert (invariants(), trouble()) == ([], [])


def test_a_refused_act_gives_its_quantities_back_and_books_nothing():
    contract = signed()
    act = act_of(contract)
    assert "objection" in refusal(refuse_act, act, text=" ", on=TODAY(), by=None, who=states.CUSTOMER)
    act = refuse_act(act, text="half of it is missing", on=TODAY(), by=None, who=states.CUSTOMER)
    assert (act.state, act.invoice, line_of(contract).taken) == (states.REFUSED, None, 0)
    assert "cannot become “accepted”" in refusal(accept_act, act, name="Ann", on=TODAY(), by=None, who=states.CUSTOMER)
    assert accepted(contract).number == 2


def test_a_draft_that_is_put_aside_leaves_no_gap_in_the_numbers():
    contract = signed()
    aside = write_act(contract, {line_of(contract).pk: 5_000}, day=TODAY(), by=None)
    discard_act(aside, by=None)
    act = act_of(contract)
    assert (act.number, line_of(contract).taken) == (1, 10_000)
    assert "not put aside" in refusal(discard_act, act, by=None)


def test_an_act_is_accepted_by_somebody_and_not_before_its_day():
    act = act_of(signed())
    given = {"name": "Ann", "on": TODAY(), "by": None, "who": states.CUSTOMER}
    assert "name" in refusal(accept_act, act, **{**given, "name": " "})
    assert "day" in refusal(accept_act, act, **{**given, "on": TODAY() - timedelta(days=1)})
    assert "cannot become" in refusal(accept_act, act, **{**given, "who": states.TREASURER})
    act = accept_act(act, **given)
    assert "cannot become" in refusal(accept_act, act, **given)
    assert act.invoice.due_on == TODAY() + timedelta(days=10)


def test_an_act_whose_invoice_was_credited_by_hand_can_still_be_taken_back():
    contract = signed(advance_percent=50)
    act = accepted(contract)
    credit_invoice(act.invoice, amount_minor=None, reason="a mistake", on=TODAY(), by=None)
    assert "reason" in refusal(take_back_act, act, reason="", on=TODAY(), by=None)
    act = take_back_act(act, reason="a mistake", on=TODAY(), by=None)
    assert (act.state, line_of(contract).taken, trouble()) == (states.TAKEN_BACK, 0, [])


def test_an_advance_credited_in_part_covers_only_what_is_left_of_it():
    contract = signed(advance_percent=50)
    credit_invoice(contract.advance_invoice, amount_minor=2_000_00, reason="less is asked", on=TODAY(), by=None)
    pay(contract.advance_invoice)
    act = accepted(contract)
    assert (act.offset_minor, act.invoice.total_minor) == (3_000_00, 7_000_00)
    assert (invariants(), trouble()) == ([], [])


def test_a_sent_act_keeps_its_number_through_every_state():
    contract = signed()
    act = send_act(write_act(contract, {line_of(contract).pk: 1_000}, day=TODAY(), by=None), on=TODAY(), by=None)
    assert "cannot become “sent”" in refusal(send_act, act, on=TODAY(), by=None)
