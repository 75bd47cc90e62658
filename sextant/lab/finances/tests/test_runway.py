"""Runway, worked by hand."""

from fractions import Fraction

import pytest

from sextant.lab.finances.months import between, days_in, plus
from sextant.lab.finances.runway import runway

LAST = (2026, 2)
EVEN = dict.fromkeys(between((2025, 3), LAST), -100)


def test_twelve_hundred_at_a_hundred_a_month_last_a_year():
    found = runway(1200, 9000, EVEN, LAST, first=(2025, 3))
    assert (found.months, found.until, found.mean_minor, found.window) == (12, (2027, 2), -100, 12)


def test_restricted_money_changes_nothing():
    assert {runway(1200, restricted, EVEN, LAST, first=(2025, 3)).months for restricted in (0, 10**9)} == {Fraction(12)}


def test_money_that_grows_does_not_run_out():
    found = runway(1200, 0, {**EVEN, (2025, 9): 2000}, LAST, first=(2025, 3))
    assert (found.shrinks, found.months, found.until) == (False, None, None)


def test_a_debt_lasts_no_time():
    assert runway(-50, 0, EVEN, LAST, first=(2025, 3)).months == 0


def test_a_short_window_sees_only_its_months():
    changes = {**EVEN, (2026, 1): -700, (2026, 2): 0}
    assert runway(1200, 0, changes, LAST, window=3, first=(2025, 3)).months == Fraction(1200 * 3, 800)


@pytest.mark.parametrize(("first", "window", "known"), [((2025, 3), 12, True), ((2025, 4), 12, False), ((2025, 4), 6, True), (None, 3, False)])
def test_months_before_the_books_are_not_months_without_spending(first, window, known):
    assert (runway(1200, 0, EVEN, LAST, window, first) is not None) is known


def test_months_are_counted_over_the_end_of_a_year():
    assert (plus((2025, 11), 3), plus((2026, 1), -1), between((2025, 12), (2026, 1)), days_in((2024, 2))) == (
        (2026, 2),
        (2025, 12),
        [(2025, 12), (2026, 1)],
        29,
    )
