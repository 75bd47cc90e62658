"""The demo's grants are there in every state, hold together with the books, and go without a trace from real ones."""

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.base.letters.models import Letter
from sextant.society.grants import states
from sextant.society.grants.models import Grant, GrantFile, Publication
from sextant.society.grants.queries.giving import unregistered
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.tests.factories import running
from sextant.society.ledger.queries.invariants import invariants

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_the_demo_is_loaded_and_taken_away_and_real_grants_stay() -> None:
    real = running()
    letters = Letter.objects.filter(template__startswith="grants.").count()
    load_demo(libraries=30, members=10, people=200)
    shown = set(Grant.objects.filter(is_demo=True).values_list("state", flat=True))
    wanted = {states.RECORDED, states.PROMISED, states.RUNNING, states.CLOSED, states.CANCELLED, states.WITHDRAWN}
    assert (shown, unregistered().count(), trouble(), invariants()) == (wanted, 1, [], [])
    assert Letter.objects.filter(template__startswith="grants.").count() == letters
    remove_demo()
    assert (list(Grant.objects.all()), GrantFile.objects.count(), Publication.objects.count()) == ([real], 0, 0)
    assert (trouble(), invariants()) == ([], [])
