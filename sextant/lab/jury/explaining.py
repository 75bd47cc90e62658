"""Why this juror for this entry, or why not (needs numpy).

The price p_j of a juror is what one review more by them would add to the sum of affinities (the dual value of the load).
An entry takes those of whom affinity less price is largest, so a nearer juror who was not taken is dearer: their reviews
do more good elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .assigning import Assignment
from .findings import Said, listed, refuse, say
from .problems import NOBODY, Problem


@dataclass(frozen=True, slots=True)
class Reason:
    """A pair explained: taken or not, barred by a conflict or not, affinity and its place among jurors without a conflict (from 1;
    0 where barred), reviews held of the load, price, the sentences that say so, and whether the pair is kept from before (then
    it is neither taken nor barred)."""

    entry: str
    juror: str
    taken: bool
    barred: bool
    affinity: float
    place: int
    held: int
    load: int
    price: float
    said: tuple[Said, ...]
    kept: bool = False


def why(problem: Problem, assignment: Assignment, entry: str, juror: str) -> Reason:
    """The reason for one pair; refuses names that are not in the problem."""
    if entry not in problem.entries:
        raise refuse("entry_unknown", value=entry)
    if juror not in problem.jurors:
        raise refuse("juror_unknown", value=juror)
    e, j = problem.entries.index(entry), problem.jurors.index(juror)
    row = problem.row(e)
    barred = not np.isfinite(row[j])
    mine = {review.juror for review in assignment.reviews if review.entry == entry}
    held = sum(review.juror == juror for review in assignment.reviews)
    place = 0 if barred else 1 + int((row > row[j]).sum())
    affinity, price = 0.0 if barred else round(float(row[j]), 6), round(float(assignment.prices[j]), 6)
    words = {"entry": entry, "juror": juror, "affinity": f"{affinity:.2f}", "place": place, "free": int(np.isfinite(row).sum())}
    words |= {"held": held, "load": int(problem.loads[j]), "price": f"{price:.2f}"}
    kept = j in problem.kept.get(e, NOBODY)
    said = [say("pair_kept" if kept else "pair_barred" if barred else "pair_taken" if juror in mine else "pair_not_taken", **words)]
    if not barred and not kept:
        said += _besides(problem, juror) + _rest(problem, assignment, e, j, mine, words)
    return Reason(entry, juror, juror in mine, barred, affinity, place, held, int(problem.loads[j]), price, tuple(said), kept)


def _besides(problem: Problem, juror: str) -> list[Said]:
    """What the juror keeps from before, which is not among the reviews held."""
    number = sum(problem.jurors.index(juror) in them for them in problem.kept.values())
    return [say("keeps_besides", juror=juror, number=number)] if number else []


def _rest(problem: Problem, assignment: Assignment, e: int, j: int, mine: set[str], words: dict[str, object]) -> list[Said]:
    """The nearer jurors who were not taken; for one not taken, the reason and what taking them would cost at least."""
    row, juror = problem.row(e), problem.jurors[j]
    if juror in mine:
        had = mine | {problem.jurors[other] for other in problem.kept.get(e, NOBODY).tolist()}
        nearer = [problem.jurors[other] for other in np.argsort(-row, kind="stable") if row[other] > row[j] and problem.jurors[other] not in had]
        return [say("nearer_elsewhere", names=listed(nearer), **words)] if nearer else []
    if not problem.wanted[e]:
        return [say("wants_none", **words)]
    short = bool(assignment.unfilled) and assignment.prices[j] >= 1
    full = [say("juror_full_short" if short else "juror_full", **words)] if words["held"] == words["load"] else []
    if len(mine) < problem.wanted[e]:
        return full
    last = min(row[problem.jurors.index(other)] - assignment.prices[problem.jurors.index(other)] for other in mine)
    cost = float(last - (row[j] - assignment.prices[j]))
    if assignment.unfilled and cost > 1:
        return [*full, say("would_lose", **words)]
    return [*full, say("would_cost", cost=f"{max(0.0, cost):.2f}", **words)]
