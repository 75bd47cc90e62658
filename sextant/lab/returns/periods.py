"""Periods of a year: ISO 8601 intervals and months, and how they add up to a year without counting twice.

A year is named by the calendar year it starts in: with a start in April, 2023 runs to March 2024.
Months of a year are numbered 0 to 11 from its start; a set of months is the bits of an integer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from .mapping import MONTH

INTERVAL = re.compile(r"(\d{4})-(\d{2})-01/P(1M|3M|6M|12M|1Y)")
LENGTHS = {"1M": 1, "3M": 3, "6M": 6, "12M": 12, "1Y": 12}
ALL_MONTHS = (1 << 12) - 1


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of months within one year."""

    year: int
    first: int
    length: int

    @property
    def mask(self) -> int:
        """Its months as bits."""
        return ((1 << self.length) - 1) << self.first


def parse_period(text: str, starts: int = 1) -> Period | None:
    """The period of `2023-04-01/P3M`, `2023-4` or `2023`; None if unreadable or across two years.

    `starts` is the month (1–12) a year begins with.
    """
    text = text.strip()
    if interval := INTERVAL.fullmatch(text):
        year, month, length = int(interval[1]), int(interval[2]), LENGTHS[interval[3]]
    elif month_only := MONTH.fullmatch(text):
        year, month, length = int(month_only[1]), int(month_only[2]), 1
    elif re.fullmatch(r"(1[89]|20|21)\d\d", text):
        return Period(int(text), 0, 12)
    else:
        return None
    first = (month - starts) % 12
    if not 1 <= month <= 12 or first + length > 12:
        return None
    return Period(year if month >= starts else year - 1, first, length)


@dataclass(slots=True)
class Gathered:
    """Values of one variable part gathered over the months of one year."""

    mask: int = 0
    blank: int = 0
    values: dict[int, tuple[int, float]] = field(default_factory=dict)

    def overlaps(self, period: Period) -> bool:
        """Whether one of its months is there already."""
        return bool((self.mask | self.blank) & period.mask)

    def add(self, period: Period, value: float | None) -> None:
        """Take a value; None says that the period was reported without one."""
        if value is None:
            self.blank |= period.mask
            return
        self.mask |= period.mask
        self.values[period.first] = (period.length, value)

    @property
    def months(self) -> int:
        """How many months have a value."""
        return self.mask.bit_count()

    def yearly(self, aggregate: Literal["sum", "last", "mean"]) -> float | None:
        """The value of the year: the sum, the last one, or the mean weighted by months; None without values."""
        if not self.values:
            return None
        if aggregate == "last":
            return self.values[max(self.values)][1]
        if aggregate == "mean":
            return sum(length * value for length, value in self.values.values()) / self.months
        return sum(value for _, value in self.values.values())
