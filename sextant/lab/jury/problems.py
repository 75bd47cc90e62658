"""An assignment to be solved: entries, jurors with loads, barred pairs and affinities, read in blocks (needs numpy and scipy).

Affinities are rounded to six decimals, so that objectives lie on a grid and equality with a bound can be proved. They are
reckoned block by block: ten thousand entries by a thousand jurors never stand in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .findings import refuse
from .tables import Person

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

BLOCK, DECIMALS = 500, 6
NEVER = -np.inf
NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Problem:
    """Entries and jurors in the order of their names; `wanted` are the reviews each entry still wants, `loads` those each juror may
    still get. `barred[e]` are the places of jurors to whom entry e must not be given: by a conflict, or because they have it (`kept[e]`)."""

    entries: tuple[str, ...]
    jurors: tuple[str, ...]
    loads: Ints
    wanted: Ints
    barred: dict[int, Ints]
    kept: dict[int, Ints]
    expertise: tuple[Floats, Floats] | None
    known: Any

    @property
    def size(self) -> tuple[int, int]:
        """Numbers of entries and jurors."""
        return len(self.entries), len(self.jurors)

    @property
    def demand(self) -> int:
        """Reviews wanted in all."""
        return int(self.wanted.sum())

    @cached_property
    def free(self) -> Ints:
        """How many jurors each entry may be given to."""
        return len(self.jurors) - np.array([len(self.barred.get(entry, ())) for entry in range(len(self.entries))], dtype=np.int64)

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """The first entry of each block, and its affinities (entries × jurors) with −∞ where the pair is barred."""
        for start in range(0, len(self.entries), BLOCK):
            block = self._near(start)
            for entry in range(start, start + len(block)):
                if entry in self.barred:
                    block[entry - start, self.barred[entry]] = NEVER
            yield start, block

    def _near(self, start: int) -> Floats:
        stop = min(start + BLOCK, len(self.entries))
        if self.expertise is not None:
            block = np.round(self.expertise[0][start:stop] @ self.expertise[1].T, DECIMALS)
        else:
            block = np.asarray(self.known[start:stop].toarray(), dtype=float)
        return np.clip(block, 0.0, 1.0, out=block)

    def affinities(self, entry: Ints, juror: Ints) -> Floats:
        """The affinities of pairs, the same numbers as in their blocks."""
        found = np.empty(len(entry))
        order = np.argsort(entry, kind="stable")
        sorted_entries = entry[order]
        for start, block in self.blocks():
            low, high = np.searchsorted(sorted_entries, [start, start + len(block)])
            chosen = order[low:high]
            found[chosen] = block[entry[chosen] - start, juror[chosen]]
        return found

    def row(self, entry: int) -> Floats:
        """One entry's affinities to all jurors, those who keep it too; −∞ where a conflict bars the pair."""
        row = self._near(entry - entry % BLOCK)[entry % BLOCK]
        row[self.conflicts(entry)] = NEVER
        return row

    def conflicts(self, entry: int) -> Ints:
        """The places of jurors who must not judge the entry; those who keep it are not among them."""
        return np.setdiff1d(self.barred.get(entry, NOBODY), self.kept.get(entry, NOBODY))


def problem(
    entries: Sequence[Person],
    jurors: Sequence[Person],
    *,
    per_entry: int = 3,
    load: int = 8,
    conflicts: Iterable[tuple[str, str]] = (),
    kept: Iterable[tuple[str, str]] = (),
    affinities: Mapping[tuple[str, str], float] | None = None,
) -> Problem:
    """The problem from people. Affinity is `affinities` where given (absent pairs 0), else the cosine of the expertise rows
    (0 where one of them is empty). A juror's own load wins over `load`, and an entry's own (the reviews it still wants, 0: none)
    over `per_entry`. `kept` are reviews given before: they are not given again and no conflicts, even where named among these;
    the caller has taken them off both loads. Refuses numbers below 1 (`per_entry`) and 0, and names that are not known.
    """
    if per_entry < 1:
        raise refuse("per_entry_wrong", value=per_entry)
    if load < 0:
        raise refuse("load_default_wrong", value=load)
    entries, jurors = sorted(entries, key=lambda one: one.name), sorted(jurors, key=lambda one: one.name)
    names = {one.name: place for place, one in enumerate(entries)}, {one.name: place for place, one in enumerate(jurors)}
    loads, kept = _own(jurors, load, "load_wrong"), set(kept)
    return Problem(
        tuple(names[0]),
        tuple(names[1]),
        np.minimum(loads, len(entries)),
        _own(entries, per_entry, "reviews_wrong"),
        _by_entry(names, kept.union(conflicts)),
        _by_entry(names, kept),
        None if affinities is not None else _rows_of_topics(entries, jurors),
        _known_affinities(names, affinities) if affinities is not None else None,
    )


def _own(people: Sequence[Person], default: int, code: str) -> Ints:
    """Everybody's own number, the default where there is none."""
    numbers = [default if one.load is None else one.load for one in people]
    for number in numbers:
        if number < 0:
            raise refuse(code, value=number)
    return np.array(numbers, dtype=np.int64)


def _by_entry(names: tuple[dict[str, int], dict[str, int]], pairs: Iterable[tuple[str, str]]) -> dict[int, Ints]:
    """The places of jurors by the place of the entry with which they are paired."""
    found: dict[int, list[int]] = {}
    for entry, juror in sorted(pairs):
        found.setdefault(_known(names[0], entry, "entry_unknown"), []).append(_known(names[1], juror, "juror_unknown"))
    return {place: np.array(sorted(them), dtype=np.int64) for place, them in found.items()}


def _known(names: dict[str, int], name: str, code: str) -> int:
    if name not in names:
        raise refuse(code, value=name)
    return names[name]


def _rows_of_topics(entries: Sequence[Person], jurors: Sequence[Person]) -> tuple[Floats, Floats]:
    """Expertise rows of length 1 (or 0 where nothing is known), over the topics of both tables."""
    topics = {topic: place for place, topic in enumerate(sorted({topic for one in (*entries, *jurors) for topic in one.topics}))}

    def rows(people: Sequence[Person]) -> Floats:
        table = np.zeros((len(people), max(1, len(topics))))
        for place, one in enumerate(people):
            for topic, strength in one.topics.items():
                table[place, topics[topic]] = strength
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        return np.asarray(table / np.where(lengths > 0, lengths, 1.0))

    return rows(entries), rows(jurors)


def _known_affinities(names: tuple[dict[str, int], dict[str, int]], affinities: Mapping[tuple[str, str], float]) -> Any:
    from scipy.sparse import csr_array

    pairs = sorted((_known(names[0], e, "entry_unknown"), _known(names[1], j, "juror_unknown"), value) for (e, j), value in affinities.items())
    for _, _, value in pairs:
        if not 0 <= value <= 1:
            raise refuse("affinity_outside", value=value)
    columns = [np.array(column) for column in zip(*pairs, strict=True)] if pairs else [np.zeros(0)] * 3
    values = np.round(columns[2].astype(float), DECIMALS)
    places = (columns[0].astype(np.int64), columns[1].astype(np.int64))
    return csr_array((values, places), shape=(len(names[0]), len(names[1])))
