"""A grant from promise to closing in the books: what is promised, paid, booked back and returned adds up in any order."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as given_steps
from hypothesis import strategies as st

from sextant.base.audit.guards import lifted
from sextant.society.grants import states
from sextant.society.grants.actions import agreeing, changing, ending, paying
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.models import Grant, GrantChange, GrantInstalment, GrantReport
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.queries.lists import grants_about
from sextant.society.grants.tests.factories import in_days, promised, reported, running, signed, today
from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.actions.entries import reverse_entry
from sextant.society.ledger.models import Entry, Line
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.holdings import left_in_fund, left_on_account
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books, posted, restricted
from sextant.society.members.tests.factories import OrganisationFactory


def stands(use: str) -> int:
    return left_on_account(account_for(use)).get("RUB", 0)


pytestmark = pytest.mark.django_db


def test_a_promise_is_spent_and_owed_and_asked_twice_about_one_thing_promised_once():
    first = promised(about=("calls.award", "17"))
    again = promised(about=("calls.award", "17"), amount_minor=5, instalments=[])
    other = promised(about=("calls.award", "18"))
    assert (again, grants_about("calls.award", ["17", "18", "19"])) == (first, {"17": first, "18": other})
    assert (first.number, other.number) == (f"G-{first.awarded_on.year}-0001", f"G-{first.awarded_on.year}-0002")
    assert (stands("grants_awarded"), stands("grants_payable"), trouble(), invariants()) == (200_000_00, 200_000_00, [], [])


def test_from_the_promise_to_the_closing():
    grant = running()
    assert (grant.state, grant.paid_minor, grant.left_minor, stands("grants_payable"), stands("bank")) == (
        states.RUNNING,
        60_000_00,
        40_000_00,
        40_000_00,
        -60_000_00,
    )
    reported(grant)
    paying.pay_instalment(grant.instalments.all()[1], day=today(), by=None)
    closed = ending.close_grant(grant, on=today(), by=None)
    assert (closed.state, closed.paid_minor, closed.details, stands("grants_payable"), stands("grants_awarded")) == (
        states.CLOSED,
        100_000_00,
        "",
        0,
        100_000_00,
    )
    assert (trouble(), invariants()) == ([], [])


def test_an_instalment_waits_for_its_condition_and_is_paid_once():
    grant = signed()
    first, second = grant.instalments.all()
    with pytest.raises(ValidationError, match="not accepted yet"):
        paying.pay_instalment(second, day=today(), by=None)
    paying.pay_instalment(first, day=today(), by=None)
    with pytest.raises(ValidationError, match="paid already"):
        paying.pay_instalment(first, day=today(), by=None)
    assert Line.objects.filter(account__use="bank").count() == 1


def test_before_the_signature_nothing_is_paid():
    with pytest.raises(ValidationError, match="not signed"):
        paying.pay_instalment(promised().instalments.all()[0], day=today(), by=None)


def test_cancelling_books_back_what_was_not_paid_and_what_was_paid_may_come_back():
    grant = ending.cancel_grant(running(), reason="The school was closed", on=today(), by=None)
    assert (grant.released_minor, grant.given_minor, stands("grants_awarded"), stands("grants_payable")) == (40_000_00, 60_000_00, 60_000_00, 0)
    back: dict[str, Any] = {"day": today(), "reason": "Not spent", "by": None}
    paying.return_money(grant, amount_minor=10_000_00, key="n1", **back)
    paying.return_money(grant, amount_minor=10_000_00, key="n1", **back)
    with pytest.raises(ValidationError, match="50,000"):
        paying.return_money(grant, amount_minor=50_000_01, key="n2", **back)
    grant = paying.return_money(grant, amount_minor=50_000_00, key="n2", **back)
    assert (grant.state, grant.given_minor, stands("grants_awarded"), stands("bank")) == (states.RETURNED, 0, 0, 0)
    assert (trouble(), invariants()) == ([], [])


def test_a_withdrawn_grant_leaves_nothing_in_the_books():
    grant = ending.withdraw_grant(signed(), reason="I cannot travel", on=today(), by=None, who=states.RECIPIENT)
    assert (grant.state, stands("grants_awarded"), stands("grants_payable"), trouble()) == (states.WITHDRAWN, 0, 0, [])
    with pytest.raises(ValidationError, match="cannot become"):
        ending.withdraw_grant(running(), reason="too late", on=today(), by=None, who=states.RECIPIENT)


def test_a_payment_taken_back_is_reversed_and_may_be_entered_again():
    grant = running()
    first = grant.instalments.all()[0]
    paying.take_back_payment(first, day=today(), reason="wrong account", by=None)
    assert (Grant.objects.get().paid_minor, stands("bank"), stands("grants_payable"), trouble()) == (0, 0, 100_000_00, [])
    paying.pay_instalment(first, day=today(), by=None)
    assert (Grant.objects.get().paid_minor, stands("bank"), trouble()) == (60_000_00, -60_000_00, [])


def test_a_restricted_fund_gives_no_more_than_it_has():
    open_books()
    fund = restricted()
    posted(150_000_00, fund=fund)
    promised(fund=fund)
    with pytest.raises(ValidationError, match="cannot bear"):
        promised(fund=fund)
    assert (left_in_fund(fund), Grant.objects.count()) == ({"RUB": 50_000_00}, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount_minor": 0, "instalments": []}, "above zero"),
        ({"amount_minor": 90_000_00}, "add up"),
        ({"instalments": [(100_000_00, today(), "someday")]}, "on signing"),
        ({"title_ru": "", "title_en": " "}, "title"),
        ({"ends_on": in_days(-21)}, "before the first"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_and_leaves_nothing(fields: dict[str, Any], sentence: str):
    with pytest.raises(ValidationError, match=sentence):
        promised(**fields)
    assert (Grant.objects.count(), Entry.objects.count(), invariants()) == (0, 0, [])


def test_nothing_is_promised_on_closed_days(make_user: Any):
    open_books()
    close_books(until=in_days(-1), by=make_user("treasurer"))
    with pytest.raises(ValidationError, match="closed"):
        promised()
    assert Grant.objects.count() == 0


def test_an_entry_of_a_grant_is_not_reversed_by_hand(make_user: Any):
    grant = running()
    entry = grant.instalments.all()[0].entry
    assert entry is not None
    with pytest.raises(ValidationError, match="take it back there"):
        reverse_entry(entry, day=today(), reason="x", by=make_user("treasurer"))
    assert (trouble(), stands("bank")) == ([], -60_000_00)


def test_the_database_itself_refuses_to_pay_more_than_agreed():
    grant = running()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(paid_minor=100_000_01)


def test_without_instalments_all_is_paid_on_signing():
    open_books()
    values = {"title_ru": "Премия", "title_en": "Prize", "amount_minor": 5_000_00, "currency": "RUB", "awarded_on": today()}
    grant = promise_grant(recipient=OrganisationFactory(), kind="prize", by=None, **values)
    part = grant.instalments.get()
    assert (part.amount_minor, part.due_on, part.condition, grant.reports.count()) == (5_000_00, today(), "signing", 0)


def test_a_budget_of_an_entry_is_taken_as_it_is_and_put_in_order_before_the_agreement_is_sent():
    grant = promised(
        budget=[("Books", 10_00), (" Books ", 5_00), ("", 7), ("Tea", 0)], instalments=[(0, today(), "signing"), (100_000_00, today(), "signing")]
    )
    assert list(grant.budget.values_list("title", "amount_minor")) == [("Books", 15_00)]
    assert grant.instalments.count() == 1
    with pytest.raises(ValidationError, match="does not come to the amount"):
        agreeing.send_agreement(grant, on=today(), by=None)
    agreeing.set_budget(grant, [("Books", 100_000_00)], by=None)
    assert agreeing.send_agreement(grant, on=today(), by=None).agreement.edition == 1


STEP = st.tuples(
    st.sampled_from(["promise", "sign", "pay", "take back", "report", "more", "less", "return", "cancel", "withdraw", "close"]),
    st.integers(1, 99_000_00),
)


def pick(rows: Any, amount: int) -> Any:
    found = list(rows.order_by("pk"))
    return found[amount % len(found)] if found else None


def ask_and_agree(grant: Grant, amount: int) -> None:
    changing.agree_to_change(changing.ask_change(grant, reason="x", on=today(), by=None, amount_minor=amount), on=today(), by=None)


def take(step: str, amount: int, number: int) -> None:
    """Does one thing, on whatever is there to do it with; nothing where there is nothing."""
    day = today() + timedelta(days=number)
    grant, part = pick(Grant.objects.all(), amount), pick(GrantInstalment.objects.all(), amount)
    report = pick(GrantReport.objects.all(), amount)
    if step != "promise" and grant is None:
        return
    steps = {
        "promise": lambda: promised(awarded_on=today()),
        "sign": lambda: agreeing.sign_agreement(
            agreeing.send_agreement(grant, on=day, by=None), name="A", on=day, by=None, who=states.OFFICE, details="4081"
        ),
        "pay": lambda: paying.pay_instalment(part, day=day, by=None),
        "take back": lambda: paying.take_back_payment(part, day=day, reason="x", by=None),
        "report": lambda: reported(report.grant),
        "more": lambda: ask_and_agree(grant, grant.amount_minor + amount),
        "less": lambda: ask_and_agree(grant, max(grant.amount_minor - amount, 1)),
        "return": lambda: paying.return_money(grant, amount_minor=amount, day=day, reason="x", by=None, key=f"{number}"),
        "cancel": lambda: ending.cancel_grant(grant, reason="x", on=day, by=None),
        "withdraw": lambda: ending.withdraw_grant(grant, reason="x", on=day, by=None, who=states.OFFICE),
        "close": lambda: ending.close_grant(grant, reason="x", on=day, by=None),
    }
    steps[step]()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given_steps(steps=st.lists(STEP, min_size=1, max_size=14))
def test_any_sequence_of_steps_keeps_every_invariant(steps: list[tuple[str, int]]):
    with transaction.atomic():
        signed()
        for number, (step, amount) in enumerate(steps):
            with suppress(ValidationError):
                take(step, amount, number)
        found = [*trouble(), *invariants()]
        transaction.set_rollback(True)
    assert found == []


def test_what_does_not_hold_is_told():
    grant = running()
    GrantInstalment.objects.filter(grant=grant, state=states.PLANNED).update(amount_minor=1)
    with lifted():
        Line.objects.filter(account__use="bank").update(amount_minor=-7)
    assert [sentence.split()[0] for sentence in trouble()] == ["The", "Grant"]
    assert GrantChange.objects.count() == 0
