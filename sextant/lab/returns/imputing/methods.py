"""Ways to fill a cell. Each answers for all libraries at once, NaN where it has no answer.

x is the missing value, x′ the library's own earlier one, r a related item, p the population; sums, means and medians are over
the respondents of the stratum. All but the nearest neighbours are textbook ratio, mean and carry-forward imputation, as the
Public Libraries Survey uses them too (documentation of FY2022, by our notes on it; formulas are ours).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .figures import Figures, Statistic, figures, mean_of, median_of, ratio_of_sums
from .grid import Floats, Grid, Marks, Whole
from .neighbours import Neighbours, neighbours
from .strata import Strata, strata

RELATED = Path(__file__).with_name("related.toml")
OWN, NONE = -2, -1
"""Levels that are no strata: the library's own figures, and no answer."""


@dataclass(frozen=True, slots=True)
class Workings:
    """What all methods share: the grid, its strata, the newest earlier value of every cell and its year, and neighbours."""

    grid: Grid
    strata: Strata
    prior: Floats
    prior_year: Whole
    near: Neighbours

    def related(self, place: int) -> list[int]:
        """Columns of the items that go with a variable, best first, without itself."""
        declared = related()
        names = [*declared.get(self.grid.variables[place], ()), *declared["*"]]
        found = dict.fromkeys(self.grid.place(name) for name in names)
        return [other for other in found if other >= 0 and other != place]


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers of a method by library: value, the level of its stratum, the year it draws on, and donors where they are single."""

    values: Floats
    levels: Whole
    years: Whole
    donors: Whole | None = None


Method = Callable[[Workings, int], Filled]


def workings(grid: Grid) -> Workings:
    """Prepare a grid for the methods."""
    prior, years = np.full(grid.values.shape, np.nan), np.zeros(grid.values.shape, dtype=np.int64)
    for earlier in grid.earlier:
        fresh = np.isnan(prior) & ~np.isnan(earlier.values)
        prior[fresh], years[fresh] = earlier.values[fresh], earlier.year
    made = strata(grid)
    return Workings(grid, made, prior, years, neighbours(grid, made.population))


@cache
def related() -> dict[str, tuple[str, ...]]:
    """Items that go with each variable; `*` is for all."""
    with RELATED.open("rb") as handle:
        return {code: tuple(names) for code, names in tomllib.load(handle).items()}


def last_value(work: Workings, place: int) -> Filled:
    """x = x′."""
    prior = work.prior[:, place]
    return Filled(prior, np.where(np.isnan(prior), NONE, OWN), work.prior_year[:, place])


def growth_ratio_of_sums(work: Workings, place: int) -> Filled:
    """x = x′ · Σx / Σx′: the stratum's total growth, in which large libraries weigh more."""
    return _growth(work, place, lambda now, before: (before >= 0, ratio_of_sums(now, before)))


def growth_mean_of_ratios(work: Workings, place: int) -> Filled:
    """x = x′ · mean(x / x′): every library's growth weighs alike; one that grew from almost nothing inflates it."""
    return _growth(work, place, lambda now, before: (before > 0, mean_of(_quotient(now, before))))


def growth_median(work: Workings, place: int) -> Filled:
    """x = x′ · median(x / x′)."""
    return _growth(work, place, lambda now, before: (before > 0, median_of(_quotient(now, before))))


def _growth(work: Workings, place: int, rule: Callable[[Floats, Floats], tuple[Marks, Statistic]]) -> Filled:
    """Earlier value times growth from that year, for every earlier year by itself."""
    now = work.grid.values[:, place]
    values, levels = np.full(len(now), np.nan), np.full(len(now), NONE, dtype=np.int64)
    for earlier in work.grid.earlier:
        before = earlier.values[:, place]
        fit, statistic = rule(now, before)
        found = figures(work.strata, fit & ~np.isnan(now) & ~np.isnan(before), statistic)
        here = work.prior_year[:, place] == earlier.year
        values[here], levels[here] = (before * found.values)[here], found.levels[here]
    return Filled(values, _where(values, levels), work.prior_year[:, place])


def own_ratio(work: Workings, place: int) -> Filled:
    """x = x′ · r / r′: the library's own earlier ratio to a related item that it has in both years."""
    values, levels = _blank(work)
    for other in work.related(place):
        item, before = work.grid.values[:, other], work.prior[:, other]
        same = work.prior_year[:, other] == work.prior_year[:, place]
        found = work.prior[:, place] * _quotient(item, before)
        fresh = np.isnan(values) & same & np.isfinite(found)
        values[fresh], levels[fresh] = found[fresh], OWN
    return Filled(values, levels, work.prior_year[:, place])


def ratio_to_related(work: Workings, place: int) -> Filled:
    """x = r · Σx / Σr with the first related item that the library has this year."""
    return _related(work, place, lambda now, item: ratio_of_sums(now, item))


def median_ratio_to_related(work: Workings, place: int) -> Filled:
    """x = r · median(x / r) with the first related item that the library has this year."""
    return _related(work, place, lambda now, item: median_of(_quotient(now, item)))


def _related(work: Workings, place: int, rule: Callable[[Floats, Floats], Statistic]) -> Filled:
    now = work.grid.values[:, place]
    values, levels = _blank(work)
    for other in work.related(place):
        item = work.grid.values[:, other]
        found = figures(work.strata, (item > 0) & ~np.isnan(now), rule(now, item))
        fresh = np.isnan(values) & np.isfinite(item * found.values)
        values[fresh], levels[fresh] = (item * found.values)[fresh], found.levels[fresh]
    return _of_this_year(work, values, levels)


def cell_mean(work: Workings, place: int) -> Filled:
    """x = mean(x)."""
    return _cell(work, place, mean_of(work.grid.values[:, place]))


def cell_median(work: Workings, place: int) -> Filled:
    """x = median(x)."""
    return _cell(work, place, median_of(work.grid.values[:, place]))


def cell_mean_by_population(work: Workings, place: int) -> Filled:
    """x = mean(x) · p / mean(p) over respondents, that is p · Σx / Σp."""
    return _cell(work, place, ratio_of_sums(work.grid.values[:, place], work.strata.population), per_head=True)


def cell_median_by_population(work: Workings, place: int) -> Filled:
    """x = p · median(x / p)."""
    return _cell(work, place, median_of(_quotient(work.grid.values[:, place], work.strata.population)), per_head=True)


def _cell(work: Workings, place: int, statistic: Statistic, *, per_head: bool = False) -> Filled:
    usable = ~np.isnan(work.grid.values[:, place])
    people = work.strata.population
    found: Figures = figures(work.strata, usable & (people > 0) if per_head else usable, statistic)
    values = np.where(people > 0, found.values * people, np.nan) if per_head else found.values
    return _of_this_year(work, values, found.levels)


def nearest(work: Workings, place: int) -> Filled:
    """x of the nearest library that reported the item (`neighbours`)."""
    donors = work.near.donors(work.grid.values[:, place], 1)
    values = np.where(donors[:, 0] >= 0, work.grid.values[donors[:, 0], place], np.nan)
    return Filled(values, np.full(len(values), OWN), np.full(len(values), work.grid.year), donors)


def nearest_five(work: Workings, place: int) -> Filled:
    """x = p · median(x / p) over the five nearest libraries that reported the item."""
    donors = work.near.donors(work.grid.values[:, place], 5)
    people = work.strata.population
    rates = np.where(donors >= 0, _quotient(work.grid.values[:, place], people)[donors], np.nan)
    usable = (people > 0) & (~np.isnan(rates)).any(axis=1)
    values = np.full(len(people), np.nan)
    values[usable] = np.nanmedian(rates[usable], axis=1) * people[usable]
    return Filled(values, np.full(len(values), OWN), np.full(len(values), work.grid.year), donors)


METHODS: dict[str, Method] = {
    method.__name__: method
    for method in (
        growth_ratio_of_sums,
        growth_mean_of_ratios,
        growth_median,
        last_value,
        own_ratio,
        ratio_to_related,
        median_ratio_to_related,
        cell_mean_by_population,
        cell_median_by_population,
        cell_mean,
        cell_median,
        nearest,
        nearest_five,
    )
}


def answers(work: Workings, place: int) -> Iterator[tuple[str, Filled]]:
    """What every method says of a variable."""
    for name, method in METHODS.items():
        yield name, method(work, place)


def _blank(work: Workings) -> tuple[Floats, Whole]:
    count = len(work.grid.units)
    return np.full(count, np.nan), np.full(count, NONE, dtype=np.int64)


def _of_this_year(work: Workings, values: Floats, levels: Whole) -> Filled:
    return Filled(values, _where(values, levels), np.full(len(values), work.grid.year))


def _where(values: Floats, levels: Whole) -> Whole:
    found: Whole = np.where(np.isfinite(values), levels, NONE)
    return found


def _quotient(above: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return found
