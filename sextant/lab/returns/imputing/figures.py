"""Figures of a stratum: ratio of sums, mean and median, taken from the finest level that has enough respondents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .grid import Floats, Marks, Whole
from .strata import Level, Strata

LEAST = 8
Statistic = Callable[[Marks, Level], Floats]


@dataclass(frozen=True, slots=True)
class Figures:
    """For every library the figure that holds for it, and the level of strata it is from (-1: there is none)."""

    values: Floats
    levels: Whole


def figures(strata: Strata, usable: Marks, statistic: Statistic, least: int = LEAST) -> Figures:
    """The statistic over `usable` libraries, of the finest stratum that has at least `least` of them (the country: one)."""
    found = np.full(len(usable), np.nan)
    levels = np.full(len(usable), -1, dtype=np.int64)
    for number, level in enumerate(strata.levels):
        need = 1 if level.size == 1 else least
        counts = np.bincount(level.numbers[usable], minlength=level.size)
        values = np.where(counts >= need, statistic(usable, level), np.nan)[level.numbers]
        fresh = (levels < 0) & np.isfinite(values)
        found[fresh], levels[fresh] = values[fresh], number
    return Figures(found, levels)


def ratio_of_sums(above: Floats, below: Floats) -> Statistic:
    """Σ above / Σ below; NaN where the lower sum is nought."""

    def statistic(usable: Marks, level: Level) -> Floats:
        upper = np.bincount(level.numbers[usable], weights=above[usable], minlength=level.size)
        lower = np.bincount(level.numbers[usable], weights=below[usable], minlength=level.size)
        return np.divide(upper, lower, out=np.full(level.size, np.nan), where=lower > 0)

    return statistic


def mean_of(values: Floats) -> Statistic:
    """The mean; of ratios it weighs every library alike and can be carried away by one."""

    def statistic(usable: Marks, level: Level) -> Floats:
        sums = np.bincount(level.numbers[usable], weights=values[usable], minlength=level.size)
        counts = np.bincount(level.numbers[usable], minlength=level.size)
        return np.divide(sums, counts, out=np.full(level.size, np.nan), where=counts > 0)

    return statistic


def median_of(values: Floats) -> Statistic:
    """The median; the mean of the middle two where the count is even."""

    def statistic(usable: Marks, level: Level) -> Floats:
        numbers, held = level.numbers[usable], values[usable]
        order = np.lexsort((held, numbers))
        held = held[order]
        counts = np.bincount(numbers, minlength=level.size)
        starts = np.cumsum(counts) - counts
        low, high = starts + np.maximum(counts - 1, 0) // 2, starts + counts // 2
        found = np.full(level.size, np.nan)
        some = counts > 0
        found[some] = (held[low[some]] + held[high[some]]) / 2
        return found

    return statistic
