"""Many invoices at once are the invoices that would have been made one by one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.base.audit.models import Entry as RecordLine
from sextant.base.audit.queries import first_broken_line
from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.actions.invoice_batches import Wanted, make_invoices
from sextant.society.ledger.actions.invoices import Charge, draft_invoice, make_invoice, payer_of
from sextant.society.ledger.models import Entry, Invoice, InvoiceLine, Line, MonthTotal
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import DAY, open_books, restricted
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOT_COMPARED = {
    "id",
    "made_at",
    "posted_at",
    "entry",
    "entry_id",
    "invoice",
    "invoice_id",
    "key",
    "about_id",
    "at",
    "digest",
    "previous",
    "number",
    "object_id",
}


def wanted(key, payer, *, amount=1500_00, currency="RUB", fund=None, about=None, is_demo=False):
    charges = [
        Charge("Взнос", "Dues", amount, "dues", income_kind="dues"),
        Charge("Книги", "Books", 333, "publications", quantity=1500, unit="экз.", fund=fund),
    ]
    return Wanted(key, payer_of(payer), charges, currency, DAY + timedelta(days=10), about=about, is_demo=is_demo)


def several(prefix):
    """Persons and organisations, two currencies, two funds, with and without a subject, real and demo."""
    person, organisation = (
        PersonFactory(family_name="Соколова"),
        OrganisationFactory(name_ru="Библиотека", name_en="Library"),
    )
    fund = restricted()
    return [
        wanted(f"{prefix}:1", person, about=person),
        wanted(f"{prefix}:2", organisation, amount=1, currency="EUR"),
        wanted(f"{prefix}:3", person, fund=fund),
        wanted(f"{prefix}:4", organisation, fund=fund, is_demo=True),
    ]


def told(rows):
    """The rows without their keys and moments."""
    return [{name: value for name, value in row.items() if name not in NOT_COMPARED} for row in rows]


def written():
    """Everything that stands in the books and in the record, in the order in which it was numbered."""
    tables = (Invoice, InvoiceLine, Entry, Line)
    books = [told(model.objects.order_by("pk").values()) for model in tables]
    numbers = [
        sorted(model.objects.values_list("series", "year", "number", "currency" if model is Invoice else "memo")) for model in (Invoice, Entry)
    ]
    record = list(RecordLine.objects.order_by("number").values_list("verb", "object_kind", "after"))
    return books, numbers, record, sorted(MonthTotal.objects.values_list("month", "account", "fund", "currency", "debit_minor", "credit_minor"))


def one_by_one(asked, by):
    for one in asked:
        fields = {"payer": one.payer, "charges": one.charges, "currency": one.currency, "about": one.about, "key": one.key, "due_on": one.due_on}
        make_invoice(on=DAY, by=by, is_demo=one.is_demo, **fields)


def test_they_are_the_same_rows_numbers_and_lines_of_the_record(make_user):
    from django.db import transaction

    open_books()
    by, asked = make_user("treasurer"), several("a")
    RecordLine.objects.all().delete()
    results = []
    for way in (one_by_one, lambda asked, by: make_invoices(asked, on=DAY, by=by)):
        with transaction.atomic():
            way(asked, by)
            assert invariants() == []
            results.append(written())
            transaction.set_rollback(True)
    assert results[0] == results[1]
    assert len(results[0][0][0]) == 4


def test_the_chain_of_the_record_holds():
    open_books()
    make_invoices(several("a"), on=DAY, by=None)
    make_invoices(several("b"), on=DAY, by=None)
    assert (first_broken_line(), invariants()) == (None, [])


def test_a_key_that_was_used_gives_the_invoice_there_is_and_a_draft_is_issued():
    open_books()
    asked = several("a")
    first = make_invoices(asked[:2], on=DAY, by=None)
    drafted = asked[2]
    draft_invoice(payer=drafted.payer, charges=drafted.charges, currency="RUB", key=drafted.key, by=None)
    again = make_invoices([*asked, asked[0]], on=DAY, by=None)
    assert ([one.pk for one in again[:2]], again[4].pk, [one.state for one in again]) == ([one.pk for one in first], first[0].pk, ["issued"] * 5)
    assert (Invoice.objects.count(), Entry.objects.count(), invariants()) == (4, 4, [])


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_one_that_cannot_be_leaves_none_of_them(amount):
    open_books()
    asked = [*several("a"), wanted("a:5", PersonFactory(), amount=amount)]
    with pytest.raises(ValidationError):
        make_invoices(asked, on=DAY, by=None)
    assert (Invoice.objects.count(), Entry.objects.count(), RecordLine.objects.filter(verb="ledger.issue_invoice").count()) == (0, 0, 0)


def test_a_day_that_is_closed_is_refused(make_user):
    open_books()
    close_books(until=date(2026, 3, 31), by=make_user("treasurer"))
    with pytest.raises(ValidationError, match="The books are closed through"):
        make_invoices(several("a"), on=DAY, by=None)
    assert Invoice.objects.count() == 0


def test_nothing_asked_is_nothing_made():
    open_books()
    assert make_invoices([], on=DAY, by=None) == []


def test_the_number_of_queries_does_not_grow():
    open_books()
    counts = []
    for size in (2, 5, 25):
        asked = [wanted(f"{size}:{number}", PersonFactory()) for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            make_invoices(asked, on=DAY, by=None)
        counts.append(len(queries))
    assert (counts[1] == counts[2], counts[1] <= 30) == (True, True), counts
