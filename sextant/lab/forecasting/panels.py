"""Many short series of the same years at once, such as yearly works on each concept: intervals calibrated over all of them.

One series of twenty years has too few errors for an interval of its own. Errors of all series are therefore put together, each over
the size that chance alone would give a count (the root of the mean of the last three known values, at least 1), and the interval is
split conformal over them, by horizon. The promise holds for errors that are exchangeable; a year in which the whole field
moves breaks that, so intervals learn from origin to origin how wide they must be, and coverage is measured on years that were held out: the
intervals of an origin know only errors known by then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from sextant.lab.forecasting.logistic import logistic
from sextant.lab.forecasting.methods import Method, Values, damped_trend, drift, naive
from sextant.lab.forecasting.refusals import ForecastRefused

PANEL = (
    Method("naive", naive, lambda season: 3),
    Method("drift", drift, lambda season: 3),
    Method("damped_trend", damped_trend, lambda season: 7),
    Method("logistic", logistic, lambda season: 7),
)
"""From the simplest on: of two methods with the same error the earlier one is taken."""
FIRST = 8
"""Years that the first origin knows."""
LEVELS = (80, 95)
LAST = 3
RECENT = 4
PACE = 0.5


@dataclass(frozen=True)
class Ahead:
    """One year ahead: the value, and the ends of an interval for each level."""

    value: float
    intervals: dict[int, tuple[float, float]]


@dataclass(frozen=True)
class Continued:
    """One series continued. `method` is the best of the backtest and `gain` the share by which it beats the naive one (0: it does
    not, and the naive one is used); `mase` and `naive` are scaled errors (None where the series never moves)."""

    method: str
    ahead: tuple[Ahead, ...]
    mase: float | None
    naive: float | None
    gain: float

    @property
    def beats_naive(self) -> bool:
        return self.gain > 0


@dataclass(frozen=True)
class Panel:
    """All series continued; the share of held-out values within their intervals by level, how many were asked, and the share of
    series in which some method beats the naive one."""

    series: dict[str, Continued]
    coverage: dict[int, float]
    asked: int
    beating: float


def panel(
    series: Mapping[str, Sequence[float]],
    *,
    horizon: int = 3,
    levels: Sequence[int] = LEVELS,
    report: Callable[[int, int], object] = lambda _done, _all: None,
) -> Panel:
    """Continue all series of non-negative counts by `horizon` years. All have the same years, oldest first, without gaps."""
    names = sorted(series)
    known = _table([series[name] for name in names], horizon)
    scales, ahead, errors = _scales(known), [], []
    for place, method in enumerate(PANEL):
        errors.append(_errors(method, known, horizon))
        ahead.append([np.maximum(method.run(row, horizon, 1), 0.0) for row in known])
        report(place + 1, len(PANEL))
    tried, rows = np.array(errors), np.arange(len(names))
    sizes = _sizes(tried)
    best = _best(sizes)
    aims, held, asked = _calibrated(tried, scales, levels)
    widths = _widths(tried[best, rows] / scales[:, :-1, None], aims)
    moves = np.abs(np.diff(known, axis=1)).mean(axis=1)
    found = {}
    for row, name in enumerate(names):
        steps = [_ahead(float(value), float(scales[row, -1]), widths, step, levels) for step, value in enumerate(ahead[best[row]][row])]
        found[name] = _continued(PANEL[best[row]].name, tuple(steps), float(sizes[best[row], row]), float(sizes[0, row]), float(moves[row]))
    return Panel(found, held, asked, round(sum(one.beats_naive for one in found.values()) / len(found), 4))


def _sizes(errors: Values) -> Values:
    """Mean absolute error by method and series over all origins and steps that are known."""
    return np.asarray(np.nanmean(np.abs(errors), axis=(2, 3)))


def _best(sizes: Values) -> NDArray[np.intp]:
    """Of each series the method with the smallest error; of equal ones the simplest."""
    return np.asarray(np.argmin(np.round(sizes, 9), axis=0))


def _continued(method: str, ahead: tuple[Ahead, ...], least: float, of_naive: float, move: float) -> Continued:
    gain = round(1 - least / of_naive, 4) if of_naive > 0 else 0.0
    mase, naive_mase = (round(least / move, 6), round(of_naive / move, 6)) if move else (None, None)
    return Continued(method, ahead, mase, naive_mase, gain if method != "naive" else 0.0)


def _table(rows: Sequence[Sequence[float]], horizon: int) -> Values:
    if horizon < 1:
        raise ForecastRefused("horizon")
    needed = FIRST + horizon + LAST
    for row in rows:
        if len(row) < needed:
            raise ForecastRefused("too_short_in_panel", given=len(row), needed=needed)
        if len(row) != len(rows[0]):
            raise ForecastRefused("uneven_panel", given=len(row), wanted=len(rows[0]))
        for place, value in enumerate(row, 1):
            if not np.isfinite(value) or value < 0:
                raise ForecastRefused("gaps", place=place)
    if not rows:
        raise ForecastRefused("too_short_in_panel", given=0, needed=needed)
    return np.array(rows, dtype=np.float64)


def _scales(known: Values) -> Values:
    """By series and origin (FIRST known values, FIRST + 1 …, all): what chance alone gives a count of this size."""
    origins = range(FIRST, known.shape[1] + 1)
    return np.column_stack([np.sqrt(np.maximum(known[:, origin - LAST : origin].mean(axis=1), 1.0)) for origin in origins])


def _errors(method: Method, known: Values, horizon: int) -> Values:
    """Actual less forecast by series, origin and step; NaN beyond the end."""
    count = known.shape[1]
    found = np.full((len(known), count - FIRST, horizon), np.nan)
    for place, origin in enumerate(range(FIRST, count)):
        reach = min(horizon, count - origin)
        for row, values in enumerate(known):
            found[row, place, :reach] = values[origin : origin + reach] - np.maximum(method.run(values[:origin], horizon, 1), 0.0)[:reach]
    return found


def _widths(scaled: Values, aims: Mapping[int, float]) -> dict[tuple[int, int], float]:
    """Half-widths in units of the scale, by level and step; a later step is never narrower. Made of the errors of the last RECENT
    origins whose years are known: earlier ones knew fewer years and erred more. `aims` says what share of them each level is to hold."""
    found: dict[tuple[int, int], float] = {}
    for level, aim in aims.items():
        for step in range(scaled.shape[2]):
            known = np.flatnonzero(np.isfinite(scaled[:, :, step]).any(axis=0))[-RECENT:]
            sizes = np.abs(scaled[:, known, step]).ravel()
            width = _quantile(np.sort(sizes[np.isfinite(sizes)]), aim)
            found[level, step] = max(width, found[level, step - 1]) if step else width
    return found


def _quantile(sizes: Values, aim: float) -> float:
    """The ⌈(n + 1) · aim⌉-th smallest, at most the largest."""
    return float(sizes[min(ceil((len(sizes) + 1) * aim / 100), len(sizes)) - 1])


def _ahead(value: float, scale: float, widths: Mapping[tuple[int, int], float], step: int, levels: Sequence[int]) -> Ahead:
    ends = {level: (round(max(0.0, value - scale * widths[level, step]), 4), round(value + scale * widths[level, step], 4)) for level in levels}
    return Ahead(round(value, 4), ends)


def _calibrated(errors: Values, scales: Values, levels: Sequence[int]) -> tuple[dict[int, float], dict[int, float], int]:
    """What share of past errors each level should hold from now on; the share of held-out values that intervals held, by level; how many
    were asked.

    Goes from origin to origin: the method is chosen and the intervals are made of errors whose years were over by then. Where they held
    too little, the next ones aim higher, and lower where too much (adaptive conformal inference, Gibbs & Candès 2021, by PACE of what is
    wanting). Origins of the latter half are counted.
    """
    _methods, number, origins, horizon = errors.shape
    rows, asked, held = np.arange(number), 0, dict.fromkeys(levels, 0)
    aims = {level: float(level) for level in levels}
    for origin in range(horizon, origins):
        past = errors[:, :, :origin].copy()
        for step in range(horizon):
            past[:, :, max(0, origin - step) :, step] = np.nan
        best = _best(_sizes(past))
        widths = _widths(past[best, rows] / scales[:, :origin, None], aims)
        now = np.abs(errors[best, rows, origin]) / scales[:, origin, None]
        known, counts = int(np.isfinite(now).sum()), origin >= origins // 2
        asked += known * counts
        for level in levels:
            inside = sum(int((now[:, step] <= widths[level, step]).sum()) for step in range(horizon))
            held[level] += inside * counts
            aims[level] = float(np.clip(aims[level] + PACE * (level - 100 * inside / known), 50, 99.5))
    return aims, {level: round(held[level] / asked, 4) for level in levels}, asked
