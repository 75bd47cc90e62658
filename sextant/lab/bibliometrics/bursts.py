"""Bursts: stretches of years in which a term stands in more works than its own average would make likely (needs numpy).

The automaton of J. Kleinberg, “Bursty and hierarchical structure in streams” (KDD 2002; Data Mining and Knowledge Discovery
7, 2003), section 4, for batched arrivals: in year t a term stands in r_t of d_t works. State i expects the share
p_i = p_0 · s^i with p_0 = Σr / Σd; being in it costs −ln[C(d_t, r_t) p_i^r_t (1 − p_i)^(d_t − r_t)]; each state upwards
costs γ ln n (n years), downwards nothing. The cheapest sequence of states is found by dynamic programming, for all terms
at once. The binomial coefficient is the same in every state and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .findings import refuse

Floats = NDArray[np.float64]
LARGEST = 0.9999
"""A share that a state expects stays below this, so that a year without the term has a finite cost."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Years `start` to `end` (both included) spent in state `level` or above; `weight` is what that saved against the
    state below, so that a heavier burst is a stronger one."""

    term: str
    start: int
    end: int
    weight: float
    level: int = 1


def bursts(
    counts: ArrayLike, totals: Sequence[int], *, terms: Sequence[str], years: Sequence[int], scaling: float = 2.0, gamma: float = 1.0, levels: int = 1
) -> list[Burst]:
    """The bursts of all terms, the heaviest first. `counts` has a row a term and a column a year, `totals` the works of each year.

    `scaling` is s, `gamma` γ, `levels` the number of states above the lowest. A term of no work has no burst.
    """
    table = np.asarray(counts, dtype=np.float64).reshape(len(terms), len(years))
    all_works = np.asarray(totals, dtype=np.float64)
    _check(table, all_works, terms, years, scaling, gamma)
    shares = table.sum(axis=1) / max(all_works.sum(), 1.0)
    costs = _costs(table, all_works, shares, scaling, levels)
    paths = _cheapest(costs, gamma * np.log(len(years)))
    found = [burst for place, term in enumerate(terms) if shares[place] > 0 for burst in _runs(term, paths[place], costs[place], years)]
    return sorted(found, key=lambda one: (-one.weight, one.term, one.start, one.level))


def _check(table: Floats, totals: Floats, terms: Sequence[str], years: Sequence[int], scaling: float, gamma: float) -> None:
    if not len(years):
        raise refuse("no_years")
    if len(totals) != len(years):
        raise refuse("uneven", name="totals", given=len(totals), wanted=len(years))
    if scaling <= 1:
        raise refuse("scaling", value=scaling)
    if gamma < 0:
        raise refuse("gamma", value=gamma)
    wrong = np.argwhere(table > totals)
    if len(wrong):
        term, year = wrong[0]
        raise refuse("more_than_all", place=int(year) + 1, name=terms[term], given=int(table[term, year]), wanted=int(totals[year]))


def _costs(table: Floats, totals: Floats, shares: Floats, scaling: float, levels: int) -> Floats:
    """What each term pays for each year in each state: (terms, states, years)."""
    expected = np.clip(shares[:, None] * scaling ** np.arange(levels + 1)[None, :], 1e-300, LARGEST)
    hits, misses = table[:, None, :], (totals - table)[:, None, :]
    return -(hits * np.log(expected)[:, :, None] + misses * np.log1p(-expected)[:, :, None])


def _cheapest(costs: Floats, step: float) -> NDArray[np.intp]:
    """The state of each term in each year on its cheapest way, which begins below; of equal ways the lower one."""
    terms, states, years = costs.shape
    climb = np.maximum(np.arange(states)[None, :] - np.arange(states)[:, None], 0) * step
    paid = costs[:, :, 0] + climb[0]
    came = np.zeros((terms, states, years), dtype=np.intp)
    for year in range(1, years):
        ways = paid[:, :, None] + climb[None]
        came[:, :, year] = ways.argmin(axis=1)
        paid = ways.min(axis=1) + costs[:, :, year]
    path = np.zeros((terms, years), dtype=np.intp)
    path[:, -1] = paid.argmin(axis=1)
    for year in range(years - 1, 0, -1):
        path[:, year - 1] = came[np.arange(terms), path[:, year], year]
    return path


def _runs(term: str, path: NDArray[np.intp], costs: Floats, years: Sequence[int]) -> list[Burst]:
    """Every stretch at each level, an inner one within an outer one."""
    found = []
    for level in range(1, len(costs)):
        inside = np.flatnonzero(path >= level)
        for stretch in np.split(inside, np.flatnonzero(np.diff(inside) > 1) + 1):
            if len(stretch):
                weight = float((costs[level - 1, stretch] - costs[level, stretch]).sum())
                found.append(Burst(term, years[stretch[0]], years[stretch[-1]], round(weight, 6), level))
    return found
