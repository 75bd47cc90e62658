"""Libraries like mine: the nearest ones, how far they are, and in what they are like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import sqrt

from .traits import Library, Scale, scale


@dataclass(frozen=True, slots=True)
class Peer:
    """A library like mine. `distance`: root mean square of the differences by trait, 1 is an interquartile range.

    `ratios`: its value over mine, by trait; `farthest`: the trait in which it is least like mine.
    """

    key: str
    distance: float
    ratios: dict[str, float]
    farthest: str


def peers(mine: Library, others: Sequence[Library], number: int = 20, *, on: Scale | None = None) -> list[Peer]:
    """The `number` nearest libraries, nearest first (of equal distance by key), mine left out.

    Compared are the traits that mine has; a library that lacks one of them is no peer, for its likeness is not known.
    `on` is the scale, by default that of mine and the others together. An empty list where mine has no trait on it.
    """
    held = on or scale([mine, *(other for other in others if other.key != mine.key)])
    traits = [trait for trait in mine.values if trait in held.middles]
    if not traits:
        return []
    places = {trait: held.of(trait, mine.values[trait]) for trait in traits}
    near = nsmallest(number, _distances(mine, others, held, places))
    known = {other.key: other for other in others}
    return [_peer(mine, known[key], distance, held, places) for distance, key in near]


def _distances(mine: Library, others: Sequence[Library], held: Scale, places: dict[str, float]) -> list[tuple[float, str]]:
    found = []
    for other in others:
        if other.key != mine.key and places.keys() <= other.values.keys():
            squares = sum((held.of(trait, other.values[trait]) - place) ** 2 for trait, place in places.items())
            found.append((sqrt(squares / len(places)), other.key))
    return found


def _peer(mine: Library, other: Library, distance: float, held: Scale, places: dict[str, float]) -> Peer:
    gaps = {trait: abs(held.of(trait, other.values[trait]) - place) for trait, place in places.items()}
    ratios = {trait: other.values[trait] / mine.values[trait] for trait in places}
    return Peer(other.key, distance, ratios, max(gaps, key=lambda trait: gaps[trait]))
