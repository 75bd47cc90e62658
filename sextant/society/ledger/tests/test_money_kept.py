"""Whatever is done with invoices and payments, in whatever order: nothing appears, nothing disappears, no number is missing."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.base.accounts.models import User
from sextant.base.audit.guards import lifted
from sextant.society.ledger.actions.credits import credit_invoice, shares
from sextant.society.ledger.actions.entries import reverse_entry
from sextant.society.ledger.actions.invoices import Charge, Payer, cancel_draft, draft_invoice, issue_invoice, make_invoice
from sextant.society.ledger.actions.payments import cover_invoice, receive_payment, uncover
from sextant.society.ledger.actions.returned import refund_payment, take_back_payment
from sextant.society.ledger.models import Cover, Entry, Invoice, Line, MonthTotal, Payment, Series
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import DAY, open_books, posted, restricted

AMOUNT = st.integers(1, 900_00)
STEP = st.tuples(
    st.sampled_from(["invoice", "two funds", "pay", "pay one", "cover", "uncover", "credit", "refund", "take back", "reverse", "draft"]), AMOUNT
)


def pick(rows, amount):
    """One of the rows, chosen by the amount; None where there are none."""
    found = list(rows.order_by("pk"))
    return found[amount % len(found)] if found else None


def invoice_for(amount, day, by, *funds):
    charges = [Charge("Взнос", "Dues", amount, "dues", fund=fund) for fund in funds]
    make_invoice(payer=Payer(name="Reader"), charges=charges, currency="RUB", on=day, by=by)


def draw_up(amount, day, by):
    drawn = draft_invoice(payer=Payer(name="Reader"), charges=[Charge("Взнос", "Dues", amount, "dues")], currency="RUB", by=by)
    cancel_draft(drawn, by=by) if amount % 2 else issue_invoice(drawn, on=day, by=by)


def pay(amount, day, by, *invoices):
    fields = {"account": account_for("bank"), "reference": "1", "key": f"{day}", "invoices": list(invoices)}
    receive_payment(day=day, amount_minor=amount, currency="RUB", by=by, **fields)


def take(step, amount, number, by):
    """Does one thing, on whatever is there to do it with; nothing where there is nothing."""
    day = DAY + timedelta(days=number)
    invoice, payment = pick(Invoice.objects.filter(kind="invoice"), amount), pick(Payment.objects.filter(refunds=None), amount)
    cover, entry = pick(Cover.objects.all(), amount), pick(Entry.objects.all(), amount)
    steps = {
        "invoice": lambda: invoice_for(amount, day, by, None),
        "two funds": lambda: invoice_for(amount, day, by, None, restricted()),
        "draft": lambda: draw_up(amount, day, by),
        "pay": lambda: pay(amount, day, by),
        "pay one": lambda: invoice and pay(amount, day, by, invoice),
        "cover": lambda: (
            invoice and payment and cover_invoice(payment, invoice, amount_minor=min(amount, payment.free_minor, invoice.open_minor), on=day, by=by)
        ),
        "uncover": lambda: cover and uncover(cover, amount_minor=min(amount, cover.amount_minor), on=day, by=by),
        "credit": lambda: invoice and credit_invoice(invoice, amount_minor=amount if amount % 3 else None, reason="x", on=day, by=by),
        "refund": lambda: payment and refund_payment(payment, amount_minor=min(amount, payment.free_minor), day=day, reference=f"r{number}", by=by),
        "take back": lambda: payment and take_back_payment(payment, on=day, reason="x", by=by),
        "reverse": lambda: entry and reverse_entry(entry, day=day, reason="x", by=by),
    }
    steps[step]()


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=1, max_size=14))
def test_any_sequence_of_steps_keeps_every_invariant(steps):
    with transaction.atomic():
        open_books()
        by = User.objects.create_user("t@example.org", "x")
        for number, (step, amount) in enumerate(steps):
            with suppress(ValidationError):
                take(step, amount, number, by)
        found = invariants()
        transaction.set_rollback(True)
    assert found == []


@given(amount=st.integers(0, 10**12), weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_shares_lose_nothing(amount, weights):
    parts = shares(amount, weights)
    exact = [amount * weight / sum(weights) for weight in weights]
    assert (sum(parts), all(abs(part - share) <= 1 for part, share in zip(parts, exact, strict=True))) == (amount, True)


@pytest.mark.django_db
def test_a_broken_book_is_told():
    entry = posted()
    with lifted():
        Line.objects.filter(entry=entry, amount_minor__gt=0).update(amount_minor=7)
    Series.objects.update(last=4)
    MonthTotal.objects.all().delete()
    said = invariants()
    assert [sentence.split()[0] for sentence in said] == ["Entry", "The", "The", "Numbers"]
