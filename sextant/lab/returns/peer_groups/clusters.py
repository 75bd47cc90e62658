"""Clusters: k medoids, each a real library that stands for its group.

The alternating method for k medoids (as Park and Jun, Expert Systems with Applications 36, 2009, describe; from memory): start
from libraries evenly spaced by size, give every library to the nearest medoid, take in every group the library with the least
sum of distances as the new medoid, until nothing changes. Distances are sums of absolute differences of the scaled traits, for
which sums to all members follow from sorted columns, so that 10,000 libraries take a second. No chance is involved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .traits import Library, scale

MOST_ROUNDS = 100
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups numbered from 0, the smallest libraries first. `medoids`: the key that stands for each; `groups`: the group of each
    library by key; `left_out`: libraries without one of the traits; `silhouette`: mean of (b - a) / max(a, b) over libraries with
    the distances a to the own and b to the next medoid, from 0 (no structure) to 1."""

    medoids: tuple[str, ...]
    groups: dict[str, int]
    left_out: tuple[str, ...]
    silhouette: float


def clusters(held: Sequence[Library], number: int) -> Clusters:
    """Divide libraries into at most `number` groups by the traits that any of them has.

    The same libraries in another order give the same groups. Raises `ValueError` for no libraries or no groups.
    """
    on = scale(held)
    traits = sorted(on.middles)
    whole = sorted((one for one in held if set(traits) <= one.values.keys()), key=lambda one: one.key)
    if number < 1 or not whole or not traits:
        raise ValueError("at least one group and one library with all traits are needed")
    points = np.array([[on.of(trait, one.values[trait]) for trait in traits] for one in whole])
    medoids, labels = _settled(points, _evenly(points, number))
    order = np.argsort(points[medoids].sum(axis=1), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    groups = {one.key: int(rank[label]) for one, label in zip(whole, labels, strict=True)}
    kept = set(groups)
    left = tuple(sorted(one.key for one in held if one.key not in kept))
    return Clusters(tuple(whole[int(medoids[place])].key for place in order), groups, left, _silhouette(points, medoids))


def best(held: Sequence[Library], numbers: Sequence[int] = range(3, 9)) -> Clusters:
    """The division with the greatest silhouette among these numbers of groups; the smaller number where they are equal."""
    return max((clusters(held, number) for number in numbers), key=lambda found: round(found.silhouette, 9))


def _evenly(points: Floats, number: int) -> Whole:
    """Libraries at even steps of the order by the sum of their traits; alike ones are taken once."""
    order = np.lexsort((*points.T, points.sum(axis=1)))
    places = order[((np.arange(number) + 0.5) / number * len(points)).astype(np.int64)]
    _, first = np.unique(points[places], axis=0, return_index=True)
    found: Whole = places[np.sort(first)]
    return found


def _settled(points: Floats, medoids: Whole) -> tuple[Whole, Whole]:
    for _ in range(MOST_ROUNDS):
        labels = _distances(points, medoids).argmin(axis=1)
        fresh = np.array([_centre(points, np.flatnonzero(labels == place)) for place in range(len(medoids))], dtype=np.int64)
        if np.array_equal(fresh, medoids):
            break
        medoids = fresh
    return medoids, _distances(points, medoids).argmin(axis=1)


def _centre(points: Floats, members: Whole) -> int:
    """The member with the least sum of distances to the others; the first by key where several have it."""
    sums = np.zeros(len(members))
    for column in points[members].T:
        order = np.argsort(column, kind="stable")
        ranked = column[order]
        before = np.concatenate(([0.0], np.cumsum(ranked)))
        ranks = np.arange(len(ranked))
        sums[order] += ranked * ranks - before[:-1] + (before[-1] - before[1:]) - ranked * (len(ranked) - 1 - ranks)
    return int(members[np.round(sums, 9).argmin()])


def _distances(points: Floats, medoids: Whole) -> Floats:
    found: Floats = np.abs(points[:, None, :] - points[medoids][None, :, :]).sum(axis=2)
    return found


def _silhouette(points: Floats, medoids: Whole) -> float:
    if len(medoids) < 2:
        return 0.0
    near = np.sort(_distances(points, medoids), axis=1)[:, :2]
    whole = np.where(near[:, 1] > 0, near[:, 1], 1.0)
    return float(((near[:, 1] - near[:, 0]) / whole).mean())
