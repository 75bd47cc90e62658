"""A settled invoice that is open again tells its subject so, once, whether all of the money or a part of it comes off."""

from datetime import date

import pytest

from sextant.society.ledger import subjects
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.actions.payments import receive_payment, uncover
from sextant.society.ledger.models import Cover, Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.subjects import Subject
from sextant.society.ledger.tests.factories import open_books

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def told(monkeypatch):
    """What a subject is told: (what, its key, how much of the invoice is open)."""
    found = []

    def note(what):
        return lambda about_id, *, invoice, **_more: found.append((what, about_id, invoice.open_minor))

    subject = Subject("ledger.fund", "A fund", lambda key: "/", settled=note("settled"), reopened=note("reopened"))
    monkeypatch.setitem(subjects._subjects, subject.kind, subject)
    return found


@pytest.fixture
def settled(told):
    """An invoice over 1,000 about a fund, paid in two parts; what was told until then is forgotten."""
    fund = open_books()
    charges = [Charge("Взнос", "Dues", 1000_00, "dues")]
    made = make_invoice(payer=Payer(name="Reader"), charges=charges, currency="RUB", on=DAY, by=None, about=fund)
    for amount in (600_00, 400_00):
        fields = {"amount_minor": amount, "currency": "RUB", "account": account_for("bank"), "reference": "1", "key": f"hand:{amount}"}
        receive_payment(day=DAY, by=None, invoices=[made], **fields)
    assert told == [("settled", str(fund.pk), 0)]
    told.clear()
    return Invoice.objects.get(pk=made.pk)


@pytest.mark.parametrize(("amount", "open_minor"), [(None, 400_00), (400_00, 400_00), (1, 1), (399_99, 399_99)])
def test_all_or_a_part_taken_off_is_told_once(settled, told, amount, open_minor):
    uncover(Cover.objects.latest("pk"), amount_minor=amount, on=DAY, by=None)
    assert (told, invariants()) == ([("reopened", settled.about_id, open_minor)], [])
    assert Invoice.objects.get(pk=settled.pk).state == "issued"


def test_what_comes_off_an_open_invoice_is_not_told(settled, told):
    first, second = Cover.objects.order_by("pk")
    uncover(second, amount_minor=100_00, on=DAY, by=None)
    uncover(first, on=DAY, by=None)
    assert [what for what, _key, _open in told] == ["reopened"]


@pytest.mark.parametrize("amount", [100_00, 500_00])
def test_a_part_credited_leaves_it_settled_and_tells_nothing(settled, told, amount):
    credit_invoice(settled, amount_minor=amount, reason="Too much.", on=DAY, by=None)
    assert (told, Invoice.objects.get(pk=settled.pk).state, invariants()) == ([], "settled", [])


def test_all_of_it_credited_is_told(settled, told):
    credit_invoice(settled, amount_minor=None, reason="Not wanted.", on=DAY, by=None)
    assert ([what for what, _key, _open in told], invariants()) == (["reopened"], [])
