"""Methods, worked by hand."""

import numpy as np
import pytest

from sextant.lab.forecasting import methods
from sextant.lab.forecasting.methods import METHODS

LINE = np.array([2.0, 4, 6, 8, 10, 12, 14, 16])


def test_naive_drift_and_season_by_hand():
    assert methods.naive(LINE, 2, 1).tolist() == [16, 16]
    assert methods.drift(np.array([1.0, 9, 7]), 2, 1).tolist() == [10, 13]
    assert methods.seasonal_naive(np.array([1.0, 2, 3, 4, 5, 6]), 5, 4).tolist() == [3, 4, 5, 6, 3]


def test_smoothing_follows_a_level_that_jumped_for_good():
    assert methods.smoothing(np.array([0.0, 0, 0, 10, 10, 10, 10]), 1, 1)[0] == pytest.approx(10, abs=0.01)


def test_theta_on_a_straight_line_of_slope_two_adds_half_the_slope_a_step():
    # Alpha goes to one: the level is the last value 16, and (1 − 0^8) ÷ 1 = 1, so the first step adds 1 · 2/2.
    assert methods.theta(LINE, 3, 1) == pytest.approx([17, 18, 19], abs=0.05)


def test_a_damped_trend_grows_ever_slower():
    steps = np.diff(np.concatenate(([16], methods.damped_trend(LINE, 4, 1))))
    assert (steps[0] > 1, bool(np.all(np.diff(steps) < 0)), bool(np.all(steps > 0))) == (True, True, True)


def test_the_season_of_a_seasonal_series_is_found_and_added_again():
    season = np.array([5.0, -1, -4, 0])
    values = 100 + np.tile(season, 5)
    assert methods.seasonal_theta(values, 6, 4) == pytest.approx(100 + np.resize(season, 6), abs=1e-6)


@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_each_method_continues_the_shortest_series_it_claims_to(method):
    season = 4 if method.seasonal else 1
    values = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3])[: method.needs(season)]
    found = method.run(values, 3, season)
    assert (len(found), bool(np.all(np.isfinite(found)))) == (3, True)


@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_a_series_in_kopecks_is_forecast_as_one_in_rubles(method):
    values = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
    rubles, kopecks = method.run(values, 3, 4), method.run(values * 100, 3, 4)
    assert kopecks / 100 == pytest.approx(rubles, rel=0.02, abs=0.02)
