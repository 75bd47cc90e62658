"""The demo's plans, calls and applications are there, look alive, and go without a trace from real ones."""

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.work.planning.models import Application, Call, PastGrant, Plan, SavedSearch
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.tests.factories import drafted, registered

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_the_demo_is_loaded_and_taken_away_and_real_plans_stay() -> None:
    plan, call = drafted(), registered()
    load_demo(libraries=10, members=10, people=200)
    demo = Plan.objects.filter(is_demo=True)
    states = set(Application.objects.values_list("state", flat=True))
    assert (demo.count(), Call.objects.filter(is_demo=True).count(), len(states)) == (2, 30, 6)
    assert all(any(year.missing for year in gap_of(one)) for one in demo)
    remove_demo()
    assert (list(Plan.objects.all()), list(Call.objects.all())) == ([plan], [call])
    assert (Application.objects.count(), PastGrant.objects.count(), SavedSearch.objects.count()) == (0, 0, 0)
