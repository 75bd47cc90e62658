"""Donors placed in segments, and who has not come back this year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.gifts import Gift
from sextant.lab.donors.segments import YearStanding, definitions, segments, year_standings
from sextant.lab.donors.tests.factories import ON


def giving(donor: str, days_ago: Sequence[int], amount: int = 1000) -> list[Gift]:
    return [Gift(donor, ON - timedelta(days=days), amount) for days in days_ago]


def segment_of(donor: str, gifts: Sequence[Gift]) -> str:
    return next(one.segment for one in segments(gifts, on=ON).donors if one.donor == donor)


def some(number: int) -> list[Gift]:
    return [gift for place in range(number) for gift in giving(f"n{place}", [200, 400, 600])]


@pytest.mark.parametrize(
    ("days_ago", "amount", "segment"),
    [
        ([10], 1000, "new"),
        ([10, 60], 1000, "new"),
        ([10, 60, 200], 900000, "large"),
        ([20, 200, 400, 600, 800], 1000, "faithful"),
        ([400, 600, 800], 1000, "at_risk"),
        ([400], 1000, "fading"),
        ([900, 1200, 1300], 900000, "lapsed"),
        ([100, 700], 1000, "returning"),
    ],
)
def test_a_donor_among_few_is_placed_by_fixed_cuts(days_ago: Sequence[int], amount: int, segment: str) -> None:
    found = segments([*some(9), *giving("x", days_ago, amount)], on=ON)
    assert (found.by, found.donors[-1].segment) == ("cuts", segment)


def test_a_lone_donor_is_new_and_never_silent() -> None:
    found = segments(giving("x", [5]), on=ON)
    assert [(one.recency, one.frequency, one.value, one.segment) for one in found.donors] == [(5, 1, 3, "new")]
    assert found.sizes == {one.code: int(one.code == "new") for one in definitions()}


def test_among_many_equal_donors_have_equal_scores() -> None:
    found = segments([*some(100), *giving("x", [5, 30, 90, 100], 5000)], on=ON)
    assert {(one.recency, one.frequency, one.value) for one in found.donors[:-1]} == {(3, 3, 3)}
    assert (found.by, found.donors[-1].recency, found.donors[-1].value) == ("fifths", 5, 5)


def test_who_gave_last_week_is_not_lapsed_though_all_others_gave_yesterday() -> None:
    """By fifths the score of recency is 1, but no segment of the silent is by scores alone."""
    assert (
        segment_of("x", [*giving("x", [9, 400, 800]), *(gift for place in range(120) for gift in giving(f"n{place}", [1, 500, 900]))]) == "returning"
    )


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1500), st.integers(1, 10**9)), min_size=1, max_size=40))
def test_every_donor_is_in_exactly_one_segment_whatever_the_order(rows: list[tuple[int, int, int]]) -> None:
    gifts = [Gift(f"d{donor}", ON - timedelta(days=days), amount) for donor, days, amount in rows]
    found = segments(gifts, on=ON)
    assert sum(found.sizes.values()) == len({gift.donor for gift in gifts})
    assert segments(gifts[::-1], on=ON) == found
    assert all(1 <= score <= 5 for one in found.donors for score in (one.recency, one.frequency, one.value))


def test_currencies_are_not_mixed() -> None:
    mixed = [*giving("x", [5]), Gift("y", ON, 100, "EUR")]
    with pytest.raises(DonorsError, match=r"several currencies \(EUR, RUB\)"):
        segments(mixed, on=ON)
    assert [one.donor for one in segments(mixed, on=ON, currency="EUR").donors] == ["y"]


def test_who_gave_last_year_or_earlier_but_not_this_year_is_known() -> None:
    days = {"both": [(2025, 2), (2026, 2)], "last": [(2024, 5), (2025, 5), (2025, 6)], "some": [(2022, 1)], "first": [(2026, 1)]}
    gifts = [Gift(donor, date(year, month, 3), 100) for donor, all_days in days.items() for year, month in all_days]
    assert year_standings(gifts, on=ON) == (
        YearStanding("both", "this_year", 2025, 100),
        YearStanding("first", "this_year", 2026, 100),
        YearStanding("last", "last_year_only", 2025, 200),
        YearStanding("some", "earlier_only", 2022, 100),
    )


def test_a_year_may_begin_in_another_month() -> None:
    """From September: 30 June 2026 is in the year 2025, and so is 1 September 2025."""
    gifts = [Gift("in", date(2025, 9, 1), 100), Gift("before", date(2025, 8, 31), 100)]
    assert [one.standing for one in year_standings(gifts, on=ON, first_month=9)] == ["last_year_only", "this_year"]
