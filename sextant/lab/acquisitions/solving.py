"""The best list, with a bound that is true for the whole programme (needs highspy).

The relaxation gives a bound and prices. With 70 demands it splits at most about 70 titles, so few titles are in doubt: a search over those that the
prices hold nearest to the edge (a core problem; Balas and Zemel 1980) finds a list within a hair of the bound. Where that is not near enough, the
columns whose reduced cost exceeds what is still missing are fixed, which loses nothing, and the rest is searched through to the gap that was asked for.
When time runs out, the relaxation is rounded and repaired, and the gap is stated all the same.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .choices import Ints
from .programme import INFINITE, Programme
from .rounding import Repair, ceiling, greedy, nearest
from .solver import Relaxed, Solver, Status

How = Literal["searched", "rounded", "none", "not_found"]
CORE, LEAST_GAP = 1200, 1e-9
FIRST_SHARE = 0.5
RELAXATION = 30.0
"""Seconds that the relaxation has even where less is asked for: without it there is neither a bound nor a list."""
SMALL = 5_000
"""Titles up to which a list that is good enough is improved all the same, since that takes no time."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The list found (copies of each title; None: none), what it is worth, the bound, the relative gap, and how it was come by: `searched` to the gap
    asked for or until time was over, `rounded` without a search, `none`: proved that there is no list, `not_found`: neither in the time."""

    copies: Ints | None
    objective: float
    bound: float
    how: How
    relaxed: Relaxed | None

    @property
    def gap(self) -> float:
        """(bound − objective) ÷ objective; 0 where both agree to nine digits."""
        return relative(self.bound, self.objective)


def relative(bound: float, objective: float) -> float:
    """The relative gap; infinite where nothing was found."""
    if objective == -INFINITE:
        return INFINITE
    missing = bound - objective
    return 0.0 if missing <= LEAST_GAP * max(1.0, abs(objective)) else missing / max(abs(objective), LEAST_GAP)


def solve(programme: Programme, seconds: float, gap: float) -> Solved:
    """The best list within a relative gap, or the best there is when the time (seconds) is over."""
    until = time.monotonic() + seconds
    solver = Solver(programme)
    relaxed = _relaxed(solver, max(seconds, RELAXATION))
    if relaxed == Status.kInfeasible:
        return Solved(None, -INFINITE, -INFINITE, "none", None)
    if not isinstance(relaxed, Relaxed):
        return _rounded(programme, None)
    rounded = _rounded(programme, relaxed)
    if programme.titles <= SMALL:
        gap = min(gap, 1e-4)
    if rounded.gap <= gap or time.monotonic() >= until:
        return rounded
    best = _better(rounded, _core(programme, solver, relaxed, rounded, gap, (until - time.monotonic()) * FIRST_SHARE))
    if best.gap <= gap or time.monotonic() >= until:
        return best
    return _better(best, _rest(programme, solver, relaxed, best, gap, until - time.monotonic()))


def worth_of(programme: Programme, copies: Ints) -> float:
    """What a list is worth, closed gaps included."""
    return float(programme.worth @ programme.columns_of(copies))


def _rounded(programme: Programme, relaxed: Relaxed | None) -> Solved:
    repair = Repair(programme)
    if relaxed is None:
        bound, start, beyond = ceiling(programme), greedy(programme), None
    else:
        bound, beyond = relaxed.objective, relaxed.beyond
        start = programme.copies(np.floor(relaxed.x + 1e-6))
    copies = repair.repaired(start, nearest(repair, beyond, start))
    if copies is None:
        return Solved(None, -INFINITE, bound, "not_found", relaxed)
    return Solved(copies, worth_of(programme, copies), bound, "rounded", relaxed)


def _core(programme: Programme, solver: Solver, relaxed: Relaxed, best: Solved, gap: float, seconds: float) -> Solved:
    """A search over the titles nearest to the edge, all others as the relaxation has them. The bound stays that of the relaxation."""
    edge = np.abs(relaxed.beyond[: solver.width])
    doubtful = np.zeros(solver.width, dtype=bool)
    doubtful[np.flatnonzero(programme.whole)[np.argsort(edge[programme.whole], kind="stable")[:CORE]]] = True
    found = _within(programme, solver, relaxed, doubtful, min(gap / 10, 1e-4), seconds, best)
    return Solved(found.copies, found.objective, relaxed.objective, found.how, relaxed)


def _rest(programme: Programme, solver: Solver, relaxed: Relaxed, best: Solved, gap: float, seconds: float) -> Solved:
    """A search over all that is still in doubt. A column whose reduced cost exceeds what the best list lacks to the bound has in every better list
    the value that it has in the relaxation (Dantzig, Fulkerson and Johnson 1954)."""
    missing = relaxed.objective - best.objective
    doubtful = programme.whole & (np.abs(relaxed.beyond[: solver.width]) <= missing * (1 + 1e-9) + 1e-9)
    return _within(programme, solver, relaxed, doubtful, gap, seconds, best)


def _within(programme: Programme, solver: Solver, relaxed: Relaxed, doubtful: np.ndarray, gap: float, seconds: float, best: Solved) -> Solved:
    fixed = programme.whole & ~doubtful
    lower, upper = np.zeros(solver.width), programme.upper.copy()
    lower[fixed] = upper[fixed] = np.rint(relaxed.x[: solver.width][fixed])
    start = programme.columns_of(best.copies) if best.copies is not None else None
    found = solver.search(seconds, gap, lower=lower, upper=upper, start=start)
    if found.none and not fixed.any():
        return Solved(None, -INFINITE, -INFINITE, "none", relaxed)
    if found.x is None:
        return Solved(None, -INFINITE, min(relaxed.objective, max(found.bound, best.objective)), "not_found", relaxed)
    copies = programme.copies(found.x)
    objective = worth_of(programme, copies)
    return Solved(copies, objective, min(relaxed.objective, max(found.bound, objective, best.objective)), "searched", relaxed)


def _better(one: Solved, other: Solved) -> Solved:
    """The better list of the two with the lower bound of the two; proof that there is none beats both."""
    if other.how == "none":
        return other
    kept = other if other.objective >= one.objective else one
    how = "searched" if "searched" in (one.how, other.how) and kept.copies is not None else kept.how
    return Solved(kept.copies, kept.objective, max(min(one.bound, other.bound), kept.objective), how, one.relaxed)


def _relaxed(solver: Solver, seconds: float) -> Relaxed | Status:
    return solver.relax(seconds)
