"""Delphi: what a group answered in a round, how far it agrees, and who answers otherwise (needs numpy and scipy).

Quartiles are of type 7 of R. J. Hyndman, Y. Fan, “Sample quantiles in statistical packages”, The American Statistician 50, 1996 (straight lines between
ordered answers, the default of numpy, R and spreadsheets). Formulas whose source is marked “from memory” were not looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.stats import chi2, rankdata

from .findings import refuse

BAND: Final = 1.0
"""Answers so far from the median are within the band."""
CONSENSUS: Final = 0.75
"""The share within the band from which consensus is said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a person to an item in a round (from 1), a number on the item's scale; `weight` is the self-rated expertise, 1 where not asked."""

    participant: str
    round: int
    item: str
    value: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Dissent:
    """An answer outside the band: whose, what, and on which side of the median."""

    participant: str
    value: float
    side: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One item in one round.

    `weighted_median` weighs by expertise; `quartile_variation` is (q3 − q1)/(q3 + q1) and `variation` the sample deviation over the mean, both `None` where
    they would divide by nothing; `modes` are the commonest answers, `at_mode` the share that gave one of them; `within` is the share within the band around the median, `consensus` whether that is
    enough; `dissent` are the answers outside.
    """

    round: int
    item: str
    answers: int
    median: float
    weighted_median: float
    q1: float
    q3: float
    quartile_variation: float | None
    mean: float
    variation: float | None
    modes: tuple[float, ...]
    at_mode: float
    within: float
    consensus: bool
    dissent: tuple[Dissent, ...] = field(default=())

    @property
    def iqr(self) -> float:
        """The width of the middle half, q3 − q1."""
        return self.q3 - self.q1


def summary(answers: Sequence[Answer], *, band: float = BAND, consensus: float = CONSENSUS) -> Summary:
    """What was answered to one item in one round; refuses no answers."""
    if not answers:
        raise refuse("no_answers")
    values = np.array([one.value for one in answers], dtype=float)
    q1, median, q3 = (float(value) for value in np.quantile(values, [0.25, 0.5, 0.75]))
    mean = float(values.mean())
    deviation = float(values.std(ddof=1)) if len(values) > 1 else None
    outside = sorted((one for one in answers if abs(one.value - median) > band + 1e-12), key=lambda one: (one.value, one.participant))
    commonest = modes(values.tolist())
    within = 1 - len(outside) / len(answers)
    return Summary(
        answers[0].round,
        answers[0].item,
        len(answers),
        median,
        weighted_median([one.value for one in answers], [one.weight for one in answers]),
        q1,
        q3,
        (q3 - q1) / (q3 + q1) if q3 + q1 else None,
        mean,
        deviation / abs(mean) if deviation is not None and mean else None,
        commonest,
        sum(one.value in commonest for one in answers) / len(answers),
        within,
        within >= consensus - 1e-12,
        tuple(Dissent(one.participant, one.value, "below" if one.value < median else "above") for one in outside),
    )


def modes(values: Iterable[float]) -> tuple[float, ...]:
    """The commonest answers, the least first."""
    counts = Counter(values)
    most = max(counts.values(), default=0)
    return tuple(sorted(value for value, number in counts.items() if number == most))


def share_between(values: Sequence[float], low: float, high: float) -> float:
    """The share of answers from `low` to `high`, both included: per cent agreement where a threshold on the scale is the rule (such as 4 and 5 of 5)."""
    if not values:
        raise refuse("no_answers")
    return sum(low <= value <= high for value in values) / len(values)


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The least answer at which half of the weight is reached; where it is exactly half, the middle between it and the next answer.

    With equal weights it is the median. Answers of weight 0 do not count; refuses negative weights and none above 0.
    """
    if any(weight < 0 for weight in weights):
        raise refuse("weight_negative")
    pairs = sorted((value, weight) for value, weight in zip(values, weights, strict=True) if weight > 0)
    if not pairs:
        raise refuse("no_answers")
    half, reached = sum(weight for _, weight in pairs) / 2, 0.0
    for place, (value, weight) in enumerate(pairs):
        reached += weight
        if abs(reached - half) <= 1e-9 * half:
            return (value + pairs[place + 1][0]) / 2
        if reached > half:
            return value
    return pairs[-1][0]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W (0 none, 1 full), its χ² on n − 1 degrees of freedom, p, and how many raters of how many items it was reckoned from."""

    w: float
    chi_square: float
    p: float
    raters: int
    items: int


def concordance(table: Sequence[Sequence[float | None]]) -> Concordance | None:
    """How far raters (rows) put items (columns) in the same order; rows with a gap are left out. `None` with fewer than two raters or items, or where
    every rater ties everything.

    W = 12·S/(m²(n³ − n) − m·ΣT), S = Σ(R_i − R̄)², T = Σ(t³ − t) over ties of a rater; χ² = m(n − 1)W.
    M. G. Kendall, B. Babington Smith, “The problem of m rankings”, Annals of Mathematical Statistics 10, 1939 (from memory).
    The χ² is rough for fewer than about seven items.
    """
    whole = [list(row) for row in table if all(value is not None for value in row)]
    m, n = len(whole), len(whole[0]) if whole else 0
    if m < 2 or n < 2:
        return None
    ranks = np.array([rankdata(row) for row in whole])
    ties = sum(number**3 - number for row in whole for number in Counter(row).values())
    sums = ranks.sum(axis=0)
    divisor = m * m * (n**3 - n) - m * ties
    if divisor == 0:
        return None
    w = float(12 * np.square(sums - sums.mean()).sum() / divisor)
    square = m * (n - 1) * w
    return Concordance(w, square, float(chi2.sf(square, n - 1)), m, n)
