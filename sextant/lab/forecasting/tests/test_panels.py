"""Many short series at once: intervals that hold on held-out years, and a model only where it beats the naive one."""

import numpy as np
import pytest

from sextant.lab.forecasting.logistic import logistic
from sextant.lab.forecasting.panels import panel
from sextant.lab.forecasting.refusals import ForecastRefused


def a_panel(number: int = 150, years: int = 22, seed: int = 4) -> dict[str, list[float]]:
    """Counts drawn by chance around curves that rise to a ceiling, stay, or fall."""
    chance, time = np.random.default_rng(seed), np.arange(years)
    found = {}
    for place in range(number):
        ceiling, middle, rate = chance.uniform(10, 200), chance.uniform(5, 25), chance.uniform(0.15, 0.5) * (1, 0, -1)[place % 3]
        found[f"c{place:03}"] = chance.poisson(ceiling / (1 + np.exp(-rate * (time - middle)))).astype(float).tolist()
    return found


def test_eighty_per_cent_intervals_hold_on_held_out_years_as_promised():
    found = panel(a_panel())
    assert found.asked > 1500
    assert 0.75 <= found.coverage[80] <= 0.85
    assert 0.92 <= found.coverage[95] <= 0.98


def test_growth_is_continued_and_beats_the_naive_one():
    found = panel(a_panel())
    growing = [one for name, one in found.series.items() if int(name[1:]) % 3 == 0]
    assert sum(one.beats_naive for one in growing) / len(growing) > 0.8
    assert 0 < found.beating < 1
    assert all((one.method != "naive") == one.beats_naive and (one.gain == 0 or one.mase < one.naive) for one in found.series.values())


def test_intervals_lie_in_one_another_and_above_nought():
    for one in panel(a_panel(30)).series.values():
        for step in one.ahead:
            (low80, high80), (low95, high95) = step.intervals[80], step.intervals[95]
            assert 0 <= low95 <= low80 <= step.value <= high80 <= high95


def test_a_logistic_curve_without_chance_is_continued_as_it_goes_on():
    time = np.arange(20)
    curve = 120 / (1 + np.exp(-0.3 * (time - 40 / 3)))
    ahead = logistic(curve[:16], 4, 1)
    assert np.abs(ahead - curve[16:]).max() < 4


def test_a_series_that_never_moves_is_continued_by_itself():
    found = panel({"still": [5.0] * 20, **a_panel(20, 20)})
    assert (found.series["still"].method, found.series["still"].mase, found.series["still"].ahead[0].value) == ("naive", None, 5.0)


@pytest.mark.parametrize(
    ("series", "code"),
    [
        ({}, "too_short_in_panel"),
        ({"a": [1.0] * 5}, "too_short_in_panel"),
        ({"a": [1.0] * 20, "b": [1.0] * 21}, "uneven_panel"),
        ({"a": [-1.0] * 20}, "gaps"),
    ],
)
def test_what_cannot_be_continued_is_refused(series, code):
    with pytest.raises(ForecastRefused) as caught:
        panel(series)
    assert caught.value.code == code
