"""Scores as numbers: one score an entry and juror, criteria weighed together, and which entries can be compared (needs numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .findings import refuse
from .problems import Floats, Ints
from .tables import Score


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """N scores of n entries by m jurors: `score[o]` was given to `entry[o]` by `juror[o]`. `unscored` have no score yet."""

    entries: tuple[str, ...]
    jurors: tuple[str, ...]
    entry: Ints
    juror: Ints
    score: Floats
    unscored: tuple[str, ...]

    @property
    def reviews(self) -> Ints:
        """Scores of each entry."""
        return np.bincount(self.entry, minlength=len(self.entries))

    @property
    def means(self) -> Floats:
        """The plain mean of each entry."""
        return np.asarray(np.bincount(self.entry, weights=self.score, minlength=len(self.entries)) / self.reviews)

    def components(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Entries and jurors that chains of shared reviews join, the largest group first; one group is a connected design."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        count, people = len(self.entries), len(self.jurors)
        links = coo_array((np.ones(len(self.score)), (self.entry, self.juror + count)), shape=(count + people, count + people))
        number, label = connected_components(links, directed=False)
        groups: list[tuple[list[str], list[str]]] = [([], []) for _ in range(number)]
        for place, group in enumerate(label.tolist()):
            groups[group][place >= count].append(self.entries[place] if place < count else self.jurors[place - count])
        return sorted(((tuple(one), tuple(two)) for one, two in groups), key=lambda group: (-len(group[0]), group[0]))

    @property
    def freedom(self) -> int:
        """Degrees of freedom left for chance once entries and jurors are fitted."""
        return len(self.score) - len(self.entries) - len(self.jurors) + len(self.components())

    def without(self, juror: int) -> Design:
        """The design without one juror; entries that only they scored become unscored."""
        kept = self.juror != juror
        rows = zip(self.entry[kept].tolist(), self.juror[kept].tolist(), self.score[kept].tolist(), strict=True)
        scores = [Score(self.entries[e], self.jurors[j], value) for e, j, value in rows]
        return design(scores, entries=self.entries)


def design(scores: Iterable[Score], *, weights: Mapping[str, float] | None = None, entries: Sequence[str] = ()) -> Design:
    """The design of the scores; with criteria each pair's score is their mean, weighed by `weights` (by name; absent: all 1).

    `entries` names entries that may have no score at all. Refuses a criterion without a weight, weights that are not
    positive, and a pair that lacks a criterion others have.
    """
    scores = list(scores)
    given = [one for one in scores if one.score is not None]
    if not given:
        raise refuse("no_scores")
    pairs = _by_pair(given, weights)
    names = sorted({entry for entry, _ in pairs}), sorted({juror for _, juror in pairs})
    places = {name: i for i, name in enumerate(names[0])}, {name: i for i, name in enumerate(names[1])}
    unscored = sorted(({one.entry for one in scores} | set(entries)) - set(names[0]))
    keys = sorted(pairs)
    return Design(
        tuple(names[0]),
        tuple(names[1]),
        np.array([places[0][entry] for entry, _ in keys], dtype=np.int64),
        np.array([places[1][juror] for _, juror in keys], dtype=np.int64),
        np.array([pairs[key] for key in keys], dtype=float),
        tuple(unscored),
    )


def _by_pair(given: list[Score], weights: Mapping[str, float] | None) -> dict[tuple[str, str], float]:
    criteria = sorted({one.criterion for one in given})
    weighed = dict.fromkeys(criteria, 1.0) if weights is None else dict(weights)
    for name in criteria:
        if not weighed.get(name, 0.0) > 0:
            raise refuse("weight_missing", value=name)
    by_pair: dict[tuple[str, str], dict[str, float]] = {}
    for one in given:
        known = by_pair.setdefault((one.entry, one.juror), {})
        if one.criterion in known:
            raise refuse("score_twice_said", entry=one.entry, juror=one.juror)
        known[one.criterion] = float(one.score or 0.0)
    whole = sum(weighed[name] for name in criteria)
    found = {}
    for pair, known in by_pair.items():
        lacking = [name for name in criteria if name not in known]
        if lacking:
            raise refuse("criterion_lacking", entry=pair[0], juror=pair[1], value=lacking[0])
        found[pair] = sum(weighed[name] * value for name, value in known.items()) / whole
    return found
