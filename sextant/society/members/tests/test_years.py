"""From which day to which day a fee counts: rolling periods, membership years, leap days, ends of months."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sextant.society.members.actions.memberships import change_plan
from sextant.society.members.actions.plans import save_plan
from sextant.society.members.models import FOREVER, Plan
from sextant.society.members.models.plans import WHOLE_YEARS
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.queries.periods import Share, Stretch, half_up, months_later, share_of, stretch_from, whole_since
from sextant.society.members.tests.factories import PlanFactory, active, paid

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
YEARLY = st.builds(
    Plan,
    year_begins_in=st.integers(1, 12),
    months=st.sampled_from(WHOLE_YEARS),
    proration=st.sampled_from(Plan.Proration.values),
    grace_days=st.integers(0, 90),
)
ROLLING = st.builds(Plan, months=st.integers(1, 60), grace_days=st.integers(0, 90))


def periods(membership):
    return list(membership.periods.order_by("since").values_list("since", "until"))


@pytest.mark.parametrize(
    ("plan", "since", "until"),
    [
        ({}, date(2026, 3, 1), date(2027, 2, 28)),
        ({}, date(2027, 3, 1), date(2028, 2, 29)),
        ({}, date(2024, 2, 29), date(2025, 2, 27)),
        ({"months": 1}, date(2026, 1, 31), date(2026, 2, 27)),
        ({"year_begins_in": 1}, date(2026, 1, 1), date(2026, 12, 31)),
        ({"year_begins_in": 1}, date(2026, 12, 31), date(2026, 12, 31)),
        ({"year_begins_in": 3}, date(2028, 2, 29), date(2028, 2, 29)),
        ({"year_begins_in": 3}, date(2027, 3, 1), date(2028, 2, 29)),
        ({"year_begins_in": 9}, date(2026, 5, 31), date(2026, 8, 31)),
        ({"year_begins_in": 9, "months": 24}, date(2026, 10, 1), date(2028, 8, 31)),
        ({"months": 0}, date(2026, 5, 31), FOREVER),
    ],
)
def test_the_last_day_of_a_period(plan, since, until):
    plan = Plan(grace_days=0, **plan)
    assert stretch_from(plan, since) == Stretch(since, until, until)


@pytest.mark.parametrize(
    ("proration", "since", "counted", "whole"),
    [
        ("months", date(2026, 1, 1), 12, 12),
        ("months", date(2026, 1, 31), 12, 12),
        ("months", date(2026, 5, 31), 8, 12),
        ("months", date(2026, 12, 31), 1, 12),
        ("days", date(2026, 1, 1), 365, 365),
        ("days", date(2026, 12, 31), 1, 365),
        ("days", date(2028, 2, 29), 307, 366),
        ("none", date(2026, 12, 31), 1, 1),
    ],
)
def test_the_share_of_a_year_from_january(proration, since, counted, whole):
    plan = Plan(year_begins_in=1, proration=proration)
    assert share_of(plan, stretch_from(plan, since)) == Share(proration, counted, whole)


def test_a_year_of_two_years_counts_its_24_months():
    plan = Plan(year_begins_in=9, months=24, proration="months")
    assert share_of(plan, stretch_from(plan, date(2027, 1, 20))) == Share("months", 20, 24)


def test_halves_of_a_minor_unit_go_up():
    assert [half_up(5, 2), half_up(7, 5), half_up(8, 5), Share("months", 7, 12).of(150_000), Share("days", 1, 365).of(36_500)] == [
        3,
        1,
        2,
        87_500,
        100,
    ]


@given(plan=YEARLY, since=DAYS)
def test_a_membership_year_ends_before_its_month_and_the_next_one_is_whole(plan, since):
    first = stretch_from(plan, since)
    following = stretch_from(plan, first.until + timedelta(days=1))
    assert (first.until + timedelta(days=1)).timetuple()[1:3] == (plan.year_begins_in, 1)
    assert (following.since, share_of(plan, following).is_part) == (whole_since(plan, following.since), False)


@given(plan=YEARLY, since=DAYS)
def test_a_share_is_never_empty_never_more_than_the_whole_and_never_grows_during_a_year(plan, since):
    last = months_later(whole_since(plan, since), 12) - timedelta(days=1)
    share, later = share_of(plan, stretch_from(plan, since)), share_of(plan, stretch_from(plan, last))
    assert 0 < later.counted <= share.counted <= share.whole == later.whole


@given(plan=YEARLY | ROLLING, since=DAYS, count=st.integers(2, 8))
def test_periods_that_follow_one_another_leave_no_day_out_and_give_none_twice(plan, since, count):
    stretches = [stretch_from(plan, since)]
    for _number in range(count):
        stretches.append(stretch_from(plan, stretches[-1].until + timedelta(days=1)))
    days = [stretch.since.toordinal() for stretch in stretches[1:]]
    assert [stretch.until.toordinal() + 1 for stretch in stretches[:-1]] == days
    assert all(stretch.since <= stretch.until <= stretch.good_until for stretch in stretches)


@pytest.mark.django_db
def test_a_member_by_the_year_renews_from_january_and_one_after_a_lapse_from_the_day_of_payment():
    plan = PlanFactory(year_begins_in=1, grace_days=60)
    steady, late = active(plan, on=date(2024, 5, 31)), active(plan, on=date(2024, 5, 31))
    paid(steady, date(2025, 3, 1))
    paid(late, date(2025, 3, 2))
    assert periods(steady) == [(date(2024, 5, 31), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))]
    assert periods(late) == [(date(2024, 5, 31), date(2024, 12, 31)), (date(2025, 3, 2), date(2025, 12, 31))]


@pytest.mark.django_db
def test_a_change_between_rolling_and_yearly_plans_leaves_no_gap():
    membership = active(PlanFactory(), on=date(2023, 6, 15))
    for plan in (PlanFactory(year_begins_in=1), PlanFactory()):
        membership = paid(change_plan(membership, plan=plan, by=None), membership.until)
    assert periods(membership) == [
        (date(2023, 6, 15), date(2024, 6, 14)),
        (date(2024, 6, 15), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
    ]
    assert invariants() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"year_begins_in": 1, "months": 18}, "months", "a period has one of these lengths in months: 12, 24, 36, 48, 60"),
        ({"year_begins_in": 1, "months": 0}, "months", "a period has one of these lengths in months"),
        ({"proration": "days"}, "proration", "Only a year that begins in a fixed month can be counted in part"),
        ({"extra_seat_fee_minor": 100}, "extra_seat_fee", "Only plans for organisations have seats"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_beside_its_field(values, field, sentence):
    with pytest.raises(ValidationError) as refusal:
        save_plan(PlanFactory(), by=None, **values)
    assert (list(refusal.value.message_dict), sentence in refusal.value.messages[0], Plan.objects.get().months) == ([field], True, 12)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"year_begins_in": 0},
        {"year_begins_in": 13},
        {"year_begins_in": 1, "months": 18},
        {"proration": "months"},
        {"proration": "weeks", "year_begins_in": 1},
        {"extra_seat_fee_minor": 1},
        {"extra_seat_fee_minor": -1, "audience": "institutional"},
    ],
)
def test_the_database_refuses_plans_that_cannot_be(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(**values)
