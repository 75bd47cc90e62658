"""Which statements unite groups, which divide them, and which one group is known by (needs numpy and scipy).

Chances are smoothed as if one more person had voted so and one otherwise, (n + 1)/(seen + 2), as Polis does (Small and others 2021; from memory).
p-values are corrected for the number of statements by S. Holm's step-down method (1979). The groups were found from the same votes, so the tests of
what divides and represents are lenient: they order statements and sift chance, they do not prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import binom, chi2, norm

from .chance import Floats
from .clusters import Labels
from .votes import AGREE, DISAGREE, PASS, Votes

LEVEL: Final = 0.05
Side = Literal["agree", "disagree"]
SIDES: Final[tuple[Side, Side]] = ("agree", "disagree")


@dataclass(frozen=True, slots=True)
class Count:
    """How a group voted on a statement; `agreement` is the smoothed chance that one of them agrees, `disagreement` that one disagrees."""

    group: int
    agree: int
    disagree: int
    passed: int
    seen: int
    agreement: float
    disagreement: float


@dataclass(frozen=True, slots=True)
class Uniting:
    """A statement with which more than half of those who saw it agree (or disagree), in every group: `together` is the product of the groups'
    chances; `p` the largest p-value of a group against one half (exact binomial, passes count as not agreeing), corrected."""

    statement: str
    side: Side
    together: float
    p: float
    groups: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Dividing:
    """A statement on which groups vote otherwise: `gap` between the largest and the least chance of agreement, Pearson's `chi_square` of groups by
    votes, corrected `p`."""

    statement: str
    gap: float
    chi_square: float
    p: float
    groups: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Representing:
    """A statement on which a group agrees (or disagrees) more often than all others: chances within and outside, z of the difference, corrected p."""

    group: int
    statement: str
    side: Side
    within: float
    outside: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class Tables:
    """Votes by group: k × m of agree, disagree, pass and seen."""

    statements: tuple[str, ...]
    agree: Floats
    disagree: Floats
    passed: Floats

    @property
    def seen(self) -> Floats:
        return np.asarray(self.agree + self.disagree + self.passed)

    def side(self, side: Side) -> Floats:
        """The votes of that side."""
        return self.agree if side == "agree" else self.disagree

    def counts(self, place: int) -> tuple[Count, ...]:
        """How each group voted on the statement at that place."""
        seen = self.seen[:, place]
        return tuple(
            Count(
                group + 1,
                int(self.agree[group, place]),
                int(self.disagree[group, place]),
                int(self.passed[group, place]),
                int(seen[group]),
                round(float((self.agree[group, place] + 1) / (seen[group] + 2)), 4),
                round(float((self.disagree[group, place] + 1) / (seen[group] + 2)), 4),
            )
            for group in range(len(seen))
        )


def tables(votes: Votes, labels: Labels, k: int) -> Tables:
    """Votes of the people labelled 0 … k−1 (in the order of the rows), by group."""
    members = np.eye(k)[labels].T
    by_vote = [members @ (votes.matrix == vote) for vote in (AGREE, DISAGREE, PASS)]
    return Tables(votes.statements, *by_vote)


def uniting(found: Tables, *, level: float = LEVEL) -> tuple[Uniting, ...]:
    """The statements that unite all groups, the most united first."""
    seen, rows = found.seen, []
    worst = {side: binom.sf(found.side(side) - 1, seen, 0.5).max(axis=0) for side in SIDES}
    side_of = [min(SIDES, key=lambda side: (worst[side][place], side)) for place in range(len(found.statements))]
    corrected = holm([min(1.0, 2 * float(worst[side][place])) for place, side in enumerate(side_of)])
    for place, side in enumerate(side_of):
        if corrected[place] <= level:
            together = float(np.prod((found.side(side)[:, place] + 1) / (seen[:, place] + 2)))
            rows.append(Uniting(found.statements[place], side, round(together, 4), _short(corrected[place]), found.counts(place)))
    return tuple(sorted(rows, key=lambda one: (-one.together, one.p, one.statement)))


def dividing(found: Tables, *, level: float = LEVEL) -> tuple[Dividing, ...]:
    """The statements that divide the groups, the widest gap first; none where there is one group."""
    k, seen = len(found.agree), found.seen
    if k < 2:
        return ()
    observed = np.stack([found.agree, found.disagree, found.passed])
    totals = np.maximum(seen.sum(axis=0), 1)
    expected = observed.sum(axis=1)[:, None, :] * seen[None] / totals
    squares = np.where(expected > 0, np.square(observed - expected) / np.maximum(expected, 1e-12), 0.0).sum(axis=(0, 1))
    kinds = (observed.sum(axis=1) > 0).sum(axis=0)
    freedom = np.maximum((kinds - 1) * ((seen > 0).sum(axis=0) - 1), 0)
    raw = np.where(freedom > 0, chi2.sf(squares, np.maximum(freedom, 1)), 1.0)
    corrected = holm(raw.tolist())
    chances = (found.agree + 1) / (seen + 2)
    gaps = chances.max(axis=0) - chances.min(axis=0)
    rows = [
        Dividing(found.statements[place], round(float(gaps[place]), 4), round(float(squares[place]), 3), _short(p), found.counts(place))
        for place, p in enumerate(corrected)
        if p <= level
    ]
    return tuple(sorted(rows, key=lambda one: (-one.gap, one.p, one.statement)))


def representing(found: Tables, *, level: float = LEVEL) -> tuple[Representing, ...]:
    """What each group is known by, group by group, the clearest first."""
    k, rows = len(found.agree), []
    if k < 2:
        return ()
    tried = [(group, side, *_against_others(found, group, side)) for group in range(k) for side in SIDES]
    corrected = np.array(holm([float(p) for _, _, _, _, z in tried for p in norm.sf(z)])).reshape(len(tried), -1)
    for number, (group, side, within, outside, z) in enumerate(tried):
        for place in np.flatnonzero((corrected[number] <= level) & (within > 0.5)):
            inner, outer, height = (round(float(value[place]), 4) for value in (within, outside, z))
            rows.append(Representing(group + 1, found.statements[place], side, inner, outer, height, _short(corrected[number, place])))
    return tuple(sorted(rows, key=lambda one: (one.group, -one.z, one.statement)))


def _against_others(found: Tables, group: int, side: Side) -> tuple[Floats, Floats, Floats]:
    """Smoothed chances within and outside the group, and z of their difference, with the pooled variance of two proportions."""
    votes, seen = found.side(side), found.seen
    mine, ours = votes[group] + 1, seen[group] + 2
    theirs, others = votes.sum(axis=0) - votes[group] + 1, seen.sum(axis=0) - seen[group] + 2
    pooled = (mine + theirs) / (ours + others)
    z = (mine / ours - theirs / others) / np.sqrt(pooled * (1 - pooled) * (1 / ours + 1 / others))
    return mine / ours, theirs / others, z


def holm(values: Sequence[float]) -> list[float]:
    """p-values corrected for their number: the i-th smallest of n times n − i + 1, never less than the one before, at most 1 (S. Holm 1979)."""
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    found, so_far = [0.0] * len(values), 0.0
    for rank, place in enumerate(order):
        so_far = max(so_far, min(1.0, (len(values) - rank) * values[place]))
        found[place] = so_far
    return found


def _short(p: float) -> float:
    """Three digits that count."""
    return float(f"{p:.3g}")
