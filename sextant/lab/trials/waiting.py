"""How long something waits until it happens, where for some of the cases it has not happened yet.

Leaving out those that still wait makes every wait look short; counting them as done makes it a lie. The product-limit estimate uses
what is known of them: that they had not got there by the last day seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import median


@dataclass(frozen=True)
class Case:
    """One case: days seen since its beginning, and whether the wait ended on the last of them."""

    days: int
    ended: bool


@dataclass(frozen=True)
class Step:
    """A day on which waits ended: how many cases still waited just before it, how many ended, and the share that waits on after it."""

    days: int
    waiting: int
    ended: int
    share: Fraction


@dataclass(frozen=True)
class Waits:
    """`median` is the product-limit median in days (None: fewer than half have got there by this estimate), `plain` the median of those
    that got there (None: nobody has); `ended` of `cases` got there."""

    median: int | None
    plain: float | None
    cases: int
    ended: int
    steps: tuple[Step, ...]

    @property
    def watched(self) -> int | None:
        """How many cases still waited just before the median day: where they are few, the median stands on little. None without a median."""
        return next((step.waiting for step in self.steps if step.days == self.median), None)

    def share_ended_by(self, days: int) -> float:
        """Estimated share of cases, 0 to 1, that have got there within so many days."""
        last = next((step.share for step in reversed(self.steps) if step.days <= days), Fraction(1))
        return float(1 - last)


def product_limit(cases: Iterable[Case]) -> tuple[Step, ...]:
    """S(t) = Π (1 − d_i / n_i) over the days t_i ≤ t on which d_i of the n_i cases that still waited got there.

    A case that is last seen waiting on day t counts among those who waited on day t. Negative days are a ValueError.
    Source: Kaplan & Meier 1958 (from memory; clause not seen).
    """
    rows = sorted(cases, key=lambda case: case.days)
    if rows and rows[0].days < 0:
        raise ValueError("days are counted from the beginning of the wait")
    steps, waiting, share = [], len(rows), Fraction(1)
    for days, group in groupby(rows, key=lambda case: case.days):
        there = [case.ended for case in group]
        if ended := sum(there):
            share *= Fraction(waiting - ended, waiting)
            steps.append(Step(days, waiting, ended, share))
        waiting -= len(there)
    return tuple(steps)


def waits(cases: Sequence[Case]) -> Waits:
    """Both medians. The product-limit median is the first day on which at most half still wait."""
    steps = product_limit(cases)
    reached = [case.days for case in cases if case.ended]
    middle = next((step.days for step in steps if step.share <= Fraction(1, 2)), None)
    return Waits(middle, float(median(reached)) if reached else None, len(cases), len(reached), steps)
