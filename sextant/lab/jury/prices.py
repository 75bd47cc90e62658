"""Prices of jurors and the bound they prove for the whole problem (needs numpy).

With prices p ≥ 0 of a review by each juror, weights w ≥ 0 of entries, bonus M of a review, and k_e reviews entry e wants,

    max Σ (w_e a_ej + M) x_ej  ≤  Σ_j load_j p_j + Σ_e (sum of the k_e largest of w_e a_ej + M − p_j over allowed j)

(Lagrangian duality; Held and Karp 1971). With M the last sum takes only what is positive; without it, where every entry
can be filled, all k_e. Any prices give a true bound, since every allowed pair is looked at; good prices make it tight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .problems import NEVER, Floats, Ints, Problem

CANDIDATES, ROUNDS, STEPS = 64, 3, 70
MOMENTUM, FADING = 0.7, 0.95
NOISE = 1e-7


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at all pairs under prices gave: the bound, and each entry's best candidates with their affinities
    (entries × number; −∞ where barred, and beyond what was asked for that entry)."""

    bound: float
    candidates: Ints
    worth: Floats


def look(
    problem: Problem, prices: Floats, number: int | Ints, bonus: float = 0.0, weights: Floats | None = None, *, full: bool | None = None
) -> Look:
    """The bound of these prices, and the `number` best jurors of each entry (or a number for each) under them. `full`: every
    entry is known to get all its reviews (by itself where there is no bonus), so that its k_e best count even where negative.

    Ties among candidates are broken by lot with a fixed seed, so that equal jurors do not crowd at the first names.
    """
    numbers = np.minimum(np.broadcast_to(number, len(problem.entries)), len(prices))
    first = len(prices) - max(1, int(numbers.max()))
    lot = np.random.default_rng(1)
    total, candidates, worth = float(problem.loads @ prices), [], []
    for start, block in problem.blocks():
        weighed = block if weights is None else np.where(block < 0, block, np.maximum(block, 0.0) * weights[start : start + len(block), None])
        left, rows = weighed + (bonus - prices), slice(start, start + len(block))
        drawn = left + lot.random(len(prices)) * NOISE
        best, counts = within(drawn, np.argpartition(drawn, first, axis=1)[:, first:], numbers[rows])
        candidates.append(best)
        worth.append(np.where(counts, np.take_along_axis(block, best, axis=1), NEVER))
        top = largest(left, problem.wanted[rows])
        total += float((top if full or (full is None and not bonus) else np.maximum(top, 0.0)).sum())
    return Look(total, np.concatenate(candidates), np.concatenate(worth))


def within(table: Floats, best: Ints, numbers: Ints) -> tuple[Ints, Any]:
    """The places of each row's best, put in order where rows ask for different numbers of them, and a mask of those asked for."""
    if (numbers >= best.shape[1]).all():
        return best, np.ones(best.shape, dtype=bool)
    order = np.argsort(-np.take_along_axis(table, best, axis=1), axis=1)
    return np.take_along_axis(best, order, axis=1), np.arange(best.shape[1]) < numbers[:, None]


def largest(table: Floats, numbers: Ints) -> Floats:
    """Each row's largest numbers, as many as are asked for it, and 0 beyond."""
    most = max(1, min(int(numbers.max()), table.shape[1]))
    top = np.partition(table, table.shape[1] - most, axis=1)[:, table.shape[1] - most :]
    return top if (numbers >= most).all() else np.where(np.arange(most) < numbers[:, None], np.sort(top, axis=1)[:, ::-1], 0.0)


def approach(problem: Problem, bonus: float = 0.0) -> Floats:
    """Good prices by subgradient steps on each entry's best candidates, who are chosen anew a few times."""
    short = bool(bonus) and problem.demand > problem.loads.sum()
    prices = np.full(len(problem.jurors), bonus if short else 0.0)
    loads, most = np.maximum(problem.loads, 1), max(1, min(int(problem.wanted.max()), len(prices), CANDIDATES))
    for turn in range(ROUNDS):
        seen = look(problem, prices, CANDIDATES, bonus)
        candidates, worth = seen.candidates, seen.worth + bonus
        step, push = 0.05 / 3**turn, np.zeros(len(prices))
        for _ in range(STEPS):
            left = worth - prices[candidates]
            best, taken = within(left, np.argpartition(-left, most - 1, axis=1)[:, :most], problem.wanted)
            if bonus:
                taken &= np.take_along_axis(left, best, axis=1) > 0
            demand = np.bincount(np.take_along_axis(candidates, best, axis=1)[taken], minlength=len(prices))
            push = MOMENTUM * push + np.clip((demand - problem.loads) / loads, -1, 1)
            prices = np.maximum(0.0, prices + step * push)
            step *= FADING
    return prices
