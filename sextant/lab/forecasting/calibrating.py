"""Conformal intervals that hold among calm and volatile, small and large units alike.

Pooled errors make intervals that are too wide for calm units and too narrow for volatile ones. Here an error is counted over the unit's
size times its volatility (normalised conformal prediction: Papadopoulos and others 2002, 2011; from memory, not seen), and what is then
still wanting is put right group by group, for tenths of volatility and for size classes in turn, until errors of every group hold as
often as promised (after multicalibration, Hébert-Johnson and others 2018; Mondrian conformal, Vovk and others 2003; from memory).

The volatility of a past error is taken from the unit's other years, and that of the forecast from as many years, so that both know
equally much: each run of years is left out in turn and the mean of the widths is taken. Years have shocks that all units share, so that
errors are not exchangeable over time: the last width of each group is made of errors of each year under multipliers that were made without
that year. This widens intervals by what years differ, in the mean over years; a year unlike all known ones is outside the promise.
"""

from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.refusals import ForecastRefused
from sextant.lab.forecasting.volatility import levels, relative_changes, shrunk
from sextant.lab.forecasting.yearly import Marks, Places, YearlySeries

BINS = 10
SMALLEST = 100
"""Errors that a group must have to be put right by itself."""
ROUNDS = 4
FEWEST_LEFT = 20
"""Errors that must be left of a group when a year is left out; otherwise its multiplier keeps that year."""
FEWEST_ERRORS = 4
"""80 % needs four errors; fewer make no interval."""
MOST_GROUPS = 64
"""Classes of a panel; tenths are fewer."""


def half_widths(errors: Values, series: YearlySeries, level: int) -> Values:
    """Half-widths of the intervals from the last year, by unit and step; NaN where the last year has no value.

    `errors` are actual less forecast by unit, origin and step. Raises ForecastRefused where a step has too few errors.
    """
    widths = [_step(errors[:, :, step - 1], series, step, level) for step in range(1, errors.shape[2] + 1)]
    return np.maximum.accumulate(np.column_stack(widths), axis=1)


def _step(errors: Values, series: YearlySeries, step: int, level: int) -> Values:
    """One step: scaled errors of all origins, the multipliers of their groups, and what they make of the last year's units."""
    changes, last = relative_changes(series.values, series.segments), series.values.shape[1] - 1
    parts = []
    for origin in range(last - step + 1):
        rows = np.flatnonzero(~np.isnan(errors[:, origin]))
        if len(rows):
            scales, *groups = _scaled(series, changes, origin, rows, np.arange(origin, origin + step))
            parts.append((np.abs(errors[rows, origin]) / scales, *groups, np.full(len(rows), origin)))
    if sum(len(part[0]) for part in parts) < FEWEST_ERRORS:
        raise ForecastRefused("too_few_errors", step=step, needed=FEWEST_ERRORS)
    sizes, ranks, classes, still, origins = (np.concatenate(column) for column in zip(*parts, strict=True))
    found, rows = np.full(len(errors), np.nan), np.flatnonzero(~np.isnan(series.values[:, last]))
    count = min(BINS, max(1, len(sizes) // SMALLEST))
    multipliers = _multipliers(sizes, (_bins(ranks, count), classes, still), origins, level)
    found[rows] = 0.0
    for without in (versions := _runs(changes, step)):
        scales, mine, of, calm = _scaled(series, changes, last, rows, without)
        found[rows] += scales * multipliers[0][_bins(mine, count)] * multipliers[1][of] * multipliers[2][calm] / len(versions)
    return found


def _runs(changes: Values, step: int) -> list[Places]:
    """Every run of `step` years with known changes: what is left out in turn, as a past error leaves its own years out."""
    known = np.flatnonzero(~np.isnan(changes).all(axis=0))
    return [known[first : first + step] for first in range(max(1, len(known) - step + 1))]


def _scaled(series: YearlySeries, changes: Values, origin: int, rows: Places, without: Places) -> tuple[Values, Values, Places, Places]:
    """Size times volatility of the units at an origin, their ranks of volatility from 0 to 1 (equal ones alike), and their classes.

    `without` are the changes that must not be known. A unit of size nought has the scale 1, the rank 2 and a class beside the others.
    """
    kept = changes.copy()
    kept[:, without] = np.nan
    classes = series.class_numbers
    volatility, size = shrunk(kept, classes)[rows], levels(series.values, series.segments, origin)[rows]
    order = np.sort(volatility)
    ranks = (np.searchsorted(order, volatility, "left") + np.searchsorted(order, volatility, "right")) / 2 / len(order)
    some = size > 0
    stayed = (kept[rows] == 0) & (series.values[rows, 1:] > 0)
    return (
        np.where(some, size * volatility, 1.0),
        np.where(some, ranks, 2.0),
        np.where(some, classes[rows], classes.max() + 1),
        _stillness(~np.isnan(kept[rows]), stayed),
    )


def _stillness(known: Marks, stayed: Marks) -> Places:
    """0 for a unit whose known values always changed, 1 where some stayed exactly as they were, 2 where all did or none is known."""
    kept = (known & stayed).sum(axis=1)
    return np.where(kept == known.sum(axis=1), 2, np.where(kept > 0, 1, 0))


def _bins(ranks: Values, count: int) -> Places:
    """Tenths of volatility (fewer where errors are few), and one more for units of size nought."""
    return np.where(ranks > 1, count, np.minimum((ranks * count).astype(np.intp), count - 1))


Groups = tuple[NDArray[Any], ...]
"""By tenth of volatility, by class, by stillness."""


def _multipliers(sizes: Values, groups: Groups, origins: Places, level: int) -> Groups:
    """What a unit's scale is multiplied by to give the half-width: by its tenth, and by its class.

    The last width of a tenth comes from errors of each year over the multipliers that were made without that year.
    """
    found = _raked(sizes, groups, np.ones(len(sizes), dtype=bool), level)
    years = np.unique(origins)
    left = sizes / _product(found, groups)
    for year in years if len(years) > 1 else ():
        here = origins == year
        left[here] = sizes[here] / _product(_raked(sizes, groups, ~here, level), groups)[here]
    members = _members(groups[0], np.ones(len(sizes), dtype=bool))
    widths = [quantile(left[members[one]] if one in members else left, level) for one in range(MOST_GROUPS)]
    return (found[0] * np.array(widths), *found[1:])


def _product(multipliers: Groups, groups: Groups) -> Values:
    return np.asarray(np.prod([of[one] for of, one in zip(multipliers, groups, strict=True)], axis=0))


def _raked(sizes: Values, groups: Groups, used: Marks, level: int) -> Groups:
    """Multipliers of tenths and of classes under which the promised share of the errors of every group lies within 1."""
    members = [_members(one, used) for one in groups]
    found = tuple(np.ones(MOST_GROUPS) for _one in groups)
    now = sizes.copy()
    for _round in range(ROUNDS):
        for multipliers, rows_of in zip(found, members, strict=True):
            for one, rows in rows_of.items():
                width = max(quantile(now[rows], level), 1e-9)
                multipliers[one] *= width
                now[rows] /= width
    return found


def _members(groups: Places, used: Marks) -> dict[int, Places]:
    """The used rows of each group that is large enough in all; all its rows where a year left out would leave too few."""
    found = {}
    for one in np.unique(groups):
        rows = np.flatnonzero(groups == one)
        if len(rows) >= SMALLEST:
            kept = rows[used[rows]]
            found[int(one)] = kept if len(kept) >= FEWEST_LEFT else rows
    return found


def quantile(sizes: Values, level: int) -> float:
    """The ⌈(n + 1) · level⌉-th smallest of absolute errors, at most the largest."""
    place = min(ceil((len(sizes) + 1) * level / 100), len(sizes)) - 1
    return float(np.partition(sizes, place)[place])
