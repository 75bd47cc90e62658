"""The best pairs for everybody together (needs numpy and scipy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from .people import Barred, Person, affinity, check, obstacle


@dataclass(frozen=True, slots=True)
class Match:
    """A mentor and a mentee by their keys, and how near they are."""

    mentor: str
    mentee: str
    affinity: float


def match(mentors: Sequence[Person], mentees: Sequence[Person], barred: Barred = ()) -> tuple[Match, ...]:
    """As many pairs as possible, then the largest sum of affinities; nothing forbidden, no mentor beyond the places.

    A permitted pair is worth `n + 1 + affinity` with n mentees, a forbidden one 0: one pair more outweighs any sum of
    affinities, so the assignment of largest worth is the one wanted, and pairs of no worth are left out.
    """
    check(mentors, mentees)
    mentors, mentees = sorted(mentors, key=lambda one: one.key), sorted(mentees, key=lambda one: one.key)
    barred = frozenset(barred)
    seats = [place for place, mentor in enumerate(mentors) for _seat in range(min(mentor.places, len(mentees)))]
    if not seats or not mentees:
        return ()
    near = np.zeros((len(mentors), len(mentees)))
    for row, mentor in enumerate(mentors):
        for column, mentee in enumerate(mentees):
            if not obstacle(mentor, mentee, barred):
                near[row, column] = len(mentees) + 1 + affinity(mentor, mentee).value
    rows, columns = linear_sum_assignment(near[seats, :], maximize=True)
    chosen = [(seats[row], column) for row, column in zip(rows.tolist(), columns.tolist(), strict=True) if near[seats[row], column] > 0]
    found = (Match(mentors[a].key, mentees[b].key, affinity(mentors[a], mentees[b]).value) for a, b in chosen)
    return tuple(sorted(found, key=lambda one: (one.mentor, one.mentee)))
