"""Prices of jurors and the bound they prove for the whole problem (needs numpy).

With prices p ≥ 0 of a review by each juror, weights w ≥ 0 of entries, bonus M of a review, and k reviews an entry,

    max Σ (w_e a_ej + M) x_ej  ≤  Σ_j load_j p_j + Σ_e (sum of the k largest of w_e a_ej + M − p_j over allowed j)

(Lagrangian duality; Held and Karp 1971). With M the last sum takes only what is positive; without it, where every entry
can be filled, all k. Any prices give a true bound, since every allowed pair is looked at; good prices make it tight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .problems import Floats, Ints, Problem

CANDIDATES, ROUNDS, STEPS = 64, 3, 70
MOMENTUM, FADING = 0.7, 0.95
NOISE = 1e-7


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at all pairs under prices gave: the bound, and each entry's best candidates with their affinities
    (entries × number; −∞ where barred)."""

    bound: float
    candidates: Ints
    worth: Floats


def look(problem: Problem, prices: Floats, number: int, bonus: float = 0.0, weights: Floats | None = None, *, full: bool | None = None) -> Look:
    """The bound of these prices, and the `number` best jurors of each entry under them. `full`: every entry is known to
    get all its reviews (by itself where there is no bonus), so that its k best count even where they are negative.

    Ties among candidates are broken by lot with a fixed seed, so that equal jurors do not crowd at the first names.
    """
    number, wanted = min(number, len(problem.jurors)), min(problem.per_entry, len(problem.jurors))
    lot = np.random.default_rng(1)
    total, candidates, worth = float(problem.loads @ prices), [], []
    for start, block in problem.blocks():
        weighed = block if weights is None else np.where(block < 0, block, np.maximum(block, 0.0) * weights[start : start + len(block), None])
        left = weighed + (bonus - prices)
        best = np.argpartition(left + lot.random(len(prices)) * NOISE, len(prices) - number, axis=1)[:, len(prices) - number :]
        candidates.append(best)
        worth.append(np.take_along_axis(block, best, axis=1))
        top = np.partition(left, len(prices) - wanted, axis=1)[:, len(prices) - wanted :]
        total += float((top if full or (full is None and not bonus) else np.maximum(top, 0.0)).sum())
    return Look(total, np.concatenate(candidates), np.concatenate(worth))


def approach(problem: Problem, bonus: float = 0.0) -> Floats:
    """Good prices by subgradient steps on each entry's best candidates, who are chosen anew a few times."""
    short = bool(bonus) and problem.demand > problem.loads.sum()
    prices = np.full(len(problem.jurors), bonus if short else 0.0)
    loads, wanted = np.maximum(problem.loads, 1), min(problem.per_entry, len(problem.jurors))
    for turn in range(ROUNDS):
        seen = look(problem, prices, CANDIDATES, bonus)
        candidates, worth = seen.candidates, seen.worth + bonus
        step, push = 0.05 / 3**turn, np.zeros(len(prices))
        for _ in range(STEPS):
            left = worth - prices[candidates]
            best = np.argpartition(-left, wanted - 1, axis=1)[:, :wanted]
            taken = np.take_along_axis(left, best, axis=1) > 0 if bonus else np.ones(best.shape, dtype=bool)
            demand = np.bincount(np.take_along_axis(candidates, best, axis=1)[taken], minlength=len(prices))
            push = MOMENTUM * push + np.clip((demand - problem.loads) / loads, -1, 1)
            prices = np.maximum(0.0, prices + step * push)
            step *= FADING
    return prices
