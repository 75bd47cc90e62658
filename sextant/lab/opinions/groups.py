"""Opinion groups: people who vote alike, with a number of groups that stands when votes and people are left out (needs numpy and scipy).

One rule for every conversation:

1. Placed is who voted on FEWEST_VOTES statements (or on all, if there are fewer) and took a side at least once.
2. `chance.residuals` takes out how readily people agree or pass, and how well statements are liked; `axes` counts the axes that chance does not explain.
   No such axis, no groups.
3. k-means for 2 … axes + 1 groups (k groups span k − 1 axes), at most five; the k with the largest mean silhouette is the candidate.
4. Stability is the mean adjusted Rand index between the candidate and the groups found again without a fifth of the people and a fifth of the votes.
   Groups are claimed from STABLE on; below it k is 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from .axes import Axes, places, principal_axes, turned
from .chance import Floats, Residuals, residuals
from .clusters import Labels, adjusted_rand, k_means, silhouettes
from .findings import Said, refuse, say
from .statements import Dividing, Representing, Uniting, dividing, representing, tables, uniting
from .votes import AGREE, DISAGREE, Votes

FEWEST_VOTES: Final = 7
FEWEST_PEOPLE: Final = 10
SMALLEST: Final = 3
"""Fewer people are not called a group."""
MOST_GROUPS: Final = 5
STABLE: Final = 0.5
AGAIN: Final = 20
LEFT_OUT: Final = 0.2


@dataclass(frozen=True, slots=True)
class Person:
    """Where a participant stands. `group` is from 1, the largest first; `None`, like x and y, for who voted too little (see `left_out`)."""

    participant: str
    group: int | None
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who is in no group, the number of their votes, and why: `few_votes` or `no_side` (passes only)."""

    participant: str
    seen: int
    why: Said


@dataclass(frozen=True, slots=True)
class Tried:
    """A number of groups that was tried: mean silhouette, stability, sizes."""

    k: int
    silhouette: float
    stability: float
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """What was found. `k` 1 means that no groups are claimed, and `notes` say why; everybody placed is then in group 1.

    `spread`: the share of what is left of the votes after `chance` that each axis explains; `chance`: what flipped signs explained at most;
    `axes`: how many are more than chance. `tried`: the numbers of groups that were compared.
    """

    k: int
    participants: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]
    unites: tuple[Uniting, ...]
    divides: tuple[Dividing, ...]
    representative: tuple[Representing, ...]
    tried: tuple[Tried, ...]
    spread: tuple[float, ...]
    chance: tuple[float, ...]
    axes: int
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Plane:
    residuals: Residuals
    axes: Axes
    points: Floats


def find_groups(votes: Votes, *, seed: int = 0, k: int | None = None) -> Groups:
    """The groups of a conversation; with `k` (2–5) so many are cut whether they are stable or not, and a note says so.

    The same votes give the same groups, whatever the order of rows and columns.
    """
    if k is not None and not 2 <= k <= MOST_GROUPS:
        raise refuse("k_outside", value=k, most=MOST_GROUPS)
    placed, left_out = _placed(votes)
    inner = Votes(tuple(np.array(votes.participants, dtype=object)[placed]), votes.statements, votes.matrix[placed])
    if len(placed) < FEWEST_PEOPLE:
        few = say("few_people", people=len(placed), least=FEWEST_PEOPLE)
        return _told(votes, inner, np.zeros(len(placed), dtype=np.int64), None, left_out, (), (few,))
    generator = np.random.default_rng(seed)
    rest = residuals(inner)
    axes = principal_axes(rest, generator)
    plane = _Plane(rest, axes, places(rest, axes.directions))
    tried = _tried(plane, generator, k)
    labels, notes = _chosen(tried, axes, k)
    return _told(votes, inner, _by_size(labels) if labels is not None else np.zeros(len(placed), dtype=np.int64), plane, left_out, tried, notes)


def _placed(votes: Votes) -> tuple[list[int], tuple[LeftOut, ...]]:
    """Rows of those who can be placed, and who cannot, with the reason."""
    seen = votes.seen.sum(axis=1)
    sided = ((votes.matrix == AGREE) | (votes.matrix == DISAGREE)).any(axis=1)
    least = min(FEWEST_VOTES, len(votes.statements))
    kept, out = [], []
    for row, name in enumerate(votes.participants):
        number = int(seen[row])
        if number < least:
            out.append(LeftOut(name, number, say("few_votes", votes=number, least=least)))
        elif not sided[row]:
            out.append(LeftOut(name, number, say("no_side")))
        else:
            kept.append(row)
    return kept, tuple(out)


def _tried(plane: _Plane, generator: np.random.Generator, k: int | None) -> list[tuple[Tried, Labels]]:
    """Each number of groups with its figures."""
    used = max(plane.axes.used, min((k or 0) - 1, plane.axes.directions.shape[1])) if k else plane.axes.used
    wanted = range(2, min(used + 1, MOST_GROUPS) + 1) if k is None else [k]
    if plane.axes.real == 0 and k is None:
        return []
    points = plane.points[:, :used]
    labels = {number: k_means(points, number, generator) for number in wanted}
    figures = silhouettes(points, list(labels.values()))
    again: dict[int, list[float]] = {number: [] for number in wanted}
    for _ in range(AGAIN):
        rows, other = _less(plane, generator)
        for number, found in labels.items():
            agreed = adjusted_rand(k_means(other[:, :used], number, generator, starts=4), found[rows])
            again[number].append(agreed)
    return [
        (
            Tried(
                number, round(figure, 4), round(float(np.mean(again[number])), 4), tuple(sorted(np.bincount(labels[number]).tolist(), reverse=True))
            ),
            labels[number],
        )
        for number, figure in zip(labels, figures, strict=True)
    ]


def _less(plane: _Plane, generator: np.random.Generator) -> tuple[Any, Floats]:
    """Rows that are left when a fifth of the people is left out, and their places when a fifth of the votes is left out besides."""
    values = plane.residuals.values
    rows = np.sort(generator.permutation(len(values))[: round(len(values) * (1 - LEFT_OUT))])
    kept = generator.random((len(rows), values.shape[1]), dtype=np.float32) >= LEFT_OUT
    less = Residuals(values[rows] * kept, plane.residuals.seen[rows] * kept)
    return rows, places(less, turned(less.values, plane.axes.directions))


def _chosen(tried: list[tuple[Tried, Labels]], axes: Axes, k: int | None) -> tuple[Labels | None, tuple[Said, ...]]:
    """The groups to be told, or none, and what is to be said of it."""
    if k is not None:
        one, labels = tried[0]
        return labels, () if axes.real and one.stability >= STABLE else (say("forced", k=k, stability=f"{one.stability:.2f}"),)
    if not tried:
        return None, (say("by_chance"),)
    best, labels = max(tried, key=lambda pair: (pair[0].sizes[-1] >= SMALLEST, pair[0].silhouette, -pair[0].k))
    if best.sizes[-1] < SMALLEST or best.stability < STABLE:
        return None, (say("not_stable", k=best.k, stability=f"{best.stability:.2f}", least=f"{STABLE:.2f}"),)
    return labels, ()


def _by_size(labels: Labels) -> Labels:
    """The same groups, the largest first, of equal ones that whose first member comes first."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == group)) if sizes[group] else len(labels) for group in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda group: (-sizes[group], first[group]))
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[order] = np.arange(len(sizes))
    return np.asarray(rank[labels])


def _told(
    votes: Votes, inner: Votes, labels: Labels, plane: _Plane | None, left_out: tuple[LeftOut, ...], tried: Any, notes: tuple[Said, ...]
) -> Groups:
    k = int(labels.max()) + 1 if len(labels) else 1
    found = tables(inner, labels, k)
    people = {name: Person(name, None, None, None) for name in votes.participants}
    for row, name in enumerate(inner.participants):
        people[name] = replace(people[name], group=int(labels[row]) + 1, x=_coordinate(plane, row, 0), y=_coordinate(plane, row, 1))
    axes = plane.axes if plane else Axes(np.zeros((0, 0)), (), (), 0)
    return Groups(
        k,
        tuple(people.values()),
        left_out,
        uniting(found),
        dividing(found),
        representing(found),
        tuple(one for one, _ in tried),
        tuple(round(share, 4) for share in axes.shares),
        tuple(round(share, 4) for share in axes.chance),
        axes.real,
        notes,
    )


def _coordinate(plane: _Plane | None, row: int, axis: int) -> float | None:
    """Where a person stands on an axis; 0 on one that there is not."""
    if plane is None:
        return None
    return round(float(plane.points[row, axis]), 4) if axis < plane.points.shape[1] else 0.0
