"""A forecast with its backtest: the method that was least wrong before, and intervals as wide as it was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.backtest import Score, errors_of, scale_of, score_of, tried
from sextant.lab.forecasting.intervals import Coverage, coverage, half_widths, needed
from sextant.lab.forecasting.methods import METHODS
from sextant.lab.forecasting.refusals import ForecastRefused

LEVEL = 80
SHORTEST = 3
"""Values that the simplest method needs."""


@dataclass(frozen=True)
class Step:
    """One step ahead: the value, and between which values it lies with the level of the forecast."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """The next values of a series, and how wrong the method was on the values that are known.

    `origins` forecasts of the past were made, the first one knowing `start` values. `coverage` is measured, `level` promised.
    """

    method: str
    level: int
    steps: tuple[Step, ...]
    start: int
    origins: int
    table: tuple[Score, ...]
    coverage: Coverage

    @property
    def score(self) -> Score:
        """The chosen method's row of the table."""
        return next(row for row in self.table if row.method == self.method)


def shortest(horizon: int, level: int = LEVEL) -> int:
    """How many values a series must have: twice the errors that an interval needs, at the farthest step."""
    return SHORTEST + horizon - 1 + 2 * needed(level)


def longest_horizon(count: int, level: int = LEVEL) -> int:
    """How many steps ahead a series of so many values can be forecast; 0 where none."""
    return max(0, count - shortest(1, level) + 1)


def _checked(values: Sequence[float | None], horizon: int, level: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if horizon < 1:
        raise ForecastRefused("horizon")
    if not 50 <= level <= 99:
        raise ForecastRefused("level")
    for place, value in enumerate(values, 1):
        if value is None or not np.isfinite(value):
            raise ForecastRefused("gaps", place=place)
    if len(values) < shortest(horizon, level):
        raise ForecastRefused("too_short", given=len(values), horizon=horizon, level=level, needed=shortest(horizon, level))
    return np.array(values, dtype=np.float64)


def forecast(values: Sequence[float | None], *, horizon: int, season: int = 1, level: int = LEVEL, lower: float | None = None) -> Forecast:
    """The next `horizon` values of a series without gaps, oldest first.

    `season` is 12 for months, 1 for years; `level` the per cent of cases the intervals are to hold; `lower` a bound that
    neither values nor intervals cross (0 for what cannot be negative). Raises ForecastRefused.
    """
    known = _checked(values, horizon, level)
    methods = tried(len(known), horizon, season, 2 * needed(level))
    start = max(one.needs(season) for one in methods)
    errors = {one.name: errors_of(one, known, start, horizon, season, lower) for one in methods}
    scale = scale_of(known)
    scores = {one.name: score_of(one, errors[one.name], scale) for one in methods}
    table = tuple(scores.get(one.name, Score(one.name, left_out=True)) for one in METHODS if season > 1 or not one.seasonal)
    best = min(methods, key=lambda one: scores[one.name].mae or 0.0)
    ahead = best.run(known, horizon, season)
    floor = -np.inf if lower is None else lower
    widths = half_widths(errors[best.name], level)
    steps = tuple(
        Step(max(float(value), floor), max(float(value) - width, floor), max(float(value) + width, floor))
        for value, width in zip(ahead, widths, strict=True)
    )
    return Forecast(best.name, level, steps, start, len(known) - start, table, coverage(errors[best.name], level))
