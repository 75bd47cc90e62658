"""All units of one level continued at once: the model of their class, intervals that hold in every group, and how it went before."""

from dataclasses import dataclass, replace

import numpy as np

from sextant.lab.forecasting.calibrating import Spread, spread
from sextant.lab.forecasting.choosing import Trial, chosen, errors_of, trial
from sextant.lab.forecasting.continuing import CANDIDATES
from sextant.lab.forecasting.forecasts import LEVEL
from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.refusals import ForecastRefused
from sextant.lab.forecasting.volatility import relative_changes
from sextant.lab.forecasting.yearly import Break, Places, YearlySeries, checked

HELD_OUT = 3
"""Last years that are held out in turn to ask the intervals."""


@dataclass(frozen=True)
class Outlook:
    """Forecasts of the years after the last one, by unit and step; NaN for a unit without a value in the last year.

    `mase` and `naive` are the mean absolute errors of the backtest over the mean change of the unit from year to year (NaN where it never
    moves, or nothing could be compared). `coverage` is, for the class of each unit, the share of its held-out values of the last years
    that lay within intervals made without those years; `asked` how many there were. `breaks` are those that were declared.
    """

    series: YearlySeries
    values: Values
    low: Values
    high: Values
    models: tuple[str, ...]
    mase: Values
    naive: Values
    coverage: Values
    asked: Places
    breaks: tuple[Break, ...]
    stays: Values
    """The chance, 0 to 1, that a value stays exactly as forecast. Where it is at least the level, the interval is the value itself."""
    moving: Values
    """Half-widths of intervals of the same level for the case that the value does not stay."""
    ahead: Values
    """Forecasts from every year, by unit, origin and step: those of the backtest, and at the last origin those of the years to come."""

    def moved_to(self, values: Values) -> "Outlook":
        """The same with other values of the years to come, and the intervals around these; an interval without width is made to hold the
        value at which the unit stays."""
        widths = np.where(self.high > self.values, self.high - self.values, np.abs(values - self.values))
        return replace(self, values=values, low=np.maximum(values - widths, 0.0), high=values + widths)


@dataclass(frozen=True)
class _Made:
    """Models by unit, their forecasts by unit, origin and step, their errors, and the intervals from the last year."""

    models: Places
    ahead: Values
    errors: Values
    spread: Spread


def foresee(series: YearlySeries, horizon: int, level: int = LEVEL) -> Outlook:
    """Continue every unit by `horizon` years with intervals of `level` per cent. Raises ForecastRefused."""
    checked(series, horizon)
    if not 50 <= level <= 99:
        raise ForecastRefused("level")
    tried = trial(series, horizon)
    made = _made(series, tried, horizon, level)
    values = made.ahead[:, -1, :]
    held_out = _held_out(series, tried, horizon, level)
    share = np.where(held_out.asked > 0, held_out.held / np.maximum(held_out.asked, 1), np.nan)
    naive = errors_of(CANDIDATES[0], series.values, series.segments, horizon)[1]
    return Outlook(
        series=series,
        values=values,
        low=np.maximum(values - made.spread.half, 0.0),
        high=values + made.spread.half,
        models=tuple(CANDIDATES[place].name for place in made.models),
        mase=scaled_errors(made.errors, series),
        naive=scaled_errors(naive, series),
        coverage=share[series.class_numbers],
        asked=held_out.asked[series.class_numbers],
        breaks=series.breaks,
        stays=made.spread.stays,
        moving=made.spread.moving,
        ahead=made.ahead,
    )


def scaled_errors(errors: Values, series: YearlySeries) -> Values:
    """Mean absolute error of each unit over its mean absolute change from year to year (MASE, Hyndman and Koehler 2006, from memory)."""
    values, segments = series.values, series.segments
    moves = np.abs(np.diff(values, axis=1))
    moves[np.isnan(relative_changes(values, segments))] = np.nan
    return _mean(np.abs(errors).reshape(len(errors), -1)) / np.where((scale := _mean(moves)) > 0, scale, np.nan)


def _mean(values: Values) -> Values:
    """The mean of what is known in each row; NaN where nothing is."""
    counts = (~np.isnan(values)).sum(axis=1)
    return np.asarray(np.where(counts > 0, np.nansum(values, axis=1) / np.maximum(counts, 1), np.nan))


def _made(series: YearlySeries, tried: Trial, horizon: int, level: int) -> _Made:
    """Choose models, run them, and make intervals of their errors."""
    models = chosen(tried, series.class_numbers)
    shape = (*series.values.shape, horizon)
    ahead, errors = np.full(shape, np.nan), np.full(shape, np.nan)
    for place in np.unique(models):
        rows = models == place
        run = errors_of(CANDIDATES[place], series.values, series.segments, horizon)
        ahead[rows], errors[rows] = run[0][rows], run[1][rows]
    return _Made(models, ahead, errors, spread(errors, series, level))


@dataclass(frozen=True)
class _HeldOut:
    """By class: how many values of the last years were asked, and how many lay within intervals made without those years."""

    asked: Places
    held: Places


def _held_out(series: YearlySeries, tried: Trial, horizon: int, level: int) -> _HeldOut:
    """Hold out the last year, the last two, the last three, and ask the intervals that would have been made."""
    years, classes = series.values.shape[1], series.class_numbers
    asked, held = np.zeros((2, classes.max() + 1), dtype=np.intp)
    for left in range(1, min(HELD_OUT, years - 2) + 1):
        known = replace(series, values=series.values[:, :-left])
        steps = min(horizon, left)
        try:
            made = _made(known, tried.until(years - left, steps), steps, level)
        except ForecastRefused:
            continue
        misses = missed(series, made.ahead[:, -1], made.spread.half, years - left - 1)
        np.add.at(asked, classes, (~np.isnan(misses)).sum(axis=1))
        np.add.at(held, classes, (misses <= 1).sum(axis=1))
    return _HeldOut(asked, held)


def missed(series: YearlySeries, ahead: Values, widths: Values, origin: int) -> Values:
    """How far the values after an origin lay from their forecasts, in half-widths: at most 1 within the interval.

    NaN where nothing can be asked: an unknown value, no forecast, or a declared break between.
    """
    steps = ahead.shape[1]
    errors = np.abs(series.values[:, origin + 1 : origin + 1 + steps] - ahead)
    exact = errors <= 1e-9 * np.abs(ahead)
    found = np.where(exact, 0.0, np.where(widths > 0, errors / np.where(widths > 0, widths, 1.0), np.inf))
    found[np.isnan(errors) | np.isnan(widths)] = np.nan
    found[:, series.segments[origin + 1 : origin + 1 + steps] != series.segments[origin]] = np.nan
    return np.asarray(found)
