"""Forecasts: the backtest by hand, intervals and their coverage, refusals."""

import numpy as np
import pytest

from sextant.lab.forecasting.backtest import errors_of, scale_of, score_of
from sextant.lab.forecasting.forecasts import forecast, longest_horizon, shortest
from sextant.lab.forecasting.intervals import coverage, half_width, half_widths, needed
from sextant.lab.forecasting.methods import METHODS
from sextant.lab.forecasting.refusals import SENTENCES, ForecastRefused

NAIVE = METHODS[0]
NOISY = [10.0, 12, 9, 11, 13, 8, 10, 12, 11, 9, 12, 10, 11, 13, 9, 10]


def test_the_backtest_of_the_naive_method_by_hand():
    errors = errors_of(NAIVE, np.array([1.0, 3, 2, 6]), 2, 2, 1, None)
    assert np.array_equal(errors, [[-1, 3], [4, np.nan]], equal_nan=True)
    score = score_of(NAIVE, errors, scale_of(np.array([1.0, 3, 2, 6])))
    assert (score.mae, score.by_horizon) == (pytest.approx(8 / 3), (2.5, 3.0))
    assert score.mase == pytest.approx((8 / 3) / (7 / 3))


def test_half_widths_are_order_statistics_of_the_errors():
    # ⌈(4 + 1) · 80 %⌉ = 4th of four; ⌈10 · 90 %⌉ = 9th of nine; three errors are too few for 80 %.
    assert (half_width(np.array([3.0, 1, 2, 7]), 80), half_width(np.arange(9.0), 90), half_width(np.array([1.0, 2, 3]), 80)) == (7, 8, float("inf"))
    assert [needed(level) for level in (50, 80, 90, 95)] == [1, 4, 9, 19]


def test_a_later_step_is_never_narrower():
    assert half_widths(np.array([[5.0, 1], [5, 1], [5, 1], [5, 1]]), 80) == [5, 5]


def test_coverage_asks_only_with_errors_that_were_known_by_then():
    # One step: rows 0–3 give the first interval (widest 4), row 4 is held, row 5 (9) is not.
    errors = np.array([[1.0], [2], [3], [4], [2], [9]])
    assert (coverage(errors, 80).asked, coverage(errors, 80).held) == ((2,), (1,))
    # Two steps: the error two steps ahead is known one origin later, so it is asked once less.
    assert coverage(np.hstack([errors, errors]), 80).asked == (2, 1)


def test_an_error_to_come_does_not_widen_an_earlier_interval():
    calm = np.array([[1.0], [1], [1], [1], [5], [1]])
    wild = calm.copy()
    wild[5] = 10**6
    assert (coverage(calm, 80).held, coverage(wild, 80).held) == ((1,), (0,))


def test_a_straight_line_is_continued_and_its_interval_has_no_width():
    found = forecast([float(one) for one in range(0, 40, 2)], horizon=3)
    assert (found.method, [round(step.value, 6) for step in found.steps]) == ("drift", [40, 42, 44])
    assert {round(step.high - step.low, 6) for step in found.steps} == {0}


def test_a_season_is_found_by_the_backtest():
    season = [5.0, -1, -4, 0] * 8
    found = forecast([100 + one for one in season], horizon=4, season=4)
    assert (found.method, [step.value for step in found.steps]) == ("seasonal_naive", [105, 99, 96, 100])


def test_what_cannot_be_negative_is_bounded_with_its_interval():
    found = forecast([20.0, 18, 15, 13, 12, 9, 8, 7, 5, 4, 3, 2, 1, 1, 0, 0], horizon=5, lower=0)
    assert min(min(step.value, step.low) for step in found.steps) == 0
    assert min(step.low for step in forecast([20.0, 18, 15, 13, 12, 9, 8, 7, 5, 4, 3, 2, 1, 1, 0, 0], horizon=5).steps) < 0


def test_a_forecast_carries_its_backtest_and_is_the_same_each_time():
    found = forecast(NOISY, horizon=2)
    assert found == forecast(NOISY, horizon=2)
    assert (found.origins, len(found.table), len(found.score.by_horizon)) == (len(NOISY) - found.start, 5, 2)
    assert found.score.mae == min(row.mae for row in found.table if not row.left_out)
    assert sum(found.coverage.asked) > 0


def test_a_constant_series_has_no_scaled_error():
    found = forecast([7.0] * 15, horizon=2)
    assert (found.method, found.score.mae, found.score.mase, found.steps[1].high) == ("naive", 0, None, 7)


def test_a_method_that_needs_more_is_left_out_and_said_so():
    table = {row.method: row.left_out for row in forecast(NOISY, horizon=1, season=12).table}
    assert (table["naive"], table["seasonal_theta"]) == (False, True)


@pytest.mark.parametrize(
    ("values", "wish", "code"),
    [
        (NOISY[:11], {"horizon": 2}, "too_short"),
        ([*NOISY[:5], None, *NOISY], {"horizon": 2}, "gaps"),
        ([*NOISY, float("nan")], {"horizon": 2}, "gaps"),
        (NOISY, {"horizon": 0}, "horizon"),
        (NOISY, {"horizon": 1, "level": 100}, "level"),
        ([], {"horizon": 1}, "too_short"),
    ],
)
def test_refusals(values, wish, code):
    with pytest.raises(ForecastRefused) as refusal:
        forecast(values, **wish)
    assert refusal.value.code == code


def test_the_shortest_series_is_forecast_and_one_less_is_not():
    assert (shortest(2), longest_horizon(12), longest_horizon(11), longest_horizon(5)) == (12, 2, 1, 0)
    assert len(forecast(NOISY[:12], horizon=2).steps) == 2


def test_a_refusal_says_in_both_languages_what_to_do():
    with pytest.raises(ForecastRefused, match="has 3 values; for 6 steps ahead with intervals of 80 % at least 16 are needed") as refusal:
        forecast([1.0, 2, 3], horizon=6)
    assert "нужно не меньше 16" in refusal.value.sentence("ru")
    assert all(english and russian for english, russian in SENTENCES.values())


def test_intervals_of_a_random_walk_hold_about_as_often_as_they_promise():
    held = asked = 0
    for seed in range(60):
        steps = np.random.default_rng(seed).normal(size=34).cumsum() + 100
        found = forecast(list(steps[:30]), horizon=4)
        held += sum(one.low <= actual <= one.high for one, actual in zip(found.steps, steps[30:], strict=True))
        asked += 4
    assert 0.70 <= held / asked <= 0.95
