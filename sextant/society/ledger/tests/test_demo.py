"""The demo's books hold together, and go without a trace from real ones."""

from collections import Counter

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.society.ledger.actions.dues import invoice_membership
from sextant.society.ledger.models import Entry, Invoice, Payment, Series, Statement, StatementLine
from sextant.society.ledger.queries.balances import turnovers
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import DAY, posted
from sextant.society.members.models import Membership


@pytest.mark.django_db
def test_the_demo_is_loaded_used_and_taken_away_and_real_books_stay():
    real = posted(300_00)
    load_demo(libraries=5, members=10, people=60)
    waiting = Membership.objects.filter(is_demo=True, state="approved", plan__fee_minor__gt=0).first()
    if waiting is not None:
        invoice_membership(waiting, on=DAY, by=None)
    (statement,) = Statement.objects.all()
    told = Counter(StatementLine.objects.values_list("state", flat=True))
    loaded = (Payment.objects.count() > 10, told["booked"] + told["doubtful"] >= 2, told["unmatched"] >= 2, sum(told.values()), invariants())
    remove_demo()
    left = (list(Entry.objects.all()), Invoice.objects.count(), set(Series.objects.values_list("kind", flat=True)))
    assert (loaded, left, invariants()) == ((True, True, True, 6, []), ([real], 0, {"entry"}), [])
    assert (Statement.objects.count(), statement.file.storage.exists(statement.file.name)) == (0, False)
    assert sorted(moved.net_minor for moved in turnovers(since=None, until=DAY).values()) == [-300_00, 300_00]
