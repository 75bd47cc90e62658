"""As many reviews as can be given at all, and why the others cannot: a maximal flow on the jurors (needs numpy).

A review may move from juror j to j' where some entry of j may also be judged by j' and is not yet. An entry that lacks a
review gets one if from its jurors somebody with load to spare is reached by such moves; if not, the jurors reached are
all full and form a closed set, which proves that no assignment fills more (max-flow min-cut, Ford and Fulkerson 1956).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .prices import largest
from .problems import Floats, Ints, Problem


@dataclass(slots=True)
class Filling:
    """Who judges what while it is worked on: jurors by entry, entries by juror, load to spare, and what is still wanted."""

    given: list[set[int]]
    held: list[set[int]]
    spare: Ints
    wanted: Ints

    def give(self, entry: int, juror: int) -> None:
        """Give the entry to the juror."""
        self.given[entry].add(juror)
        self.held[juror].add(entry)
        self.spare[juror] -= 1
        self.wanted[entry] -= 1

    def take(self, entry: int, juror: int) -> None:
        """Take it back."""
        self.given[entry].remove(juror)
        self.held[juror].remove(entry)
        self.spare[juror] += 1
        self.wanted[entry] += 1

    def pairs(self) -> tuple[Ints, Ints]:
        """The assigned pairs, by entry then juror."""
        rows = [(entry, juror) for entry, jurors in enumerate(self.given) for juror in sorted(jurors)]
        table = np.array(rows, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]


def filling(problem: Problem, entries: Ints | None = None, jurors: Ints | None = None, loads: Ints | None = None) -> Filling:
    """The state after assigning those pairs (none: nothing yet)."""
    count, people = problem.size
    spare = (problem.loads if loads is None else loads).copy()
    state = Filling([set() for _ in range(count)], [set() for _ in range(people)], spare, problem.wanted.copy())
    for entry, juror in zip([] if entries is None else entries.tolist(), [] if jurors is None else jurors.tolist(), strict=True):
        state.give(entry, juror)
    return state


def fill(problem: Problem, loads: Ints | None = None) -> Filling:
    """An assignment with as many reviews as possible, whatever the affinities."""
    state = filling(problem, loads=loads)
    order = sorted(range(len(problem.entries)), key=lambda entry: -len(problem.barred.get(entry, ())))
    for entry in order:
        _greedily(problem, state, entry)
    dead = np.zeros(len(problem.jurors), dtype=bool)
    for entry in order:
        while state.wanted[entry] and _augment(problem, state, entry, dead):
            pass
    return state


def open_to(problem: Problem, state: Filling, entry: int) -> Any:
    """Which jurors may judge the entry and do not yet, as a mask."""
    mask = np.ones(len(problem.jurors), dtype=bool)
    mask[problem.barred.get(entry, [])] = False
    mask[list(state.given[entry])] = False
    return mask


def reached(problem: Problem, state: Filling, entry: int) -> Any:
    """All jurors on whom a review of the entry could fall after moves, as a mask."""
    seen = open_to(problem, state, entry)
    _search(problem, state, seen, {}, stop_at_spare=False)
    return seen


def least_raise(problem: Problem, given: int) -> int:
    """The least number by which all loads must be raised so that only a lack of free jurors keeps reviews from being given; 0: none needed."""
    possible = int(np.minimum(problem.wanted, problem.free).sum())
    if given >= possible:
        return 0
    low = max(1, -(-(possible - int(problem.loads.sum())) // len(problem.jurors)))
    high = low
    while _given(problem, high) < possible:
        low, high = high + 1, high * 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _given(problem, middle) >= possible else (middle + 1, high)
    return high


def _given(problem: Problem, more: int) -> int:
    state = fill(problem, np.minimum(problem.loads + more, len(problem.entries)))
    return problem.demand - int(state.wanted.sum())


def _greedily(problem: Problem, state: Filling, entry: int) -> None:
    """Give the entry to the allowed jurors with most load to spare."""
    spare = np.where(open_to(problem, state, entry), state.spare, 0)
    wanted = min(int(state.wanted[entry]), len(spare))
    for juror in np.argpartition(-spare, wanted - 1)[:wanted].tolist():
        if spare[juror] > 0:
            state.give(entry, juror)


def _augment(problem: Problem, state: Filling, entry: int, dead: Any) -> bool:
    """One more review for the entry, by moves where needed; those reached in vain are dead for all that follow."""
    seen = open_to(problem, state, entry) & ~dead
    came: dict[int, tuple[int, int]] = {}
    last = _search(problem, state, seen, came, stop_at_spare=True, dead=dead)
    if last is None:
        dead |= seen
        return False
    while last in came:
        previous, moved = came[last]
        state.take(moved, previous)
        state.give(moved, last)
        last = previous
    state.give(entry, last)
    return True


def _search(problem: Problem, state: Filling, seen: Any, came: dict[int, tuple[int, int]], *, stop_at_spare: bool, dead: Any = None) -> int | None:
    """Widen `seen` by moves; the first juror with load to spare, if that is asked. `came` tells from whom, by which entry."""
    queue = np.flatnonzero(seen).tolist()
    place = 0
    while place < len(queue):
        juror = queue[place]
        place += 1
        if state.spare[juror] > 0:
            if stop_at_spare:
                return int(juror)
            continue
        for entry in sorted(state.held[juror]):
            new = open_to(problem, state, entry) & ~seen
            if dead is not None:
                new &= ~dead
            for other in np.flatnonzero(new).tolist():
                came[other] = (juror, entry)
                queue.append(other)
            seen |= new
            if seen.all():
                break
    return None


def best_sums(problem: Problem) -> Floats:
    """The largest sum of affinities each entry could have if it stood alone; of all its jurors where they are too few."""
    found = []
    for start, block in problem.blocks():
        top = largest(block, problem.wanted[start : start + len(block)])
        found.append(np.where(np.isfinite(top), top, 0.0).sum(axis=1))
    return np.concatenate(found)
