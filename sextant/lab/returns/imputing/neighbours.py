"""Nearest neighbours: libraries alike in population, staff and spending.

The distance is Euclidean over logarithms (log(1 + x)), each centred on its median and divided by its interquartile range.
A library that lacks one of the three counts as middling in it, after the newest earlier year was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .grid import Floats, Grid, Whole, reporting

FEATURES = ("population", "staff_fte", "spending", "loans", "stock_print")
MOST_FEATURES, ASKED = 3, 40


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For the libraries with gaps (`asked`) their nearest others, nearest first (`found`: positions of libraries)."""

    asked: Whole
    found: Whole
    count: int

    def donors(self, values: Floats, number: int) -> Whole:
        """The first `number` neighbours of each library that have a value; -1 where there are fewer."""
        chosen = np.full((self.count, number), -1, dtype=np.int64)
        usable = ~np.isnan(values)[self.found]
        order = np.cumsum(usable, axis=1)
        for rank in range(number):
            hit = usable & (order == rank + 1)
            some = hit.any(axis=1)
            chosen[self.asked[some], rank] = self.found[some, hit[some].argmax(axis=1)]
        return chosen


def scaled(columns: list[Floats]) -> Floats:
    """Features side by side, as log(1 + x), centred on the median, over the interquartile range; gaps at 0."""
    made = []
    for column in columns:
        logs = np.log1p(column)
        low, middle, high = np.nanpercentile(logs, (25, 50, 75))
        made.append(np.nan_to_num((logs - middle) / ((high - low) or 1.0)))
    return np.column_stack(made)


def neighbours(grid: Grid, population: Floats) -> Neighbours:
    """Neighbours of every library with a gap; libraries with no number at all are nobody's neighbour."""
    columns = [np.where(population > 0, population, np.nan)]
    columns += [grid.known(name) for name in FEATURES[1:]]
    held = [column for column in columns if np.isfinite(column).any()][:MOST_FEATURES]
    asked = np.flatnonzero(grid.gaps.any(axis=1))
    giving = np.flatnonzero(reporting(grid))
    if not held or not len(asked) or len(giving) < 2:
        return Neighbours(np.array([], dtype=np.int64), np.zeros((0, 1), dtype=np.int64), len(grid.units))
    points = scaled(held)
    wanted = min(ASKED + 1, len(giving))
    _, found = cKDTree(points[giving]).query(points[asked], k=wanted)
    others = giving[found]
    apart = others != asked[:, None]
    order = np.argsort(~apart, axis=1, kind="stable")
    return Neighbours(asked, np.take_along_axis(others, order, axis=1)[:, : wanted - 1], len(grid.units))
