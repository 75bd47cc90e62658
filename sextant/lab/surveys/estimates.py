"""Shares and means with 95 % intervals, plain and weighted.

Plain shares: Wilson 1927 (Journal of the American Statistical Association 22:209–212). Weighted ones: a share or mean is a ratio of two
weighted sums; its variance is the linearised (Taylor) one, n/(n−1) Σ (wᵢ (yᵢ − ȳ) / Σw)², as if people had been drawn one by one with
replacement. What raking gains in precision is left out, so that the intervals are rather too wide than too narrow. The interval of
a weighted share is Wilson's with the number of plain answers that would have that variance. None of this mends a sample whose people chose
themselves: it says only how much another draw of the same kind would differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from sextant.lab.shares import Z_95, score_interval


@dataclass(frozen=True)
class Estimate:
    """A value, the ends of its interval, and the number of answers of equal weight that would tell as much."""

    value: float
    low: float
    high: float
    effective_n: float


def share(chosen: Sequence[bool], weights: Sequence[float] | None = None) -> Estimate | None:
    """The share of those who chose; without weights each counts 1. None without anybody."""
    count = len(chosen)
    if not count:
        return None
    held = weights if weights is not None else [1.0] * count
    total = sum(held)
    value = sum(weight for weight, one in zip(held, chosen, strict=True) if one) / total
    kish = total * total / sum(weight * weight for weight in held)
    if weights is None:
        effective = float(count)
    else:
        variance = _variance([float(one) for one in chosen], held, value)
        effective = value * (1 - value) / variance if variance > 0 and 0 < value < 1 else kish
    value = min(1.0, max(0.0, value))
    low, _, high = score_interval(value, effective)
    return Estimate(value, low, high, effective)


def mean(values: Sequence[float], weights: Sequence[float] | None = None) -> Estimate | None:
    """The mean with its interval by the normal distribution; an interval needs two answers, with one it is the value itself."""
    count = len(values)
    if not count:
        return None
    held = weights if weights is not None else [1.0] * count
    total = sum(held)
    value = sum(weight * one for weight, one in zip(held, values, strict=True)) / total
    half = Z_95 * sqrt(_variance(values, held, value))
    return Estimate(value, value - half, value + half, total * total / sum(weight * weight for weight in held))


def _variance(values: Sequence[float], weights: Sequence[float], value: float) -> float:
    """Linearised variance of a weighted mean."""
    count, total = len(values), sum(weights)
    if count < 2:
        return 0.0
    return count / (count - 1) * sum((weight * (one - value) / total) ** 2 for weight, one in zip(weights, values, strict=True))


def quartiles(values: Sequence[float], weights: Sequence[float] | None = None) -> tuple[float, float, float] | None:
    """The smallest values at which a quarter, a half and three quarters of the weight are reached."""
    if not values:
        return None
    held = weights if weights is not None else [1.0] * len(values)
    ordered = sorted(zip(values, held, strict=True))
    total, found = sum(held), []
    for part in (0.25, 0.5, 0.75):
        reached = 0.0
        for value, weight in ordered:
            reached += weight
            if reached >= part * total - 1e-9:
                found.append(value)
                break
    return found[0], found[1], found[2]


def cronbach_alpha(items: Sequence[Sequence[float]]) -> float | None:
    """How far the items of a scale measure one thing: k/(k−1) (1 − Σ var(item) / var(sum)) over people who answered all of them
    (Cronbach 1951, Psychometrika 16:297–334). One row a person. None for fewer than two items or people, or where sums do not differ."""
    if len(items) < 2 or len(items[0]) < 2:
        return None
    k = len(items[0])
    whole = _sample_variance([sum(row) for row in items])
    if whole <= 0:
        return None
    return k / (k - 1) * (1 - sum(_sample_variance([row[place] for row in items]) for place in range(k)) / whole)


def _sample_variance(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return sum((one - middle) ** 2 for one in values) / (len(values) - 1)
