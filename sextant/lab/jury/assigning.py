"""Who judges what, how good that is, and what stands in the way of the rest (needs numpy and scipy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .fills import Filling, filling, least_raise, open_to
from .findings import Said, listed, say
from .problems import NOBODY, Floats, Problem
from .solving import solve

Constraint = Literal["conflicts", "jurors", "load", "both"]


@dataclass(frozen=True, slots=True)
class Review:
    """One review to be written, and how near the juror is to the entry (0–1)."""

    entry: str
    juror: str
    affinity: float


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An entry that lacks reviews: how many, what stands in the way, and what would help."""

    entry: str
    missing: int
    constraint: Constraint
    why: Said


@dataclass(frozen=True, slots=True)
class Assignment:
    """Reviews by entry and juror; the sum of affinities and what it can be at most; `worst` is the least sum of an entry
    and what that can be at most, where fairness was asked for. `prices` tell what one more review by a juror is worth."""

    reviews: tuple[Review, ...]
    objective: float
    bound: float
    unfilled: tuple[Unfilled, ...]
    prices: Floats
    worst: tuple[float, float] | None = None

    @property
    def gap(self) -> float:
        """How far the objective may be from the best one, as a share of the bound; 0 is proved best."""
        return (self.bound - self.objective) / self.bound if self.bound > self.objective else 0.0


def assign(problem: Problem, *, fair: bool = False) -> Assignment:
    """As many reviews as possible, then (with `fair`) the worst entry's sum as large as possible, then the whole sum."""
    solved, worst = solve(problem), None
    if fair:
        from .fairness import fair as fairest

        found = fairest(problem, solved)
        solved, worst = found.solved, (found.worst, found.worst_bound)
    worth = problem.affinities(solved.entries, solved.jurors).tolist()
    order = np.lexsort((solved.jurors, solved.entries)).tolist()
    pairs = list(zip(solved.entries.tolist(), solved.jurors.tolist(), worth, strict=True))
    reviews = tuple(Review(problem.entries[pairs[i][0]], problem.jurors[pairs[i][1]], round(pairs[i][2], 6)) for i in order)
    state = filling(problem, solved.entries, solved.jurors)
    return Assignment(reviews, solved.objective, solved.bound, _unfilled(problem, state), solved.prices, worst)


def _unfilled(problem: Problem, state: Filling) -> tuple[Unfilled, ...]:
    lacking = np.flatnonzero(state.wanted > 0).tolist()
    if not lacking:
        return ()
    more = least_raise(problem, problem.demand - int(state.wanted.sum()))
    spare = state.spare > 0
    return tuple(_reason(problem, state, entry, spare, more) for entry in lacking)


def _reason(problem: Problem, state: Filling, entry: int, spare: Any, more: int) -> Unfilled:
    """Conflicts where too few jurors are left by them (jurors: by reviews kept alone); load where all are full; both where
    there are too few and some are full, or where those with time are barred by a conflict."""
    missing, wanted, free = int(state.wanted[entry]), int(problem.wanted[entry]), int(problem.free[entry])
    conflicts, keepers = problem.conflicts(entry), problem.kept.get(entry, NOBODY)
    idle, idle_keepers = conflicts[spare[conflicts]], keepers[spare[keepers]]
    people = {"idle": idle, "keepers": keepers, "idle_keepers": idle_keepers, "full": np.flatnonzero(open_to(problem, state, entry))}
    words: dict[str, object] = {key: listed([problem.jurors[juror] for juror in them.tolist()]) for key, them in people.items()}
    words |= {"missing": missing, "free": free, "wanted": wanted, "more": more, "lacking": wanted - free}
    alike = not problem.kept and bool((problem.wanted == wanted).all())
    constraint: Constraint
    if missing == wanted - free:
        constraint, code = "jurors" if len(keepers) and not len(conflicts) else "conflicts", _too_few(len(conflicts), len(keepers), alike)
    elif free < wanted:
        constraint, code = "both", "too_few_free_and_full_besides" if len(keepers) else "too_few_free_and_full"
    elif len(idle):
        constraint, code = "both", "idle_barred_or_keeping" if len(idle_keepers) else "idle_barred"
    else:
        constraint, code = "load", "idle_keeping" if len(idle_keepers) else "all_full"
    return Unfilled(problem.entries[entry], missing, constraint, say(code, **words))


def _too_few(conflicts: int, keepers: int, alike: bool) -> str:
    """The sentence for an entry that has too few jurors; `alike`: all entries want as many, and none has any yet."""
    if keepers:
        return "too_few_free_besides" if conflicts else "too_few_jurors_besides"
    if alike:
        return "too_few_free" if conflicts else "too_few_jurors"
    return "too_few_free_here" if conflicts else "too_few_jurors_here"
