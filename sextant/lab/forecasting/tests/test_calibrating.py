"""Intervals hold among calm and volatile, small and large units; what is known only later changes nothing."""

import numpy as np
import pytest

from sextant.lab.forecasting.calibrating import quantile
from sextant.lab.forecasting.foreseeing import foresee, missed
from sextant.lab.forecasting.refusals import SENTENCES, ForecastRefused
from sextant.lab.forecasting.yearly import MOST_CLASSES, Break, YearlySeries, from_cells


def panel(units=1500, years=9, seed=5):
    """Random walks: each unit has a volatility of its own between 1 and 40 %, a size and a class; small ones move more."""
    chance = np.random.default_rng(seed)
    size = chance.normal(8, 1.5, units)
    spread = np.exp(chance.uniform(np.log(0.01), np.log(0.25), units)) * np.where(size < 8, 1.6, 0.8)
    steps = chance.standard_t(4, (units, years)) * spread[:, None]
    values = np.exp(size[:, None] + steps.cumsum(axis=1))
    names = tuple(f"u{row:04}" for row in range(units))
    return YearlySeries(names, 2000, values, tuple("small" if one < 8 else "large" for one in size)), spread


def shares(misses, groups):
    return [float((misses[mine] <= 1).sum() / (~np.isnan(misses[mine])).sum()) for mine in groups]


def test_half_widths_are_order_statistics_by_hand():
    # ⌈(4 + 1) · 80 %⌉ = 4th of four; of three the largest.
    assert (quantile(np.array([3.0, 1, 2, 7]), 80), quantile(np.array([3.0, 1, 2]), 80)) == (7, 3)


def test_intervals_hold_in_every_fifth_of_volatility_and_in_every_class():
    whole, _spread = panel(2500, 13)
    known = YearlySeries(whole.units, 2000, whole.values[:, :-2], whole.classes)
    found = foresee(known, 2)
    misses = missed(whole, found.values, found.high - found.values, 10)
    moves = np.abs(np.diff(np.log(known.values), axis=1)).mean(axis=1)
    fifths = np.searchsorted(np.quantile(moves, [0.2, 0.4, 0.6, 0.8]), moves)
    by_fifth = shares(misses, [fifths == one for one in range(5)])
    by_class = shares(misses, [np.array(whole.classes) == one for one in ("small", "large")])
    assert all(0.75 <= one <= 0.85 for one in by_fifth + by_class), (by_fifth, by_class)


def test_the_promise_is_asked_on_years_that_were_held_out():
    found = foresee(panel()[0], 2)
    assert np.all((found.coverage > 0.76) & (found.coverage < 0.84))
    assert found.asked.min() > 1000


def test_how_far_a_value_lay_off_is_told_in_half_widths():
    one = YearlySeries(("a", "b", "c"), 2000, np.array([[5.0, 8, 5], [5, 5, 5], [5, np.nan, 6]]), ("",) * 3, (Break(2002, "moved"),))
    found = missed(one, np.full((3, 2), 5.0), np.array([[2.0, 2], [0, 0], [2, 2]]), 0)
    assert np.array_equal(found, [[1.5, np.nan], [0, np.nan], [np.nan, np.nan]], equal_nan=True)


def test_twice_the_amounts_have_twice_the_intervals_in_whatever_order_they_come():
    one, _spread = panel(300, 6)
    order = np.random.default_rng(1).permutation(300)
    doubled = YearlySeries(one.units, 2000, one.values[order] * 2, tuple(one.classes[row] for row in order))
    first, second = foresee(one, 2), foresee(doubled, 2)
    assert second.high == pytest.approx(2 * first.high[order])
    assert second.low == pytest.approx(2 * first.low[order])


def test_values_lie_within_intervals_above_nought_and_later_steps_are_no_narrower():
    found = foresee(panel(200, 6)[0], 3)
    assert np.all((found.low >= 0) & (found.low <= found.values) & (found.values <= found.high))
    assert np.all(np.diff(found.high - found.values, axis=1) >= -1e-9)


def test_units_that_never_change_have_intervals_without_width_and_no_scaled_error():
    moving, _spread = panel(400, 6)
    values = np.concatenate([moving.values, np.full((200, 6), 5.0), np.zeros((150, 6))])
    found = foresee(YearlySeries(tuple(map(str, range(750))), 2000, values, ("",) * 750), 1)
    assert (found.high[400:600].max() - 5, found.high[600:].max()) == (pytest.approx(0, abs=0.1), pytest.approx(0, abs=1e-6))
    assert np.isnan(found.mase[400:]).all()


def test_a_unit_without_a_value_in_the_last_year_is_not_forecast():
    one, _spread = panel(50, 6)
    one.values[7, -1] = np.nan
    found = foresee(one, 1)
    assert (np.flatnonzero(np.isnan(found.values[:, 0])).tolist(), np.flatnonzero(np.isnan(found.high[:, 0])).tolist()) == ([7], [7])


def test_a_declared_break_is_not_smoothed_away():
    one, _spread = panel(400, 8)
    one.values[:, 6:] *= 0.5
    declared = YearlySeries(one.units, 2000, one.values, one.classes, (Break(2006, "closed doors"),))
    with_it, without = foresee(declared, 1), foresee(one, 1)
    assert with_it.breaks == (Break(2006, "closed doors"),)
    assert np.median(with_it.high - with_it.values) < 0.8 * np.median(without.high - without.values)


@pytest.mark.parametrize(
    ("change", "horizon", "code"),
    [
        ({"values": np.empty((0, 5)), "units": (), "classes": ()}, 1, "no_series"),
        ({}, 0, "horizon"),
        ({"values": np.ones((3, 1))}, 1, "years_of_panel"),
        ({"values": np.array([[1.0, 2], [3, -1], [1, 1]])}, 1, "no_amount"),
        ({"values": np.array([[1.0, np.nan]] * 3)}, 1, "last_year_empty"),
        ({"values": np.ones((3, 2))}, 1, "too_few_errors"),
        (
            {
                "values": np.ones((MOST_CLASSES + 1, 5)),
                "units": tuple(map(str, range(MOST_CLASSES + 1))),
                "classes": tuple(map(str, range(MOST_CLASSES + 1))),
            },
            1,
            "too_many_classes",
        ),
    ],
)
def test_refusals(change, horizon, code):
    given = {"units": ("a", "b", "c"), "first": 2000, "values": np.ones((3, 5)), "classes": ("", "", "")} | change
    with pytest.raises(ForecastRefused) as refusal:
        foresee(YearlySeries(**given), horizon)
    assert (refusal.value.code, "{" in refusal.value.sentence("ru")) == (code, False)
    assert SENTENCES[code][1]


def test_cells_become_a_table_with_gaps_and_only_the_breaks_within():
    found = from_cells([("b", 2012, 3.0), ("a", 2010, 1.0)], {"a": "x"}, [Break(2010, "first"), Break(2012, "last")])
    assert (found.units, found.classes, found.years, found.segments.tolist()) == (("a", "b"), ("x", ""), range(2010, 2013), [0, 0, 1])
    assert np.array_equal(found.values, [[1, np.nan, np.nan], [np.nan, np.nan, 3]], equal_nan=True)
    with pytest.raises(ForecastRefused):
        from_cells([], {})
