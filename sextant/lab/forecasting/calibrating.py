"""Conformal intervals that hold among calm and volatile, small and large units alike.

Pooled errors make intervals that are too wide for calm units and too narrow for volatile ones. Here an error is counted over the unit's
size times its volatility (normalised conformal prediction: Papadopoulos and others 2002, 2011; from memory, not seen), and what is then
still wanting is put right group by group, for tenths of volatility and for size classes in turn, until errors of every group hold as
often as promised (after multicalibration, Hébert-Johnson and others 2018; Mondrian conformal, Vovk and others 2003; from memory).

The volatility of a past error is taken from the unit's other years. A forecast could know all years; that is more than the past errors
knew, and its widths then differ too much between calm and volatile units. If each run of years is left out in turn, it knows less than
it could, and widths differ too little. The mean of both is taken.

Years have shocks that all units share, so that errors are not exchangeable over time: the last width of each group is made of errors of
each year under multipliers that were made without that year. This widens intervals by what years differ, in the mean over years; a year
unlike all known ones is outside the promise. Values that stay exactly as they were are no errors to learn widths from: see `staying`.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.refusals import ForecastRefused
from sextant.lab.forecasting.staying import left_to_hold, odds_of_staying
from sextant.lab.forecasting.traits import BINS, MOST_GROUPS, SMALLEST, Traits, joined, members, product, traits
from sextant.lab.forecasting.volatility import relative_changes
from sextant.lab.forecasting.yearly import Marks, Places, YearlySeries

ROUNDS = 4
FEWEST_ERRORS = 4
"""80 % needs four errors; fewer make no interval."""
EXACT = 1e-9
"""Scaled errors up to this are none: the value stayed exactly as forecast."""


@dataclass(frozen=True)
class Spread:
    """By unit and step, NaN where the last year has no value: half-widths of the intervals; the chance that a value stays exactly as
    forecast, 0 to 1; and half-widths of intervals that hold as often among the values that do not stay."""

    half: Values
    stays: Values
    moving: Values


def spread(errors: Values, series: YearlySeries, level: int) -> Spread:
    """Intervals around the forecasts from the last year; a later step is never narrower, nor surer to stay.

    `errors` are actual less forecast by unit, origin and step. Raises ForecastRefused where a step has too few errors.
    """
    steps = [_step(errors[:, :, step - 1], series, step, level) for step in range(1, errors.shape[2] + 1)]
    half, stays, moving = (np.column_stack([getattr(one, part) for one in steps]) for part in ("half", "stays", "moving"))
    return Spread(np.maximum.accumulate(half, axis=1), np.minimum.accumulate(stays, axis=1), np.maximum.accumulate(moving, axis=1))


@dataclass(frozen=True)
class _Learned:
    """What the errors of all origins say: odds of staying, multipliers of the scale, and what is left by tenth, from small to large."""

    bins: int
    odds: tuple[Values, ...]
    multipliers: tuple[Values, ...]
    left: list[Values]

    def told(self, of: Traits, level: int) -> Values:
        """Half-width, chance of staying and half-width if it moves, a row each."""
        groups = of.groups(self.bins)
        odds = product(self.odds, (*groups, of.around))
        stays = odds / (1 + odds)
        widths = of.scales * product(self.multipliers, groups)
        whole, rest = np.full(len(stays), level / 100), left_to_hold(stays, level)
        return np.array([widths * _quantiles(self.left, groups[0], rest), stays, widths * _quantiles(self.left, groups[0], whole)])


def _step(errors: Values, series: YearlySeries, step: int, level: int) -> Spread:
    """One step: what errors of all origins say of the last year's units."""
    last = series.values.shape[1] - 1
    learned = _learned(errors, series, step, level)
    found, rows = np.full((3, len(errors)), np.nan), np.flatnonzero(~np.isnan(series.values[:, last]))
    runs = _runs(series, step)
    found[:, rows] = sum(learned.told(traits(series, last, rows, run), level) for run in runs) / len(runs)
    return Spread(*found)


def _learned(errors: Values, series: YearlySeries, step: int, level: int) -> _Learned:
    """Scaled errors of all origins, apart as to whether the value stayed, and how far it moved if not."""
    sizes, parts, origins = [], [], []
    for origin in range(errors.shape[1] - step):
        rows = np.flatnonzero(~np.isnan(errors[:, origin]))
        if len(rows):
            parts.append(traits(series, origin, rows, np.arange(origin, origin + step)))
            sizes.append(np.abs(errors[rows, origin]) / parts[-1].scales)
            origins.append(np.full(len(rows), origin))
    if sum(map(len, sizes)) < FEWEST_ERRORS:
        raise ForecastRefused("too_few_errors", step=step, needed=FEWEST_ERRORS)
    scaled, of = np.concatenate(sizes), joined(parts)
    moved = scaled > EXACT
    bins = min(BINS, max(1, int(moved.sum()) // SMALLEST))
    groups = of.groups(bins)
    odds = odds_of_staying(~moved, (*groups, of.around))
    multipliers, left = _multipliers(scaled[moved], tuple(one[moved] for one in groups), np.concatenate(origins)[moved], bins, level)
    return _Learned(bins, odds, multipliers, left)


def _quantiles(left: list[Values], tenths: Places, shares: Values) -> Values:
    """The ⌈(n + 1) · share⌉-th smallest of what is left in each row's tenth, at most the largest; 0 where the share is 0 or nothing is left."""
    found = np.zeros(len(tenths))
    for one in np.unique(tenths):
        rows, of = np.flatnonzero(tenths == one), left[one]
        places = np.minimum(np.ceil((len(of) + 1) * shares[rows] - EXACT).astype(np.intp), len(of))
        found[rows] = np.where(places > 0, of[places - 1] if len(of) else 0.0, 0.0)
    return found


def _runs(series: YearlySeries, step: int) -> list[Places]:
    """Every run of `step` years with known changes: what is left out in turn, as a past error leaves its own years out."""
    known = np.flatnonzero(~np.isnan(relative_changes(series.values, series.segments)).all(axis=0))
    return [known[first : first + step] for first in range(max(1, len(known) - step + 1))]


def _multipliers(sizes: Values, groups: tuple[Places, ...], origins: Places, bins: int, level: int) -> tuple[tuple[Values, ...], list[Values]]:
    """What a unit's scale is multiplied by, by its tenth, class and stillness; and what is then left of the errors, by tenth, in order.

    What is left of a year's errors is so under multipliers that were made without that year. A tenth of few errors has what is left of
    all; units of size nought, whose errors are no shares, have their own however few.
    """
    everything = np.ones(len(sizes), dtype=bool)
    found = _raked(sizes, groups, everything, level)
    years = np.unique(origins)
    left = sizes / product(found, groups)
    for year in years if len(years) > 1 else ():
        here = origins == year
        left[here] = sizes[here] / product(_raked(sizes, groups, ~here, level), groups)[here]
    large = {**members(groups[0], everything), bins: np.flatnonzero(groups[0] == bins)}
    shared = np.sort(left[groups[0] != bins])
    return found, [np.sort(left[large[one]]) if one in large else shared for one in range(bins + 1)]


def _raked(sizes: Values, groups: tuple[Places, ...], used: Marks, level: int) -> tuple[Values, ...]:
    """Multipliers of tenths, classes and stillness under which the promised share of the errors of every group lies within 1."""
    large = [members(one, used) for one in groups]
    found = tuple(np.ones(MOST_GROUPS) for _one in groups)
    now = sizes.copy()
    for _round in range(ROUNDS):
        for multipliers, rows_of in zip(found, large, strict=True):
            for one, rows in rows_of.items():
                width = max(quantile(now[rows], level), EXACT)
                multipliers[one] *= width
                now[rows] /= width
    return found


def quantile(sizes: Values, level: int) -> float:
    """The ⌈(n + 1) · level⌉-th smallest of absolute errors, at most the largest."""
    place = min(ceil((len(sizes) + 1) * level / 100), len(sizes)) - 1
    return float(np.partition(sizes, place)[place])
