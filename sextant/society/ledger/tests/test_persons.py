"""What the books keep of people who are merged or whose data are erased; tests that commit."""

import pytest

from sextant.society.ledger.actions.invoices import Charge, make_invoice, payer_of
from sextant.society.ledger.models import Entry
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import DAY, open_books, posted
from sextant.society.members.actions.merges import merge_people
from sextant.society.members.tests.factories import PersonFactory


@pytest.mark.django_db
def test_invoices_go_with_the_person_who_is_kept(make_user):
    open_books()
    kept, gone = PersonFactory(), PersonFactory()
    invoice = make_invoice(payer=payer_of(gone), charges=[Charge("Взнос", "Dues", 100_00, "dues")], currency="RUB", on=DAY, by=None)
    name = invoice.payer_name
    merge_people(kept, gone, by=make_user("secretary"))
    invoice.refresh_from_db()
    assert (invoice.person, invoice.payer_name, invariants()) == (kept, name, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_again", [1, 2])
def test_a_test_that_commits_finds_empty_books(_again):
    before = Entry.objects.count()
    posted()
    assert (before, Entry.objects.count()) == (0, 1)
