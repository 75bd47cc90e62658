"""Scores from parts, with weights that anybody may change: plain Python, so that a page can answer at once.

A part is told as the share of concepts that it leaves behind (mid-ranks, 0 to 1), so that no unit rules the others. The score is
the mean of these shares by weight, over the parts that have data for the concept, times 100. Intervals are the quantiles of the
same score over resamplings of the works.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from sextant.lab.sentences import Said

from .findings import refuse, say

WEIGHTS = {"growth": 1.0, "burst": 1.0, "uptake": 1.0, "novelty": 1.0, "gap": 2.0}
"""What is taken where nobody chooses: what practice misses counts twice."""
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Shares:
    """Of each concept and part the share of concepts left behind (None: no data), as it is and in each resampling."""

    concepts: tuple[str, ...]
    works: tuple[int, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    """By concept, by part, from the parts as they are measured."""
    resampled: tuple[tuple[tuple[float | None, ...], ...], ...]
    """By resampling, by concept, by part."""
    raw: tuple[tuple[float | None, ...], ...]
    """What was measured, by concept, by part."""


@dataclass(frozen=True, slots=True)
class Priority:
    """A concept in its place: its score (0–100) between `low` and `high`, each part's share and what it adds, its works."""

    rank: int
    concept: str
    score: float
    low: float
    high: float
    parts: dict[str, float | None]
    adds: dict[str, float]
    works: int


def midranks(values: Sequence[float]) -> list[float | None]:
    """The share of the known values that each leaves behind, half of its equals counted; None for NaN, 0.5 for one alone."""
    known = sorted(value for value in values if not isnan(value))
    if not known:
        return [None] * len(values)
    below: dict[float, float] = {}
    for place, value in enumerate(known):
        below.setdefault(value, place)
    equals: dict[float, int] = {}
    for value in known:
        equals[value] = equals.get(value, 0) + 1
    return [None if isnan(value) else (below[value] + equals[value] / 2) / len(known) for value in values]


def checked(weights: Mapping[str, float], parts: Sequence[str]) -> tuple[dict[str, float], list[Said]]:
    """The weights of the parts that have data, and a note for each part that was asked for and has none."""
    for part, weight in weights.items():
        if part not in WEIGHTS:
            raise refuse("unknown_part", part=part, known=", ".join(WEIGHTS))
        if not weight >= 0:
            raise refuse("negative_weight", part=part)
    if not any(weights.get(part, 0.0) > 0 for part in parts):
        raise refuse("no_weight")
    notes = [say("no_data", part=part) for part, weight in weights.items() if weight > 0 and part not in parts]
    return {part: float(weights.get(part, 0.0)) for part in parts}, notes


def _score(shares: Sequence[float | None], weights: Sequence[float]) -> float | None:
    pairs = [(share, weight) for share, weight in zip(shares, weights, strict=True) if share is not None and weight > 0]
    whole = sum(weight for _share, weight in pairs)
    return 100 * sum(share * weight for share, weight in pairs) / whole if whole else None


def _quantile(values: list[float], share: float) -> float:
    """Linear between neighbours (Hyndman & Fan 1996, type 7)."""
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def ranked(shares: Shares, weights: Mapping[str, float] | None = None, *, level: float = LEVEL) -> tuple[list[Priority], list[Said]]:
    """Concepts in order of their scores (equal ones by name), and notes on parts without data. Concepts without any part are left out."""
    by_part, notes = checked(WEIGHTS if weights is None else weights, shares.parts)
    chosen = [by_part[part] for part in shares.parts]
    found = []
    for place, concept in enumerate(shares.concepts):
        score = _score(shares.values[place], chosen)
        if score is not None:
            again = [value for one in shares.resampled if (value := _score(one[place], chosen)) is not None]
            found.append((score, concept, place, *_interval(sorted(again), score, level)))
    found.sort(key=lambda one: (-round(one[0], 9), one[1]))
    return [_priority(shares, chosen, rank, *one) for rank, one in enumerate(found, start=1)], notes


def _interval(again: list[float], score: float, level: float) -> tuple[float, float]:
    """Quantiles of the resamplings; the score itself always lies between them."""
    if not again:
        return score, score
    return min(score, _quantile(again, (1 - level) / 2)), max(score, _quantile(again, (1 + level) / 2))


def _priority(shares: Shares, weights: list[float], rank: int, score: float, concept: str, place: int, low: float, high: float) -> Priority:
    values = shares.values[place]
    whole = sum(weight for value, weight in zip(values, weights, strict=True) if value is not None)
    adds = {
        part: round(100 * value * weight / whole, 4)
        for part, value, weight in zip(shares.parts, values, weights, strict=True)
        if value is not None and whole
    }
    parts = {part: None if value is None else round(value, 6) for part, value in zip(shares.parts, values, strict=True)}
    return Priority(rank, concept, round(score, 4), round(low, 4), round(high, 4), parts, adds, shares.works[place])
