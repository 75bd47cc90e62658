"""What was known of a unit at an origin that tells how far its value may move, and whether it moves at all.

The groups that intervals are put right for: tenths of volatility, size classes, how often the unit stayed exactly as it was, and, for the
chance of staying, how much of its region did. Offices decide for a whole region in which years a number is counted anew, so that the
neighbours tell more than the unit's own few years.
"""

from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.volatility import levels, relative_changes, shrunk
from sextant.lab.forecasting.yearly import Marks, Places, YearlySeries

BINS = 10
SMALLEST = 100
"""Errors that a group must have to be put right by itself."""
FEWEST_LEFT = 20
"""Errors that must be left of a group when a year is left out; otherwise its multiplier keeps that year."""
MOST_GROUPS = 64
"""Classes of a panel; the other groups are fewer."""
NOUGHT = 2.0
"""The rank of volatility of a unit of size nought, which has no relative volatility."""
EDGES = (0.05, 0.3, 0.7, 0.95)
"""Shares of a region's changes that were none, where one group of regions ends and the next begins."""


@dataclass(frozen=True)
class Traits:
    """Of some units at an origin: size times volatility (1 for a unit of size nought), the rank of the volatility from 0 to 1 (equal ones
    alike, NOUGHT for size nought), and three groups as numbers: class, own stillness, stillness of the region."""

    scales: Values
    ranks: Values
    classes: Places
    still: Places
    around: Places

    def groups(self, bins: int) -> tuple[Places, Places, Places]:
        """By volatility in so many bins and one more for size nought, by class, by stillness."""
        tenths = np.where(self.ranks == NOUGHT, bins, np.minimum((self.ranks * bins).astype(np.intp), bins - 1))
        return tenths, self.classes, self.still


def joined(parts: list[Traits]) -> Traits:
    """Traits of several origins one after the other."""
    return Traits(*(np.concatenate([getattr(one, name) for one in parts]) for name in Traits.__dataclass_fields__))


def traits(series: YearlySeries, origin: int, rows: Places, without: Places) -> Traits:
    """Traits of the units in `rows` at an origin; `without` are the changes that must not be known."""
    changes, classes = relative_changes(series.values, series.segments), series.class_numbers
    stayed = (changes == 0) & (series.values[:, 1:] > 0)
    lately = np.where(np.isnan(changes), np.nan, stayed)[:, origin - 1] if origin else np.full(len(changes), np.nan)
    changes[:, without] = np.nan
    known = ~np.isnan(changes)
    volatility, size = shrunk(np.where(changes > 0, changes, np.nan), classes)[rows], levels(series.values, series.segments, origin)[rows]
    order = np.sort(volatility)
    ranks = (np.searchsorted(order, volatility, "left") + np.searchsorted(order, volatility, "right")) / 2 / len(order)
    some = size > 0
    return Traits(
        np.where(some, size * volatility, 1.0),
        np.where(some, ranks, NOUGHT),
        np.where(some, classes[rows], classes.max() + 1),
        np.where(some, _stillness(known[rows], stayed[rows]), 3),
        _around(known, stayed, lately, series.region_numbers)[rows],
    )


def _stillness(known: Marks, stayed: Marks) -> Places:
    """0 for a unit whose known values always changed, 1 where some stayed exactly as they were, 2 where all did or none is known."""
    kept = (known & stayed).sum(axis=1)
    return np.where(kept == known.sum(axis=1), 2, np.where(kept > 0, 1, 0))


def _around(known: Marks, stayed: Marks, lately: Values, regions: Places) -> Places:
    """How much of the unit's region stayed exactly as it was: by EDGES in all known years, times the same in the year up to the origin."""
    always = _share((known & stayed).sum(axis=1), known.sum(axis=1), regions)
    last = _share(np.nan_to_num(lately), ~np.isnan(lately), regions)
    return np.asarray((len(EDGES) + 2) * always + last)[regions]


def _share(kept: Values, known: Values, regions: Places) -> Places:
    """By region the place among EDGES of the share kept of what is known; a place of its own where nothing is."""
    counts = np.bincount(regions, known)
    shares = np.bincount(regions, kept) / np.maximum(counts, 1)
    return np.where(counts > 0, np.digitize(shares, EDGES), len(EDGES) + 1)


def members(groups: Places, used: Marks) -> dict[int, Places]:
    """The used rows of each group that is large enough in all; all its rows where a year left out would leave too few."""
    found = {}
    for one in np.unique(groups):
        rows = np.flatnonzero(groups == one)
        if len(rows) >= SMALLEST:
            kept = rows[used[rows]]
            found[int(one)] = kept if len(kept) >= FEWEST_LEFT else rows
    return found


def product(factors: tuple[Values, ...], groups: tuple[Places, ...]) -> Values:
    """For each row the product of the factors of its groups."""
    return np.asarray(np.prod([of[one] for of, one in zip(factors, groups, strict=True)], axis=0))
