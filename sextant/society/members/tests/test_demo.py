"""The demo association shows every kind of fee, and leaves nothing behind."""

from random import Random

import pytest
from django.utils import timezone

from sextant.base.demo.registry import World
from sextant.society.members.demo import load as demo
from sextant.society.members.demo.fees import CALENDAR_YEAR, NETWORK
from sextant.society.members.models import FeeReduction, Membership, MembershipPeriod, Plan
from sextant.society.members.queries.fees import fees_due
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.tests.factories import applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World(chance=Random(1), libraries=5, members=20, people=300, today=timezone.localdate())
    demo.load(world)
    return world


def test_the_demo_shows_years_extra_seats_and_reductions_and_breaks_no_rule(world):
    by_year = MembershipPeriod.objects.filter(membership__plan__code=CALENDAR_YEAR)
    assert {(until.month, until.day) for until in by_year.values_list("until", flat=True)} == {(12, 31)}
    assert (by_year.filter(fee_minor__lt=120_000).exists(), by_year.filter(fee_minor__gt=120_000).exists()) == (True, False)
    assert Membership.objects.filter(plan__code=NETWORK, extra_seats__gt=0).exists()
    dues = [due.reduction_percent for _membership, due in fees_due(Membership.objects.all(), world.today)]
    assert (FeeReduction.objects.filter(percent=100).exists(), any(dues), invariants()) == (True, True, [])


def test_the_demo_goes_with_its_plans_but_for_one_by_which_somebody_real_has_joined(world):
    applied(Plan.objects.get(code=CALENDAR_YEAR))
    demo.remove()
    assert (FeeReduction.objects.count(), list(Plan.objects.filter(is_demo=True).values_list("code", "is_open"))) == (0, [(CALENDAR_YEAR, False)])
