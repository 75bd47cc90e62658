"""Amounts of two groups compared: the difference of means with a bootstrap interval (needs numpy and scipy).

The interval is the bias-corrected and accelerated one (BCa) of B. Efron, "Better Bootstrap Confidence Intervals", Journal
of the American Statistical Association 82, 1987 (from memory), of two independent samples: each is drawn again by itself,
and the acceleration is Σu³ / (6 (Σu²)^{3/2}) over the influences u = ±(x − mean)/n of all values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from ..payments.amounts import format_amount
from .appeals import Group, Interval, Verdict
from .findings import Said, refuse, say

Floats: TypeAlias = NDArray[np.float64]
LEAST, AGAIN, BLOCK = 10, 9999, 500
SENTENCES: dict[Verdict, str] = {"more": "amounts_more", "fewer": "amounts_fewer", "alike": "amounts_alike"}


@dataclass(frozen=True, slots=True)
class MeansComparison:
    """Means of two groups in minor units: `per_gift` among those who gave, `per_person` among all who were asked, which is
    the fair measure of a letter, since it counts those it moved and those it did not."""

    means_per_gift: tuple[float, float]
    means_per_person: tuple[float, float]
    per_gift: Interval
    per_person: Interval
    verdict: Verdict
    said: Said


def compare_amounts(
    first: Group,
    second: Group | None,
    first_minor: Sequence[int],
    second_minor: Sequence[int],
    *,
    currency: str,
    level: float = 0.95,
    seed: int = 1,
) -> MeansComparison:
    """Compare what those who gave have given (one amount a person, in minor units). The verdict is about `per_person`.

    Raises `DonorsError` without a second group, where the numbers do not agree, or with fewer than ten gifts in a group.
    """
    if second is None or second.asked == 0:
        raise refuse("no_control")
    for group, amounts in ((first, first_minor), (second, second_minor)):
        if group.gave != len(amounts) or group.gave > group.asked:
            raise refuse("group_broken", name=group.name, asked=group.asked, gave=len(amounts))
    if (found := min(first.gave, second.gave)) < LEAST:
        raise refuse("gifts_too_few", least=LEAST, found=found)
    if not 0 < level < 1:
        raise refuse("share_outside", value=level)
    gifts = np.array(first_minor, dtype=float), np.array(second_minor, dtype=float)
    if len({*first_minor, *second_minor}) == 1:
        raise refuse("gifts_all_alike")
    persons = tuple(np.concatenate([given, np.zeros(group.asked - group.gave)]) for given, group in zip(gifts, (first, second), strict=True))
    rng = np.random.default_rng(seed)
    per_gift, per_person = bca(*gifts, level=level, rng=rng), bca(persons[0], persons[1], level=level, rng=rng)
    verdict: Verdict = "more" if per_person.low > 0 else "fewer" if per_person.high < 0 else "alike"
    low, high = sorted((abs(per_person.low), abs(per_person.high))) if verdict == "fewer" else (per_person.low, per_person.high)
    shown = {"low": format_amount(round(low), currency), "high": format_amount(round(high), currency), "currency": currency}
    said = say(SENTENCES[verdict], first=first.name, second=second.name, level=f"{100 * level:g}", **shown)
    means_per_gift = float(gifts[0].mean()), float(gifts[1].mean())
    return MeansComparison(means_per_gift, (float(persons[0].mean()), float(persons[1].mean())), per_gift, per_person, verdict, said)


def bca(first: Floats, second: Floats, *, level: float, rng: np.random.Generator) -> Interval:
    """mean(first) − mean(second) with its BCa interval from 9,999 resamples."""
    gap = float(first.mean() - second.mean())
    again = _means(first, rng) - _means(second, rng)
    below = np.clip(((again < gap).mean() + (again <= gap).mean()) / 2, 1 / AGAIN, 1 - 1 / AGAIN)
    influence = np.concatenate([(first - first.mean()) / len(first), -(second - second.mean()) / len(second)])
    squares = float((influence**2).sum())
    acceleration = float((influence**3).sum()) / (6 * squares**1.5) if squares else 0.0
    bias = ndtri(below)
    ends = bias + ndtri(np.array([(1 - level) / 2, (1 + level) / 2]))
    low, high = np.quantile(again, ndtr(bias + ends / (1 - acceleration * ends)))
    return Interval(gap, float(low), float(high))


def _means(values: Floats, rng: np.random.Generator) -> Floats:
    """Means of resamples; where there are few different values, as of people most of whom gave nothing, each is drawn by
    how often its values occur."""
    different, counts = np.unique(values, return_counts=True)
    sizes = [BLOCK] * (AGAIN // BLOCK) + [AGAIN % BLOCK]
    if 8 * len(different) > len(values):
        drawn = [values[rng.integers(0, len(values), (size, len(values)))].sum(axis=1) for size in sizes]
    else:
        drawn = [rng.multinomial(len(values), counts / len(values), size=size) @ different for size in sizes]
    return np.asarray(np.concatenate(drawn) / len(values))
