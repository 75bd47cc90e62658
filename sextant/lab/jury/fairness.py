"""Maximin fairness: the entry that fares worst is helped first, then the sum is made large (needs numpy and scipy).

Of all assignments with as many reviews as possible, those are taken in which the least sum of affinities of an entry is
largest; among them one with the largest sum. For several reviews an entry this is NP-hard (Garg, Kavitha, Kumar, Mehlhorn,
Mestre, "Assigning papers to referees", Algorithmica 58, 2010; from memory), so it is a mixed-integer programme. In a large
problem what its relaxation already decides stays fixed, and the bounds, which are true for all pairs, tell the gap.
Entries with too few free jurors, or with no juror of any affinity, are not compared: nothing would help them; nor those that
want no review. Sums are of the reviews given now, so an entry that wants fewer has the smaller one by nature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csc_array, hstack, vstack

from .fills import best_sums
from .prices import look
from .problems import DECIMALS, Floats, Problem
from .solving import ALL_PAIRS, GRID, Columns, Solved, first_columns, matrix, merged, on_grid, seen_columns

WHOLE, NODES, FEW_NODES, NEAR = 2_000, 5_000, 20, 1e-6
SHARES = (1.0, 0.98, 0.95, 0.9, 0.8, 0.6)


@dataclass(frozen=True, slots=True)
class Fair:
    """The assignment, the least sum of affinities of an entry in it, and what that can be at most."""

    solved: Solved
    worst: float
    worst_bound: float


@dataclass(slots=True)
class _Programme:
    """max cost·z, z = (x, t), x integral: loads, reviews of an entry, reviews in all, and sums of compared entries ≥ t or floor."""

    problem: Problem
    columns: Columns
    given: int
    compared: Any

    def rules(self, floor: float | None) -> tuple[Any, Floats, Any, Floats]:
        """The sides of the inequalities and of the equality; without a floor the last variable is the worst entry's sum."""
        by_entry, by_juror = matrix(self.problem, self.columns)
        sums = csc_array(by_entry.multiply(self.columns.worth[None, :]))[self.compared]
        none = csc_array((sum(self.problem.size), 1))
        last = csc_array(np.full((sums.shape[0], 1), 1.0 if floor is None else 0.0))
        left = vstack([hstack([vstack([by_juror, by_entry]), none]), hstack([-sums, last])], format="csc")
        reviews = self.problem.wanted.astype(float)
        right = np.concatenate([self.problem.loads, reviews, np.full(sums.shape[0], -(floor or 0.0))])
        whole = csc_array(np.append(np.ones(len(self.columns)), 0.0)[None, :])
        return left, right, whole, np.array([float(self.given)])


def fair(problem: Problem, solved: Solved) -> Fair:
    """The fairest assignment, starting from the one with the largest sum."""
    if not len(solved.entries):
        return Fair(solved, 0.0, 0.0)
    could = best_sums(problem)
    compared = np.flatnonzero((problem.free >= problem.wanted) & (could > 0))
    own = Columns(solved.entries, solved.jurors, problem.affinities(solved.entries, solved.jurors))
    if not len(compared):
        return Fair(solved, 0.0, 0.0)
    columns = merged(own, first_columns(problem, 0.0))
    if len(problem.entries) * len(problem.jurors) > ALL_PAIRS:
        best = look(problem, np.zeros(len(problem.jurors)), 2 * problem.wanted)
        columns = merged(columns, seen_columns(best))
    programme = _Programme(problem, columns, len(solved.entries), compared)
    first, worst_bound = _fairest(programme, own, on_grid(float(could[compared].min())))
    worst = _worst(programme, first)
    second, bound = _summed(programme, worst, _chosen(columns, first))
    objective = round(float(columns.worth[second].sum()), DECIMALS)
    better = Solved(columns.entries[second], columns.jurors[second], objective, max(objective, min(bound, solved.bound)), solved.prices)
    return Fair(better, _worst(programme, second), max(worst, worst_bound))


def _chosen(columns: Columns, mask: Any) -> Columns:
    return Columns(columns.entries[mask], columns.jurors[mask], columns.worth[mask])


def _worst(programme: _Programme, mask: Any) -> float:
    columns = programme.columns
    sums = np.bincount(columns.entries[mask], weights=columns.worth[mask], minlength=len(programme.problem.entries))
    return round(float(sums[programme.compared].min()), DECIMALS)


def _fairest(programme: _Programme, own: Columns, most: float) -> tuple[Any, float]:
    """Mask of an assignment with the worst sum as large as could be found, and what that sum can be at most."""
    relaxed = _relaxed(programme, None)
    bound = most if relaxed is None else min(most, _bound(programme, None, relaxed))
    own_mask = _mask(programme.columns, own)
    if _worst(programme, own_mask) > bound - GRID / 2:
        return own_mask, bound
    if _small(programme):
        found, proved = _whole(programme, None, np.zeros(len(programme.columns), dtype=bool), own_mask)
        return (own_mask if found is None else found), min(bound, proved)
    best = own_mask
    for share in SHARES:
        relaxed = _relaxed(programme, bound * share)
        if relaxed is None:
            continue
        x = np.round(relaxed.x[:-1])
        found, _ = _whole(programme, None, _settled(programme, relaxed), x > 0.5)
        if found is not None and _worst(programme, found) > _worst(programme, best):
            best = found
        break
    return best, bound


def _summed(programme: _Programme, floor: float, known: Columns) -> tuple[Any, float]:
    """Mask of an assignment with a large sum in which no compared entry falls below the floor, and the bound of that sum."""
    relaxed = _relaxed(programme, floor)
    if relaxed is None:
        return _mask(programme.columns, known), np.inf
    bound = _bound(programme, floor, relaxed)
    x = relaxed.x[:-1]
    if np.abs(x - np.round(x)).max() < NEAR:
        return x > 0.5, bound
    fixed = np.zeros(len(x), dtype=bool) if _small(programme) else _settled(programme, relaxed)
    found, proved = _whole(programme, floor, fixed, np.round(x) > 0.5)
    return (_mask(programme.columns, known), bound) if found is None else (found, min(bound, proved))


def _cost(programme: _Programme, floor: float | None) -> Floats:
    none = np.zeros(len(programme.columns))
    return np.append(none, -1.0) if floor is None else np.append(-programme.columns.worth, 0.0)


def _relaxed(programme: _Programme, floor: float | None) -> Any:
    """The programme without integrality; nothing where it has no solution."""
    left, right, whole, given = programme.rules(None if floor is None else floor - GRID / 10)
    bounds = [(0, 1)] * len(programme.columns) + [(0, None)]
    found = linprog(_cost(programme, floor), A_ub=left, b_ub=right, A_eq=whole, b_eq=given, bounds=bounds, method="highs-ipm")
    return found if found.status == 0 else None


def _settled(programme: _Programme, relaxed: Any) -> Any:
    """Mask of the pairs of entries in whose pairs the relaxation is whole."""
    x, entries = relaxed.x[:-1], programme.columns.entries
    loose = np.zeros(len(programme.problem.entries), dtype=bool)
    loose[entries[np.abs(x - np.round(x)) >= NEAR]] = True
    return ~loose[entries]


def _whole(programme: _Programme, floor: float | None, fixed: Any, values: Any) -> tuple[Any, float]:
    """Mask found with the fixed pairs left at their values (nothing: none found), and the bound if it holds for all pairs."""
    small, number = _small(programme), len(programme.columns)
    left, right, whole, given = programme.rules(None if floor is None else floor - GRID / 10)
    low, high = np.append(np.where(fixed, values, 0.0), 0.0), np.append(np.where(fixed, values, 1.0), np.inf)
    rules = [LinearConstraint(left, -np.inf, right), LinearConstraint(whole, given, given)]
    options = {"node_limit": NODES if small else FEW_NODES, "mip_rel_gap": 0.0 if small else 1e-3}
    found = milp(_cost(programme, floor), constraints=rules, integrality=np.append(np.ones(number), 0), bounds=(low, high), options=options)
    if found.x is None:
        return None, np.inf
    return found.x[:number] > 0.5, on_grid(-float(found.mip_dual_bound)) if small else np.inf


def _small(programme: _Programme) -> bool:
    """Whether the programme has all allowed pairs and they are few."""
    problem = programme.problem
    return len(programme.columns) == int(problem.free[problem.wanted > 0].sum()) <= WHOLE


def _mask(columns: Columns, known: Columns) -> Any:
    people = int(columns.jurors.max()) + 1
    return np.isin(columns.entries * people + columns.jurors, known.entries * people + known.jurors)


def _bound(programme: _Programme, floor: float | None, relaxed: Any) -> float:
    """The bound that the relaxation's prices prove for all pairs, by the formula of `prices` with an entry's weight in it."""
    problem = programme.problem
    people = len(problem.jurors)
    prices = np.maximum(0.0, -relaxed.ineqlin.marginals[:people])
    weights = np.zeros(len(problem.entries))
    weights[programme.compared] = np.maximum(0.0, -relaxed.ineqlin.marginals[sum(problem.size) :])
    full = programme.given == problem.demand
    bonus = 0.0 if full else float(relaxed.eqlin.marginals[0])
    if floor is None:
        if weights.sum() <= 0:
            return np.inf
        scale = weights.sum()
        seen = look(problem, prices / scale, 1, bonus / scale, weights / scale, full=full)
        return on_grid(seen.bound - bonus / scale * programme.given)
    seen = look(problem, prices, 1, bonus, 1.0 + weights, full=full)
    return on_grid(seen.bound - bonus * programme.given - float(weights.sum()) * floor)
