"""What became of libraries that are in one of two years only: closed, merged into another, opened. Events to be confirmed.

A library that vanishes is proposed as merged where another of its region grew by about the population that it served, or took
its outlets over in the same county; the score says how well the figures add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .links import Matching
from .records import Record, plain

LEAST_POPULATION, LEAST_SCORE = 200, 0.5


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `certain`: the returns themselves say so; else a proposal with a score from 0 to 1.

    `closed`, `opened` and `vanished` (why is not known) are about `library` alone; `merged` names the heir in `other`.
    """

    kind: Literal["closed", "opened", "vanished", "merged"]
    library: str
    other: str = ""
    certain: bool = False
    score: float = 0.0


def events(matching: Matching, earlier: Sequence[Record], later: Sequence[Record]) -> list[Event]:
    """The events between two years, ordered by library.

    A library with an open proposal of being another one is left out, for that is to be decided first; so is one that was
    closed in the earlier year already and now has no row.
    """
    before, after = {one.key: one for one in earlier}, {one.key: one for one in later}
    open_ends = {one.earlier for one in matching.proposals}, {one.later for one in matching.proposals}
    heirs = [(before[link.earlier], after[link.later]) for link in matching.links]
    found = [
        Event("closed", link.later, certain=True, score=1.0) for link in matching.links if before[link.earlier].open and not after[link.later].open
    ]
    for key in matching.gone:
        if key not in open_ends[0] and before[key].open:
            found.append(_end_of(before[key], heirs))
    found += [Event("opened", key) for key in matching.fresh if key not in open_ends[1]]
    return sorted(found, key=lambda event: (event.library, event.kind))


def _end_of(library: Record, heirs: list[tuple[Record, Record]]) -> Event:
    best = max(_heirs(library, heirs), default=(0.0, ""))
    if best[0] >= LEAST_SCORE:
        return Event("merged", library.key, best[1], score=round(best[0], 3))
    return Event("vanished", library.key)


def _heirs(library: Record, heirs: list[tuple[Record, Record]]) -> Iterator[tuple[float, str]]:
    """How well each library that stayed would explain where this one went."""
    for old, new in heirs:
        if old.region == library.region and new.open:
            yield adding_up(library, old, new), new.key


def adding_up(library: Record, old: Record, new: Record) -> float:
    """From 0 to 1: half for a growth of population by what the vanished library served, 0.3 for its outlets, 0.2 for its county.

    A growth of p ± d counts 1 - d / p; outlets count where at least one was added; the county where both name the same.
    """
    score = 0.0
    if library.population and library.population >= LEAST_POPULATION and old.population and new.population:
        growth = new.population - old.population
        score += 0.5 * max(0.0, 1 - abs(growth - library.population) / library.population)
    if score and old.outlets is not None and new.outlets is not None and new.outlets > old.outlets:
        score += 0.3
    if score and library.county and plain(library.county) == plain(old.county):
        score += 0.2
    return score
