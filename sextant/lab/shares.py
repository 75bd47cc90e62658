"""The interval of a share: the score interval of E. B. Wilson (Journal of the American Statistical Association 22, 1927, 209–212).

It holds the shares p for which |share − p| is at most z standard errors at p: (share + z²/2n ± z √(share(1−share)/n + z²/4n²)) / (1 + z²/n).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def two_sided(level: float) -> float:
    """The normal quantile z of an interval that holds with the chance `level`: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


Z_95 = two_sided(0.95)


def score_interval(share: float, n: float, z: float = Z_95) -> tuple[float, float, float]:
    """Low end, middle and high end for a share seen in n answers, which need not be whole; 0, ½ and 1 where there are none.

    The ends are exactly 0 and 1 where nobody and everybody answered so.
    """
    if n <= 0:
        return 0.0, 0.5, 1.0
    square = z * z / n
    middle, half = share + square / 2, z * sqrt(share * (1 - share) / n + square / (4 * n))
    low = 0.0 if share == 0 else max(0.0, (middle - half) / (1 + square))
    high = 1.0 if share == 1 else min(1.0, (middle + half) / (1 + square))
    return low, middle / (1 + square), high


def wilson(hits: float, trials: float, z: float = Z_95) -> tuple[float, float]:
    """The ends of the interval for so many hits in so many trials; 0 and 1 without trials."""
    low, _, high = score_interval(hits / trials if trials else 0.0, trials, z)
    return low, high
