"""Models over a whole panel, worked by hand; none of them looks ahead."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sextant.lab.forecasting import continuing, methods
from sextant.lab.forecasting.continuing import CANDIDATES

WHOLE = np.zeros(5, dtype=np.intp)
LINES = np.array([[2.0, 4, 6, 8, 10], [5, 5, 5, 5, 5]])


def ahead(run, values, segments=WHOLE, horizon=2):
    """Forecasts from the last year."""
    return run(values, segments, horizon)[:, -1].round(6).tolist()


def test_naive_drift_and_half_a_drift_by_hand():
    assert ahead(continuing.naive, LINES) == [[10, 10], [5, 5]]
    assert ahead(continuing.drift(1.0), LINES) == [[12, 14], [5, 5]]
    assert ahead(continuing.drift(0.5), LINES) == [[11, 12], [5, 5]]


def test_drift_over_a_gap_counts_the_years_between():
    # From 2 to 10 in four years: 2 a year.
    assert ahead(continuing.drift(1.0), np.array([[2.0, np.nan, np.nan, np.nan, 10]])) == [[12, 14]]


def test_after_a_break_a_series_begins_anew():
    broken = np.array([0, 0, 0, 1, 1])
    values = np.array([[2.0, 4, 6, 1, 2]])
    assert ahead(continuing.drift(1.0), values, broken) == [[3, 4]]
    # The first year after the break has no slope, and the level knows nothing of 6.
    first = continuing.theta(0.5)(values, broken, 2)[0, 3].tolist()
    assert (first, continuing.damped_trend(0.8, 0.2, 0.8)(values, broken, 2)[0, 3].tolist()) == ([1, 1], [1, 1])


def test_the_group_carries_a_unit_along():
    # Changes over the mean of both years: 2/11, 2/11 and 0; the median is 2/11, so every unit grows by exp(2/11), then by 0.8 of that more.
    values = np.array([[10.0, 12], [100, 120], [50, 50]])
    growth = np.exp(2 / 11 * np.array([1, 1.8]))
    assert continuing.group_growth(1, 1 / 1.25)(values, WHOLE[:2], 2)[:, 1] == pytest.approx(
        np.array([12, 120, 50])[:, None] * np.exp(2 / 11 * np.array([0.8, 1.44]))
    )
    assert growth[0] == pytest.approx(1.1994, abs=1e-4)


def test_theta_with_a_full_alpha_is_the_theta_of_a_single_series():
    values = np.array([3.0, 7, 4, 9, 12])
    slope = np.polyfit(np.arange(5), values, 1)[0] / 2
    assert ahead(continuing.theta(1.0), values[None]) == [[round(12 + slope, 6), round(12 + 2 * slope, 6)]]
    assert methods.theta(LINES[0], 2, 1) == pytest.approx(ahead(continuing.theta(1.0), LINES)[0], abs=0.05)


@settings(max_examples=25, deadline=None)
@given(
    arrays(np.float64, (4, 8), elements=st.one_of(st.floats(0, 1000), st.just(np.nan))),
    st.integers(1, 7),
    st.integers(1, 7),
)
def test_no_model_knows_a_later_year(values, cut, broken):
    segments = (np.arange(8) >= broken).astype(np.intp)
    for one in CANDIDATES:
        whole, part = one.run(values, segments, 2)[:, :cut], one.run(values[:, :cut], segments[:cut], 2)
        assert np.array_equal(whole, part, equal_nan=True), one.name


@pytest.mark.parametrize("one", CANDIDATES, ids=lambda one: one.name)
def test_every_model_continues_a_value_that_stays_by_itself_and_is_never_below_nought(one):
    assert one.run(np.full((3, 6), 7.0), np.zeros(6, dtype=np.intp), 3)[:, -1] == pytest.approx(np.full((3, 3), 7.0))
    assert np.min(one.run(np.array([[90.0, 60, 30, 10, 1, 0]]), np.zeros(6, dtype=np.intp), 3)) >= 0
