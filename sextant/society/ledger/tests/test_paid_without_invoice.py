"""Something is paid for without an invoice: the house is told, books what it is, and everything can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sextant.base.accounts.models import User
from sextant.society.ledger import subjects
from sextant.society.ledger.actions.expected import assign_payment, receive_for, unassign_payment
from sextant.society.ledger.actions.income import recognise_income, take_back_income
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.returned import refund_payment, take_back_payment
from sextant.society.ledger.models import Line, Payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.subjects import Asked, Subject
from sextant.society.ledger.tests.factories import DAY, open_books, restricted

KIND = "tests.wish"
pytestmark = pytest.mark.django_db


def booked(fund, use="gifts"):
    return -sum(Line.objects.filter(account__use=use, fund=fund, entry__state="posted").values_list("amount_minor", flat=True))


@pytest.fixture
def told(monkeypatch):
    """A house that books what comes in on a restricted fund, and refuses sums below ten rubles."""
    told = []

    def paid(about_id, *, payment, day, by):
        if payment.amount_minor < 1000:
            raise ValidationError("Too little.")
        recognise_income(payment, account="gifts", fund=restricted(), amount_minor=payment.free_minor, on=day, by=by, income_kind="gift")
        told.append(("paid", about_id))

    def unpaid(about_id, *, payment, day, by):
        told.append(("unpaid", about_id))

    def asked(about_id):
        return Asked(about_id, "Books", 500_00, "RUB", f"G-{about_id}", fund=restricted())

    monkeypatch.setattr(subjects, "_subjects", dict(subjects._subjects))
    subjects.register(Subject(KIND, "Wish", lambda key: "/", asked=asked, paid=paid, unpaid=unpaid))
    return told


def receive(amount=500_00, key="k1", **fields):
    open_books()
    given = {"day": DAY, "amount_minor": amount, "currency": "RUB", "account": account_for("bank"), "reference": "7", "by": None}
    return receive_for(KIND, "1", key=key, **given, **fields)


def test_a_payment_becomes_income_on_the_fund_it_was_asked_for(told):
    payment = receive()
    assert (booked(restricted()), payment.free_minor, told, invariants()) == (500_00, 0, [("paid", "1")], [])
    assert receive() == payment
    assert told == [("paid", "1")]


def test_the_money_itself_follows_to_the_fund(told):
    receive()
    bank = {line.fund.code: line.amount_minor for line in Line.objects.filter(account__use="bank", amount_minor__gt=0).select_related("fund")}
    assert bank["books-for-villages"] == 500_00


def test_what_the_house_refuses_leaves_the_payment_free_with_the_reason(told):
    payment = receive(amount=5_00)
    assert (payment.trouble, payment.free_minor, invariants()) == ("Too little.", 5_00, [])


def test_taken_back_the_house_is_told_and_nothing_is_left(told):
    payment = receive()
    take_back_payment(payment, on=DAY, reason="Typed twice", by=User.objects.create_user("t@example.org", "x"))
    assert (booked(restricted()), told[-1], invariants()) == (0, ("unpaid", "1"), [])


def test_unassigned_it_can_be_given_back(told):
    payment = unassign_payment(receive(), on=DAY, by=None, reason="The donor asked")
    refund_payment(payment, amount_minor=500_00, day=DAY, reference="r", by=None)
    assert (booked(restricted()), Payment.objects.get(pk=payment.pk).free_minor, invariants()) == (0, 0, [])


def test_no_more_becomes_income_than_came_in(told):
    open_books()
    payment = receive_payment(day=DAY, amount_minor=100, currency="RUB", account=account_for("bank"), reference="1", key="z", by=None)
    with pytest.raises(ValidationError, match="is free"):
        recognise_income(payment, account="gifts", fund=restricted(), amount_minor=101, on=DAY, by=None)
    kept = recognise_income(payment, account="gifts", fund=restricted(), amount_minor=60, on=DAY, by=None)
    take_back_income(kept, on=date(2026, 4, 1), by=None)
    with pytest.raises(ValidationError, match="already"):
        take_back_income(kept, on=DAY, by=None)
    assert invariants() == []


def test_what_nobody_asks_for_is_refused(told):
    payment = receive()
    with pytest.raises(ValidationError, match="already known"):
        assign_payment(payment, KIND, "2", on=DAY, by=None)
    with pytest.raises(ValidationError, match="Nothing of this kind"):
        assign_payment(payment, "tests.unknown", "2", on=DAY, by=None)
