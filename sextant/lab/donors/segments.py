"""Segments of donors by recency, frequency and value, and who gave last year or some year but not this (LYBUNT, SYBUNT).

Scores and segments are data in `segments.toml`. A score of fifths is 1 + ⌊5 (b + e/2) / N⌋, where b of N donors are lower
and e are equal, the donor included, so that equal donors always have equal scores; where all are equal it is 3.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, Literal

from .gifts import Gift, of_currency

SEGMENTS = Path(__file__).with_name("segments.toml")
Standing = Literal["this_year", "last_year_only", "earlier_only"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A segment with its names, its definition in words and its conditions (all must hold)."""

    code: str
    name_en: str
    name_ru: str
    definition_en: str
    definition_ru: str
    conditions: tuple[tuple[str, int], ...]

    def fits(self, facts: Mapping[str, int]) -> bool:
        """Whether all conditions hold; `days_max` asks for `facts["days"]` and so on."""
        return all(facts[name[:-4]] >= least if name.endswith("_min") else facts[name[:-4]] <= least for name, least in self.conditions)


@dataclass(frozen=True, slots=True)
class Placed:
    """One donor: days since the last and the first gift, number and sum of gifts, the three scores, and the segment."""

    donor: str
    days: int
    since_first: int
    gifts: int
    sum_minor: int
    recency: int
    frequency: int
    value: int
    segment: str


@dataclass(frozen=True, slots=True)
class Segments:
    """All donors, ordered by donor. `by` says whether scores are fifths of the donors or fixed cuts."""

    on: date
    currency: str
    by: Literal["fifths", "cuts"]
    donors: tuple[Placed, ...]
    definitions: tuple[Definition, ...]

    @property
    def sizes(self) -> dict[str, int]:
        """Donors in each segment, empty ones included, in the order of the definitions."""
        counted = Counter(one.segment for one in self.donors)
        return {one.code: counted[one.code] for one in self.definitions}


@dataclass(frozen=True, slots=True)
class YearStanding:
    """Whether a donor gave this year, last year but not this (LYBUNT), or earlier but neither (SYBUNT in the narrow sense;
    in the wide sense it takes in LYBUNT). `last_year` is the
    last with a gift before this one (this one, where there is none), `last_minor` what was given in it."""

    donor: str
    standing: Standing
    last_year: int
    last_minor: int


def segments(gifts: Iterable[Gift], *, on: date, currency: str = "") -> Segments:
    """Place every donor who gave up to the day `on` in one segment.

    Counts gifts in one currency, which must be named where there are several; raises `DonorsError` without gifts.
    """
    given, currency = of_currency(gifts, on, currency)
    by_donor: dict[str, list[Gift]] = defaultdict(list)
    for gift in given:
        by_donor[gift.donor].append(gift)
    donors = sorted(by_donor)
    days = [(on - max(gift.day for gift in by_donor[donor])).days for donor in donors]
    since = [(on - min(gift.day for gift in by_donor[donor])).days for donor in donors]
    counts = [len(by_donor[donor]) for donor in donors]
    sums = [sum(gift.amount_minor for gift in by_donor[donor]) for donor in donors]
    rules = _rules()
    fifths = len(donors) >= rules["least_for_fifths"]
    scores = _by_fifths(days, counts, sums) if fifths else _by_cuts(days, counts, sums, rules["cuts"])
    placed = [_placed(donor, *facts) for donor, *facts in zip(donors, days, since, counts, sums, *scores, strict=True)]
    return Segments(on, currency, "fifths" if fifths else "cuts", tuple(placed), definitions())


def year_standings(gifts: Iterable[Gift], *, on: date, first_month: int = 1, currency: str = "") -> tuple[YearStanding, ...]:
    """The standing of every donor in the year that holds `on`; a year begins with `first_month` and is called by the
    calendar year in which it begins. Until the year is over, “not this year” means “not yet”."""
    given, _ = of_currency(gifts, on, currency)
    sums: dict[str, Counter[int]] = defaultdict(Counter)
    for gift in given:
        sums[gift.donor][_year(gift.day, first_month)] += gift.amount_minor
    this = _year(on, first_month)
    return tuple(_standing(donor, sums[donor], this) for donor in sorted(sums))


@cache
def definitions() -> tuple[Definition, ...]:
    """The segments in the order in which they are tried; the last takes whoever is left."""
    words = ("code", "name_en", "name_ru", "definition_en", "definition_ru")
    found = []
    for entry in _rules()["segment"]:
        conditions = tuple((name, value) for name, value in entry.items() if name not in words)
        found.append(Definition(**{name: entry[name] for name in words}, conditions=conditions))
    return tuple(found)


@cache
def _rules() -> dict[str, Any]:
    with SEGMENTS.open("rb") as handle:
        return tomllib.load(handle)


def _by_fifths(days: Sequence[int], counts: Sequence[int], sums: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    return _fifths([-day for day in days]), _fifths(counts), _fifths(sums)


def _fifths(values: Sequence[int]) -> list[int]:
    ordered = sorted(values)
    return [1 + 5 * (bisect_left(ordered, value) + bisect_right(ordered, value)) // (2 * len(ordered)) for value in values]


def _by_cuts(
    days: Sequence[int], counts: Sequence[int], sums: Sequence[int], cuts: Mapping[str, list[float]]
) -> tuple[list[int], list[int], list[int]]:
    typical = median(sums)
    recency = [5 - bisect_left(cuts["recency"], day) for day in days]
    frequency = [1 + bisect_right(cuts["frequency"], count) for count in counts]
    return recency, frequency, [1 + bisect_right(cuts["value"], total / typical) for total in sums]


def _placed(donor: str, days: int, since_first: int, gifts: int, sum_minor: int, recency: int, frequency: int, value: int) -> Placed:
    facts = {"days": days, "since_first": since_first, "gifts": gifts, "recency": recency, "frequency": frequency, "value": value}
    segment = next(one.code for one in definitions() if one.fits(facts))
    return Placed(donor, days, since_first, gifts, sum_minor, recency, frequency, value, segment)


def _standing(donor: str, sums: Counter[int], this: int) -> YearStanding:
    before = [year for year in sums if year < this]
    last = max(before, default=this)
    standing: Standing = "this_year" if this in sums else "last_year_only" if last == this - 1 else "earlier_only"
    return YearStanding(donor, standing, last, sums[last])


def _year(day: date, first_month: int) -> int:
    return day.year if day.month >= first_month else day.year - 1
