"""The demo's projects are there, hold together with the books, and go without a trace from real ones."""

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.society.ledger.models import BudgetLine, Fund, Programme
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.projects.models import Agreement, Evidence, Project
from sextant.work.projects.tests.factories import running

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_the_demo_is_loaded_and_taken_away_and_real_projects_stay() -> None:
    real = running()
    load_demo(libraries=10, members=10, people=200)
    assert Project.objects.filter(is_demo=True).count() == 2
    assert invariants() == []
    remove_demo()
    assert (list(Project.objects.all()), list(Programme.objects.all())) == ([real], [real.programme])
    gone = [model.objects.count() for model in (Agreement, Evidence, BudgetLine)]
    assert (gone, Fund.objects.filter(is_demo=True).count(), invariants()) == ([0] * 3, 0, [])
