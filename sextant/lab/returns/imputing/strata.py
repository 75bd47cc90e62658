"""Strata: areas × classes of population, the classes bounded by the cumulative root of the frequency.

The rule of Dalenius and Hodges (1959): sort by size into narrow bins, add up the square roots of the bins' counts, and cut
where that sum passes equal shares. As the documentation of the Public Libraries Survey of FY2022 tells it: 7 to 14 classes an
area, each with at least 15 respondents or a response of more than 75 %; smaller ones are joined with their neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .grid import Floats, Grid, Marks, Whole, reporting

BINS, MOST_CLASSES, LEAST_MEMBERS, LEAST_RESPONDENTS, ENOUGH_RESPONSE = 60, 10, 60, 15, 0.75


@dataclass(frozen=True, slots=True)
class Level:
    """One way to divide the libraries: the number of each library's stratum, and the strata's names."""

    numbers: Whole
    names: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many strata there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Strata:
    """Levels from fine to coarse (area × class, class of the whole country, the country) and the population behind them.

    Population is in persons; where a library's own is not known it stands at 0 and the library is in the lowest class.
    """

    levels: tuple[Level, ...]
    population: Floats


def strata(grid: Grid) -> Strata:
    """The strata of a grid."""
    population = np.nan_to_num(grid.known("population"))
    responded = reporting(grid)
    fine = np.zeros(len(grid.units), dtype=np.int64)
    names: list[str] = []
    areas = np.array(grid.areas)
    for area in sorted(set(grid.areas)):
        inside = np.flatnonzero(areas == area)
        classes = _classes(population[inside], responded[inside])
        fine[inside] = classes + len(names)
        names += [f"{area or '-'}/{number + 1}" for number in range(int(classes.max()) + 1)]
    coarse = _classes(population, responded)
    country = Level(np.zeros(len(grid.units), dtype=np.int64), ("*",))
    return Strata(
        (Level(fine, tuple(names)), Level(coarse, tuple(f"*/{number + 1}" for number in range(int(coarse.max()) + 1))), country), population
    )


def root_frequency_bounds(sizes: Floats, classes: int) -> Floats:
    """The inner bounds (sizes, ascending) of `classes` classes by cumulative root frequency, on logarithms of sizes."""
    logs = np.log1p(sizes)
    counts, edges = np.histogram(logs, bins=BINS)
    roots = np.cumsum(np.sqrt(counts))
    wanted = roots[-1] * np.arange(1, classes) / classes
    bounds = np.unique(edges[1:][np.searchsorted(roots, wanted)])
    found: Floats = np.expm1(bounds)
    return found


def _classes(population: Floats, responded: Marks) -> Whole:
    """The class of each library, from 0 for the smallest; classes that are too small are joined with the next."""
    wanted = max(1, min(MOST_CLASSES, len(population) // LEAST_MEMBERS))
    numbers = np.searchsorted(root_frequency_bounds(population, wanted), population, side="left")
    counts = np.bincount(numbers, minlength=wanted)
    answers = np.bincount(numbers, weights=responded, minlength=wanted)
    joined, current, members, answered = np.zeros(len(counts), dtype=np.int64), 0, 0.0, 0.0
    for number in range(len(counts)):
        joined[number] = current
        members, answered = members + counts[number], answered + answers[number]
        if answered >= LEAST_RESPONDENTS or (members and answered / members > ENOUGH_RESPONSE and answered >= 1):
            current, members, answered = current + 1, 0.0, 0.0
    if members and current:
        joined[joined == current] = current - 1
    found: Whole = np.unique(joined[numbers], return_inverse=True)[1].reshape(-1).astype(np.int64)
    return found
