"""What was to be expected of a value, learned from earlier returns, and how strange a value is against that. Plain Python.

Three signs are looked at for each cell, all as differences of natural logarithms, log(value + offset):

- *own*: against the library's own value of the year before, moved by the median change of all libraries; where the value before that
  is known as well, the nearer of the two counts, so that coming back from one odd year is not strange.
- *peer*: against the median of what up to five companion variables of the same return let expect (their value times the median ratio;
  those of nought tell nothing),
  moved by how far the libraries of its region lie from that;
- *ratio*: the change since the year before, less the change of what the companions let expect: where all figures of a library fall
  together, as after a closure, it is small.

How strange a difference is, is read from a table by interval of the difference and by group: log10 of how much more often errors make
such a difference than clean returns do (a likelihood ratio; `learning` says how it is counted). Groups of the own sign are classes of
size of the earlier value and of how much the library's value moved the year before that; the ratio has the same groups;
those of the peer sign are classes of size. Values of nought have an interval of their own. A cell's score is the weighted sum (`WEIGHTS`), or the peer sign alone where there is no year
before; `Expected.added` is put to it where the value stands in a sum that adds up.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from .conditions import Node, Scope, holds, names_of

Number = float | int

_STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.05, 2.2, 2.4, 2.6, 3, 3.5, 4.2, 5, 6, 6.6, 7.2, 8.5)
EDGES: tuple[float, ...] = (*(-step for step in reversed(_STEPS)), *_STEPS)
"""Bounds of the intervals of a difference of logarithms; narrower about log 10 = 2.30 and log 1000 = 6.91."""

LEVELS: tuple[float, ...] = tuple(math.log(bound) for bound in (1.01, 10, 100, 1000, 10_000, 100_000))
"""Bounds of the classes of size, as logarithms."""

MOVED = (0.25, 0.8)
"""Bounds of how much a value moved the year before: calm, moved, much; a fourth class is for those where that is not known."""

OWN_GROUPS, PEER_GROUPS, INTERVALS = (len(LEVELS) + 1) * (len(MOVED) + 2), len(LEVELS) + 1, len(EDGES) + 2
"""The last interval of a table is for values of nought, however far they lie."""
WEIGHTS = (0.7, 0.4, 0.3)
"""Of own, peer and ratio: chosen while looking at errors put into FY2018 and FY2015; the signs overlap, and so their sum counts them less than in full."""
TINY = 1e-9
"""Room for rounding in the logarithm of nought."""
KEPT = 0.98
"""How often a copy is taken to keep a value."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one variable. `own`, `peer` and `ratio` are tables of log10 likelihood ratios, group × interval, [] where there were too
    few cells to learn from; `companions` pairs variables with the median difference to them; `same` is the share of libraries, by class
    of size, whose value stayed the same to the last digit; `added` is what adding up does to the score."""

    offset: float
    change: float = 0.0
    change_of_two: float = 0.0
    own: list[list[float]] = field(default_factory=list)
    companions: list[tuple[str, float]] = field(default_factory=list)
    shift: float = 0.0
    peer: list[list[float]] = field(default_factory=list)
    same: list[float] = field(default_factory=list)
    ratio_shift: float = 0.0
    ratio: list[list[float]] = field(default_factory=list)
    added: float = 0.0


@dataclass(frozen=True)
class Expectations:
    """What was learned from the returns of `year` (and the years before it), by variable, with the scores from which on to ask.

    `regions` says by region and variable how far its libraries lie from what companions let expect (differences of logarithms); `sums` are the conditions of sums that do not add up.
    """

    year: int
    variables: dict[str, Expected]
    threshold: float
    swap_threshold: float = 2.0
    copied_threshold: float = 3.0
    regions: dict[str, dict[str, float]] = field(default_factory=dict)
    sums: list[Node] = field(default_factory=list)

    @cached_property
    def families(self) -> list[tuple[Node, frozenset[str]]]:
        """Each condition of `sums` with the variables it names."""
        return [(node, frozenset(names_of(node, "value"))) for node in self.sums]

    def as_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`, read back by `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Expectations:
        """What `as_json` gave."""
        variables = {code: Expected(**{**one, "companions": [tuple(pair) for pair in one["companions"]]}) for code, one in raw["variables"].items()}
        return cls(raw["year"], variables, raw["threshold"], raw["swap_threshold"], raw["copied_threshold"], raw["regions"], raw.get("sums", []))


@dataclass(frozen=True, slots=True)
class Sign:
    """How strange one value is: the score, the difference it was read from (own where there is one, else peer), and the value expected."""

    score: float
    difference: float
    expected: float
    is_own: bool


@dataclass(frozen=True)
class Case:
    """One return with those of the same library before it, as the signs need them."""

    values: Mapping[str, Number]
    previous: Mapping[str, Number]
    earlier: Mapping[str, Number]
    expectations: Expectations
    region: str = ""

    @cached_property
    def levels(self) -> dict[str, float]:
        """The logarithms of this year's values."""
        known = self.expectations.variables
        return {code: math.log(value + known[code].offset) for code, value in self.values.items() if code in known and value >= 0}

    @cached_property
    def levels_before(self) -> dict[str, float]:
        """The logarithms of the values of the year before."""
        known = self.expectations.variables
        return {code: math.log(value + known[code].offset) for code, value in self.previous.items() if code in known and value >= 0}

    @cached_property
    def positive(self) -> dict[str, float]:
        """The levels that tell of others: those of values above nought."""
        return {code: level for code, level in self.levels.items() if self.values[code] > 0}

    @cached_property
    def positive_before(self) -> dict[str, float]:
        """The same of the year before."""
        return {code: level for code, level in self.levels_before.items() if self.previous[code] > 0}

    @cached_property
    def added_up(self) -> frozenset[str]:
        """The variables that stand in a sum which adds up."""
        scope = Scope(self.values, {}, {})
        right = [names for node, names in self.expectations.families if names <= self.values.keys() and not holds(node, scope)]
        return frozenset().union(*right)

    def sign(self, code: str, value: Number | None = None) -> Sign | None:
        """The sign of a variable's value, or of another in its place; None where nothing was to be expected."""
        known = self.expectations.variables[code]
        level = self.levels.get(code) if value is None else math.log(value + known.offset)
        if level is None:
            return None
        told, nought = _told(known, self.positive), level <= math.log(known.offset) + TINY
        peer = self._peer(code, known, level, told, nought)
        own = self._own(code, known, level, told, nought)
        found = own or peer
        if found is None:
            return None
        score = found[0] + (WEIGHTS[1] * peer[0] if own and peer else 0.0) + (known.added if code in self.added_up else 0.0)
        return Sign(score, found[1], max(0.0, math.exp(level - found[1]) - known.offset), own is not None)

    def _own(self, code: str, known: Expected, level: float, told: float | None, nought: bool) -> tuple[float, float] | None:
        """Own and ratio signs weighted, and the own difference."""
        last = self.levels_before.get(code)
        if last is None or not known.own:
            return None
        difference, moved = level - last - known.change, len(MOVED) + 1
        former = self.earlier.get(code)
        if former is not None and former >= 0:
            level_of_two = math.log(former + known.offset)
            moved = sum(abs(last - level_of_two) > bound for bound in MOVED)
            other = level - level_of_two - known.change_of_two
            difference = other if abs(other) < abs(difference) else difference
        group = bisect_right(LEVELS, last) * (len(MOVED) + 2) + moved
        score = WEIGHTS[0] * known.own[group][-1 if nought else bisect_right(EDGES, difference)]
        told_before = _told(known, self.positive_before)
        if known.ratio and told is not None and told_before is not None:
            away = level - last - (told - told_before) - known.ratio_shift
            score += WEIGHTS[2] * known.ratio[group][-1 if nought else bisect_right(EDGES, away)]
        return score, difference

    def _peer(self, code: str, known: Expected, level: float, told: float | None, nought: bool) -> tuple[float, float] | None:
        if not known.peer or told is None:
            return None
        expected = told + self.expectations.regions.get(self.region, {}).get(code, 0.0)
        difference = level - expected - known.shift
        return known.peer[bisect_right(LEVELS, expected)][-1 if nought else bisect_right(EDGES, difference)], difference


def _told(known: Expected, levels: Mapping[str, float]) -> float | None:
    """The level that companions let expect: the median of theirs, each moved by its ratio."""
    told = [levels[other] + shift for other, shift in known.companions if other in levels]
    return median(told) if told else None


def copied(case: Case) -> tuple[float, int]:
    """How much likelier the values are a copy of the year before than a return of their own (log10), and how many are the same.

    A copy keeps a value as often as `KEPT` says, an honest return as often as `Expected.same` says; noughts that stayed do not count.
    """
    score, count = 0.0, 0
    for code, level in case.levels.items():
        before, known = case.previous.get(code), case.expectations.variables[code]
        if before is None or not known.same or max(before, case.values[code]) <= 0:
            continue
        stays = known.same[bisect_right(LEVELS, level)]
        same = before == case.values[code]
        score += math.log10(KEPT / stays) if same else math.log10((1 - KEPT) / (1 - stays))
        count += same
    return score, count
