"""Where the interest of a field turns: a concept whose share of the works fell and then rose, or rose and then fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

SPAN = 3
"""Years in each of the three spans that are compared."""
SURE = 1.96
"""A change counts when it is so many standard errors large, in both steps."""


@dataclass(frozen=True)
class Turn:
    """Shares of the works in three spans of years, the earliest first, and the first and the last year of each."""

    shares: tuple[float, float, float]
    spans: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]

    @property
    def is_rise(self) -> bool:
        """Fell, and now rises."""
        return self.shares[2] > self.shares[1]


def turn_of(works: Mapping[int, int], totals: Mapping[int, int], last: int) -> Turn | None:
    """The turn in the nine years up to `last`; None where there is none, or not enough works to say so.

    Each step is judged by the z test of two proportions with a pooled share (Fleiss, Levin and Paik, Statistical Methods for Rates and
    Proportions, 3rd ed., 2003, ch. 3; page not seen); a turn needs both steps beyond `SURE` and in opposite directions.
    """
    spans = [(last - SPAN * back - SPAN + 1, last - SPAN * back) for back in (2, 1, 0)]
    counted = [(_sum(works, span), _sum(totals, span)) for span in spans]
    if not all(whole for _part, whole in counted):
        return None
    first, second = (standard_errors(*before, *after) for before, after in pairwise(counted))
    if abs(first) < SURE or abs(second) < SURE or (first > 0) == (second > 0):
        return None
    one, two, three = (part / whole for part, whole in counted)
    return Turn((one, two, three), (spans[0], spans[1], spans[2]))


def _sum(counts: Mapping[int, int], span: Sequence[int]) -> int:
    return sum(counts.get(year, 0) for year in range(span[0], span[1] + 1))


def standard_errors(part: int, whole: int, later_part: int, later_whole: int) -> float:
    """How many standard errors the later share lies above the earlier one; 0 where both are 0 or 1."""
    pooled = (part + later_part) / (whole + later_whole)
    spread = sqrt(pooled * (1 - pooled) * (1 / whole + 1 / later_whole))
    return (later_part / later_whole - part / whole) / spread if spread else 0.0
