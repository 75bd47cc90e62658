"""A model is used only where it beats the naive one beyond noise, and has been through a turn."""

import numpy as np
import pytest

from sextant.lab.forecasting.choosing import chosen, errors_of, trial
from sextant.lab.forecasting.continuing import CANDIDATES, NAIVE
from sextant.lab.forecasting.volatility import levels, relative_changes, shrunk
from sextant.lab.forecasting.yearly import Break, YearlySeries


def series(values, classes=None, breaks=()):
    rows = len(values)
    return YearlySeries(tuple(f"u{row:04}" for row in range(rows)), 2000, np.asarray(values), tuple(classes or [""] * rows), breaks)


def names(panel, horizon=2):
    return {CANDIDATES[place].name for place in chosen(trial(panel, horizon), panel.class_numbers)}


def walk(moves, noise=0.02, units=300, seed=3):
    """Units of all sizes whose yearly growth is the group's and a little of their own."""
    chance = np.random.default_rng(seed)
    growth = np.asarray(moves)[None] + chance.normal(0, noise, (units, len(moves)))
    return np.exp(chance.normal(8, 1, (units, 1)) + np.concatenate([np.zeros((units, 1)), growth.cumsum(axis=1)], axis=1))


def test_of_chance_alone_the_naive_forecast_is_kept():
    for seed in range(5):
        assert names(series(walk([0.0] * 11, noise=0.1, seed=seed))) == {"naive"}


def test_a_lasting_trend_that_has_turned_once_is_continued():
    assert names(series(walk([0.03, 0.02, -0.02, -0.04, -0.05, -0.05, -0.06, -0.05, -0.05]))) == {"group_growth"}


def test_a_slow_trend_that_never_turned_is_one_observation_and_not_continued():
    assert names(series(walk([-0.03] * 9, noise=0.06))) == {"naive"}


def test_a_trend_that_ended_last_year_is_not_continued():
    assert names(series(walk([0.03, 0.02, -0.04, -0.05, -0.05, -0.05, -0.06, -0.05, 0.02]))) == {"naive"}


def test_straight_lines_are_continued_for_a_model_halves_the_error():
    lines = np.linspace(50, 500, 60)[:, None] * (1 + 0.1 * np.arange(9))[None]
    assert "naive" not in names(series(lines))


def test_a_large_class_chooses_for_itself():
    moving, still = walk([0.06, 0.06, -0.08, -0.08, -0.08, -0.08, -0.08, -0.08], units=250), walk([0.0] * 8, noise=0.1, units=150)
    panel = series(np.concatenate([moving, still]), ["moving"] * 250 + ["still"] * 150)
    places = chosen(trial(panel, 1), panel.class_numbers)
    assert ({CANDIDATES[one].name for one in places[:250]}, {CANDIDATES[one].name for one in places[250:]}) == ({"group_growth"}, {"naive"})


def test_errors_over_a_declared_break_count_for_nothing():
    panel = series([[4.0, 5, 1, 2]], breaks=(Break(2002, "closed"),))
    errors = errors_of(NAIVE, panel.values, panel.segments, 2)[1]
    # One step: 5 − 4; from 5 to 1 lies the break; 2 − 1. Two steps all reach over it.
    assert np.array_equal(errors[0], [[1, np.nan], [np.nan, np.nan], [1, np.nan], [np.nan, np.nan]], equal_nan=True)


def test_volatility_is_drawn_towards_the_class_by_hand():
    changes = np.array([[0.1, 0.3], [np.nan, np.nan]])
    # One unit with a mean of 0.2 is all that is known: (0.4 + 2 · 0.2) ÷ (2 + 2) = 0.2; the other has the mean itself.
    assert shrunk(changes, np.zeros(2, dtype=np.intp)) == pytest.approx([0.2, 0.2])
    assert relative_changes(np.array([[10.0, 30, np.nan, 0, 0]]), np.zeros(5, dtype=np.intp))[0] == pytest.approx([1, np.nan, np.nan, 0], nan_ok=True)
    assert levels(np.array([[1.0, 2, np.nan, 6]]), np.zeros(4, dtype=np.intp), 3).tolist() == [4]
