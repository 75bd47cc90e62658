"""Where no list keeps all demands: the fewest demands that contradict each other, and how far each can be kept beside the others (needs highspy).

A set of demands that no list keeps is minimal where any one of them taken away leaves a list (an irreducible infeasible subsystem; Chinneck 2008).
The smallest of these is found by hitting sets: whatever contradicts must meet the complement of every set of demands that can be kept together, so a
smallest set that meets all complements known is either a contradiction, and then none is smaller, or it can be kept, grown and gives one complement more
(Ignatiev, Previti, Liffiton and Marques-Silva 2015). If that takes too long, demands are taken away one by one instead: minimal, but perhaps not the smallest.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sextant.lab.sentences import Said

from .demands import Demand
from .findings import say
from .programme import Programme
from .reaches import Reaches
from .solver import Relaxed, Solver, Status

TURNS = 200
PROOF_SHARE = 0.6
RAY = 1e-9
Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One demand of a contradiction: how far it can be kept while the others hold (in the demand's unit: a share, titles, minor units; None: even without
    bound there is no such list), by how much it would have to give, and both in words. `all_others`: then every other demand of the plan is kept too,
    else only those of the contradiction."""

    demand: Demand
    reachable: float | None
    give: float | None
    all_others: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Demands that cannot be kept together. `smallest`: proved that no contradiction of fewer demands exists; `minimal`: proved that any one of them
    taken away leaves a list (else time was over); `whole`: only whole copies make it impossible, parts of books would do."""

    conflicts: tuple[Conflict, ...]
    smallest: bool
    minimal: bool
    whole: bool


class Oracle:
    """Whether demands can be kept together, in the relaxation or in whole copies. Demands are named by their places."""

    def __init__(self, programme: Programme, *, whole: bool, until: float) -> None:
        self.programme, self.whole, self.until = programme, whole, until
        self.solver = Solver(programme)
        self.solver.costs(np.zeros(self.solver.width))
        self.solver.fresh = False  # no interior point for a question of yes or no
        self.unsure = False
        self._known: dict[Places, bool] = {}

    def kept(self, places: Iterable[int]) -> bool:
        """Whether a list keeps these demands; where time is over before it is known, `unsure` is set and the answer is no."""
        wanted = frozenset(places)
        if wanted not in self._known:
            self._known[wanted] = self._ask(wanted)
        return self._known[wanted]

    def core(self, places: Iterable[int]) -> Places:
        """Fewer of these demands that cannot be kept either: those that have a part in the proof of the relaxation (a ray of its dual; Farkas 1902)."""
        wanted = frozenset(places)
        if self.whole or self._ask(wanted):
            return wanted
        ray = self.solver.ray()
        fewer = frozenset(place for place in wanted if ray is not None and abs(ray[self.programme.demands[place].row]) > RAY)
        return fewer if fewer and not self.kept(fewer) else wanted

    def _ask(self, wanted: Places) -> bool:
        for place, demand in enumerate(self.programme.demands):
            (self.solver.close if place in wanted else self.solver.open)(demand.row)
        relaxed = self.solver.relax(max(self.until - time.monotonic(), 1.0))
        if relaxed == Status.kInfeasible:
            return False
        if not isinstance(relaxed, Relaxed):
            self.unsure = True
            return False
        if not self.whole:
            return True
        found = self.solver.search(max(self.until - time.monotonic(), 0.5), 1.0)
        self.unsure |= found.x is None and not found.none
        return found.x is not None


def contradiction(programme: Programme, seconds: float) -> Contradiction | None:
    """The contradiction in a programme for which no list was found; None where there is no proof of one in the time."""
    begun = time.monotonic()
    until = begun + seconds
    places = range(len(programme.demands))
    oracle = Oracle(programme, whole=False, until=until)
    whole = oracle.kept(places)
    if whole:
        oracle = Oracle(programme, whole=True, until=until)
        if oracle.kept(places) or oracle.unsure:
            return None
    found = _thinned(oracle, oracle.core(places))
    minimal = not oracle.unsure
    found, smallest = _smallest(oracle, found, begun + (until - begun) * PROOF_SHARE)
    reaches = Reaches(programme, whole=whole or programme.titles <= SMALL, until=until)
    return Contradiction(tuple(_conflict(programme, reaches, found, place) for place in sorted(found)), smallest, minimal, whole)


SMALL = 2_000
"""Titles up to which it is worth the time to count in whole copies how far a demand can be kept."""


def _smallest(oracle: Oracle, found: Places, until: float) -> tuple[Places, bool]:
    """The smallest contradiction and whether that is proved; where it is not in the time, the one that was found before."""
    every = frozenset(range(len(oracle.programme.demands)))
    complements: list[Places] = []
    for _ in range(TURNS):
        wanted = _hitting(complements, len(found) - 1)
        if wanted is None:
            return found, True
        if time.monotonic() > until:
            return found, False
        if not oracle.kept(wanted):
            return (found, False) if oracle.unsure else (wanted, True)
        complements.append(every - _grown(oracle, wanted, every))
    return found, False


def _grown(oracle: Oracle, wanted: Places, every: Places) -> Places:
    """Demands that can be kept together with these, one by one; at first by halves, since most can."""
    kept, rest = wanted, [sorted(every - wanted)]
    while rest:
        some = rest.pop()
        if oracle.kept(kept | frozenset(some)):
            kept |= frozenset(some)
        elif len(some) > 1:
            rest += [some[: len(some) // 2], some[len(some) // 2 :]]
    return kept


def _hitting(complements: list[Places], largest: int) -> Places | None:
    """The first of the smallest sets that meet every complement; None where it would be larger than is sought."""
    for size in range(largest + 1):
        found = _hit(complements, size)
        if found is not None:
            return found
    return None


def _hit(complements: list[Places], size: int) -> Places | None:
    """Depth first: some member of the smallest complement that is not met yet must be in."""
    if not complements:
        return frozenset()
    if not size:
        return None
    smallest = min(complements, key=len)
    for member in sorted(smallest):
        rest = _hit([one for one in complements if member not in one], size - 1)
        if rest is not None:
            return rest | {member}
    return None


def _thinned(oracle: Oracle, places: Places) -> Places:
    """Demands taken away one by one as long as no list keeps the rest (the deletion filter; Chinneck and Dravnieks 1991)."""
    found = sorted(places)
    for place in tuple(found):
        fewer = [one for one in found if one != place]
        if not oracle.kept(fewer):
            found = fewer
    return frozenset(found)


def _conflict(programme: Programme, reaches: Reaches, found: Places, place: int) -> Conflict:
    demand = programme.demands[place]
    others = frozenset(range(len(programme.demands))) - {place}
    reachable, all_others = reaches.of(place, others), True
    if reachable is None:
        reachable, all_others = reaches.of(place, found - {place}), False
    if reachable is None:
        return Conflict(demand, None, None, False, say("conflict_unknown", demand=demand.said))
    words = {"demand": demand.said, "reachable": demand.amount(reachable), "give": demand.amount(abs(demand.bound - reachable))}
    code = f"conflict_{demand.side}" + ("" if all_others else "_more")
    return Conflict(demand, reachable, abs(demand.bound - reachable), all_others, say(code, **words))


def proves(programme: Programme, places: Iterable[int]) -> bool:
    """Whether no list keeps the demands at these places, in whole copies; for tests and for those who doubt."""
    return not Oracle(programme, whole=True, until=time.monotonic() + 60).kept(places)
