"""Tables of log10 likelihood ratios, counted from clean cells and from errors. Needs numpy.

A quarter of the share of errors is spread broadly (`BROAD_SHARE`), so that an error of another size counts as well. Groups are shrunk
towards those of their class of size, these towards all classes, and these towards a broad curve, by pseudo-counts (`GROUP_WEIGHT`,
`CURVE_WEIGHT`), as with a Dirichlet prior. The class of values that were nought stands apart: nought mostly stays nought, which says
nothing of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .expectations import EDGES, INTERVALS, LEVELS
from .signs import Groups, Mask, intervals
from .tables import Numbers

GROUP_WEIGHT, CURVE_WEIGHT, BROAD_SHARE = 60, 20, 0.25
LEAST_CELLS = 100
NOUGHTS = 0.02
"""The share of values of nought in the broad curves."""


def _curves() -> tuple[Numbers, Numbers]:
    """Where differences lie when nothing is known: clean ones close to nought, those of errors far out."""
    bounds = np.array([-9.5, *EDGES, 9.5])
    width, middle = np.diff(bounds), np.abs((bounds[1:] + bounds[:-1]) / 2)
    clean = width * (np.exp(-middle / 0.25) + 1e-4)
    wrong = width * np.exp(-middle / 2) * (middle > 0.35) + 1e-5
    clean, wrong = np.append(clean / clean.sum(), NOUGHTS), np.append(wrong / wrong.sum(), NOUGHTS)
    return clean / clean.sum(), wrong / wrong.sum()


CLEAN_CURVE, BROAD_CURVE = _curves()


@dataclass(frozen=True)
class Cells:
    """What a table is counted from: differences, groups, whether the value is nought, and weights."""

    differences: Numbers
    groups: Groups
    nought: Mask
    weights: Numbers

    def held(self) -> Cells:
        """Those that count."""
        known = np.isfinite(self.differences) & (self.weights > 0)
        return Cells(self.differences[known], self.groups[known], self.nought[known], self.weights[known])


def joined(parts: Sequence[Cells]) -> Cells:
    """The cells of several years as one."""
    if len(parts) == 1:
        return parts[0]
    names = ("differences", "groups", "nought", "weights")
    return Cells(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))


def table_of(usual: Cells, errors: Cells, count: int) -> list[list[float]]:
    """log10 of the share of errors over the share of clean cells, group × interval; [] where there are too few."""
    held, spoilt = usual.held(), errors.held()
    if held.weights.size < LEAST_CELLS or not spoilt.weights.size:
        return []
    wrong = (1 - BROAD_SHARE) * _shares(spoilt, count, BROAD_CURVE) + BROAD_SHARE * BROAD_CURVE
    table: list[list[float]] = np.round(np.log10(wrong / _shares(held, count, CLEAN_CURVE)), 2).tolist()
    return table


def _shares(cells: Cells, count: int, curve: Numbers) -> Numbers:
    places = cells.groups * INTERVALS + intervals(cells.differences, cells.nought)
    counted = np.bincount(places, weights=cells.weights, minlength=count * INTERVALS).reshape(count, INTERVALS).astype(np.float64)
    classes = counted.reshape(len(LEVELS) + 1, -1, INTERVALS).sum(axis=1)
    every = np.vstack([classes[:1], np.tile(classes[1:].sum(axis=0), (len(LEVELS), 1))])
    pooled = _shrunk(classes, _shrunk(every, curve, CURVE_WEIGHT), GROUP_WEIGHT)
    return _shrunk(counted, np.repeat(pooled, count // (len(LEVELS) + 1), axis=0), GROUP_WEIGHT)


def _shrunk(counted: Numbers, towards: Numbers, weight: float) -> Numbers:
    """The shares of every row, as if `weight` cells lay as `towards` says."""
    shares: Numbers = (counted + weight * towards) / (counted.sum(axis=-1, keepdims=True) + weight)
    return shares
