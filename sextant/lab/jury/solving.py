"""The sum of affinities at its largest, with a bound that is true for all pairs (needs numpy and scipy).

A transportation problem: x_ej ∈ [0, 1], Σ_j x_ej = k_e, Σ_e x_ej ≤ load_j. Its matrix is totally unimodular (Hoffman and
Kruskal 1956), so that a vertex of the linear programme is an assignment. HiGHS (MIT licence, within scipy) solves it on
each entry's most promising jurors; its prices are then held against all pairs (`prices`), pairs that could improve are
added, and it is solved again until objective and bound meet (column generation; Gilmore and Gomory 1961).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from .fills import fill
from .prices import Look, approach, look
from .problems import DECIMALS, Floats, Ints, Problem

ALL_PAIRS, FIRST, MORE, TURNS = 60_000, 8, 6, 12
INFEASIBLE = 2
GRID = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True)
class Solved:
    """Assigned pairs (by entry, then juror), their sum of affinities, what it can be at most, and the prices of jurors."""

    entries: Ints
    jurors: Ints
    objective: float
    bound: float
    prices: Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """The pairs a programme may use, each once and in order, with their affinities."""

    entries: Ints
    jurors: Ints
    worth: Floats

    def __len__(self) -> int:
        return len(self.entries)


NO_COLUMNS = Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))


def solve(problem: Problem) -> Solved:
    """As many reviews as possible, and among those assignments one with the largest sum of affinities."""
    if not problem.demand or not problem.jurors:
        return Solved(NO_COLUMNS.entries, NO_COLUMNS.jurors, 0.0, 0.0, np.zeros(len(problem.jurors)))
    if problem.demand <= problem.loads.sum() and (problem.wanted <= problem.free).all():
        best = _grown(problem, first_columns(problem, 0.0), 0.0, problem.demand)
        if best:
            return best
    most = fill(problem)
    given = problem.demand - int(most.wanted.sum())
    bonus = 0.0 if given == problem.demand else float(min(len(problem.jurors), problem.demand) + 1)
    pairs = most.pairs()
    columns = merged(first_columns(problem, bonus), Columns(*pairs, problem.affinities(*pairs)))
    best = _grown(problem, columns, bonus, given)
    assert best is not None
    return best


def _grown(problem: Problem, columns: Columns, bonus: float, given: int) -> Solved | None:
    """Solve on the pairs, add those that could improve, and again; nothing where they cannot fill every entry."""
    best = None
    for _ in range(TURNS):
        found = programme(problem, columns, bonus)
        if found is None:
            return None
        x, prices, objective = found
        seen = look(problem, prices, enough(problem, MORE, 0), bonus)
        bound = min(on_grid(seen.bound - bonus * given), np.inf if best is None else best.bound)
        best = Solved(columns.entries[x], columns.jurors[x], objective, max(bound, objective), prices)
        before, columns = len(columns), merged(columns, seen_columns(seen))
        if best.bound - best.objective < GRID / 2 or len(columns) == before:
            break
    return best


def first_columns(problem: Problem, bonus: float) -> Columns:
    """All allowed pairs of a small problem; of a large one each entry's best under good prices."""
    count, people = problem.size
    if count * people <= ALL_PAIRS:
        return seen_columns(look(problem, np.zeros(people), enough(problem, people, 0)))
    return seen_columns(look(problem, approach(problem, bonus), enough(problem, FIRST, 2), bonus))


def enough(problem: Problem, least: int, spare: int) -> Ints:
    """How many candidates each entry should have: `spare` more than it wants, and `least`; none where it wants none."""
    return np.where(problem.wanted > 0, np.maximum(least, problem.wanted + spare), 0)


def merged(columns: Columns, others: Columns) -> Columns:
    """The pairs of both, each once, by entry and then juror."""
    entries, jurors = np.concatenate([columns.entries, others.entries]), np.concatenate([columns.jurors, others.jurors])
    _, first = np.unique(entries * (jurors.max(initial=0) + 1) + jurors, return_index=True)
    return Columns(entries[first], jurors[first], np.concatenate([columns.worth, others.worth])[first])


def seen_columns(seen: Look) -> Columns:
    """The allowed candidates of a look."""
    allowed = np.isfinite(seen.worth)
    entries = np.broadcast_to(np.arange(len(allowed))[:, None], allowed.shape)
    return merged(Columns(entries[allowed], seen.candidates[allowed], seen.worth[allowed]), NO_COLUMNS)


def matrix(problem: Problem, columns: Columns) -> tuple[Any, Any]:
    """Which pair counts at which entry, and at which juror."""
    number = len(columns.entries)
    ones, places = np.ones(number), np.arange(number)
    by_entry = csc_array((ones, (columns.entries, places)), shape=(len(problem.entries), number))
    return by_entry, csc_array((ones, (columns.jurors, places)), shape=(len(problem.jurors), number))


def programme(problem: Problem, columns: Columns, bonus: float) -> tuple[Any, Floats, float] | None:
    """Mask of the assigned pairs, prices of jurors, sum of affinities; nothing where these pairs cannot fill every entry."""
    by_entry, by_juror = matrix(problem, columns)
    wanted = problem.wanted.astype(float)
    value = -(columns.worth + bonus)
    if bonus:
        from scipy.sparse import vstack

        rules: dict[str, Any] = {"A_ub": vstack([by_juror, by_entry], format="csc"), "b_ub": np.concatenate([problem.loads, wanted])}
    else:
        rules = {"A_ub": by_juror, "b_ub": problem.loads, "A_eq": by_entry, "b_eq": wanted}
    if not len(value):
        return (np.zeros(0, dtype=bool), np.zeros(len(problem.jurors)), 0.0) if bonus else None
    for method in ("highs-ipm", "highs-ds"):
        found = linprog(value, bounds=(0, 1), method=method, **rules)
        if found.status == INFEASIBLE:
            return None
        if found.status == 0 and np.abs(found.x - np.round(found.x)).max() < GRID:
            x = found.x > 0.5
            return x, np.maximum(0.0, -found.ineqlin.marginals[: len(problem.jurors)]), round(float(columns.worth[x].sum()), DECIMALS)
    raise ArithmeticError(f"HiGHS: {found.message}")


def on_grid(bound: float) -> float:
    """The largest objective on the grid of six decimals that does not exceed the bound."""
    return round(float(np.floor(bound / GRID + 0.1)) * GRID, DECIMALS)
