"""Waits with cases that have not ended, against an example worked by hand."""

from fractions import Fraction

import pytest

from sextant.lab.trials.waiting import Case, Step, product_limit, waits


def cases(*days):
    """A minus marks a case that still waited on the last day seen."""
    return [Case(abs(one), one > 0) for one in days]


def test_the_curve_of_eight_findings_as_worked_by_hand():
    """8 wait; on day 10 one ends: 7/8. One is last seen on 20. On 30 two of six end: 7/8 · 4/6 = 7/12. One is last seen on 30, so three
    wait; on 50 one ends: 7/12 · 2/3 = 7/18, which is below a half. Two are last seen on 60 and 70."""
    found = waits(cases(10, -20, 30, 30, -30, 50, -60, -70))
    assert found.steps == (
        Step(10, 8, 1, Fraction(7, 8)),
        Step(30, 6, 2, Fraction(7, 12)),
        Step(50, 3, 1, Fraction(7, 18)),
    )
    assert (found.median, found.watched, found.plain, found.cases, found.ended) == (50, 3, 30.0, 8, 4)
    assert [round(found.share_ended_by(day), 4) for day in (0, 10, 29, 30, 99)] == [0.0, 0.125, 0.125, 0.4167, 0.6111]


def test_the_median_is_the_first_day_with_exactly_half_left():
    assert waits(cases(5, 7, -9, -9)).median == 7


def test_where_most_still_wait_there_is_no_median_though_the_plain_one_looks_fine():
    found = waits(cases(5, -100, -100, -100))
    assert (found.median, found.watched, found.plain) == (None, None, 5.0)


def test_without_waiting_cases_both_medians_agree():
    found = waits(cases(3, 1, 2))
    assert (found.median, found.plain) == (2, 2.0)


def test_nobody_and_nothing():
    assert (waits([]).median, waits([]).plain, waits([]).steps, waits(cases(-4)).share_ended_by(4)) == (None, None, (), 0.0)
    assert waits([Case(0, True)]).median == 0
    with pytest.raises(ValueError, match="beginning of the wait"):
        product_limit([Case(-1, True)])
