"""Masks drawn in the pattern of the real gaps.

Every library with gaps lends its pattern, which variables are missing together and for which of them no earlier value is known
either, to another library of the same class of population and the same area that did report them. A whole return that is
missing is lent as a whole return.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .grid import Grid, Marks, Whole
from .strata import Strata


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in one library: columns without a number, and those of them without an earlier number."""

    line: int
    columns: tuple[int, ...]
    without_prior: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mask:
    """Cells to hide (libraries × variables), and cells whose earlier values to hide."""

    cells: Marks
    earlier: Marks


def gaps_of(grid: Grid) -> list[Gap]:
    """The gaps of a grid, those included that came in filled by somebody (flagged)."""
    open_ = grid.gaps | ~np.isnan(grid.flagged)
    prior = np.zeros(open_.shape, dtype=bool)
    for earlier in grid.earlier:
        prior |= ~np.isnan(earlier.values)
    found = []
    for line in np.flatnonzero(open_.any(axis=1)):
        columns = np.flatnonzero(open_[line])
        found.append(Gap(int(line), tuple(map(int, columns)), tuple(map(int, columns[~prior[line, columns]]))))
    return found


def draw(grid: Grid, strata: Strata, patterns: Iterable[Gap], seed: int) -> Mask:
    """One mask: every pattern lent to one library, each library at most once.

    Looked for is a library of the same class and area that reported all the columns, then one of the same class anywhere; a
    pattern that nobody fits is lent to whoever of the class reported most of it. Only reported cells are hidden.
    """
    chance = np.random.default_rng(seed)
    cells, earlier = np.zeros(grid.values.shape, dtype=bool), np.zeros(grid.values.shape, dtype=bool)
    reported = ~np.isnan(grid.values)
    free = np.ones(len(grid.units), dtype=bool)
    fine, coarse = strata.levels[0].numbers, strata.levels[1].numbers
    for gap in patterns:
        columns = list(gap.columns)
        line = _receiver(reported, free, columns, (fine == fine[gap.line], coarse == coarse[gap.line]), chance)
        if line < 0:
            continue
        free[line] = False
        cells[line, columns] = reported[line, columns]
        earlier[line, list(gap.without_prior)] = True
    return Mask(cells, earlier & cells)


def _receiver(reported: Marks, free: Marks, columns: list[int], circles: tuple[Marks, Marks], chance: np.random.Generator) -> int:
    best: Whole = np.array([], dtype=np.int64)
    for circle in circles:
        near = np.flatnonzero(circle & free)
        held = reported[near][:, columns].sum(axis=1)
        whole = near[held == len(columns)]
        if len(whole):
            return int(chance.choice(whole))
        best = near[held == held.max()] if len(near) and held.max() > 0 else best
    return int(chance.choice(best)) if len(best) else -1
