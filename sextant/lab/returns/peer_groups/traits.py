"""What libraries are compared by: logarithms of population, spending and staff, each on a robust scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite, log1p
from statistics import quantiles

from sextant.lab.returns.rows import ReturnRow

TRAITS = ("population", "spending", "staff_fte")


@dataclass(frozen=True, slots=True)
class Library:
    """One library by its traits (persons, units of currency a year, full-time equivalents); a trait not known is absent."""

    key: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Median and interquartile range of log(1 + x) of each trait over all libraries; a range of nought counts as 1."""

    middles: dict[str, float]
    ranges: dict[str, float]

    def of(self, trait: str, value: float) -> float:
        """Where a value lies: 0 at the median, 1 for one interquartile range above it."""
        return (log1p(value) - self.middles[trait]) / self.ranges[trait]


def libraries(rows: Iterable[ReturnRow], traits: tuple[str, ...] = TRAITS) -> list[Library]:
    """Libraries of a year's returns that have at least one of the traits above nought, ordered by key."""
    found = [Library(row.unit_id, {code: row.values[code] for code in traits if row.values.get(code, 0) > 0}) for row in rows]
    return sorted((library for library in found if library.values), key=lambda library: library.key)


def scale(held: Iterable[Library]) -> Scale:
    """The scale over these libraries; a trait that fewer than two of them have is left out."""
    columns: dict[str, list[float]] = {}
    for library in held:
        for trait, value in library.values.items():
            if isfinite(value):
                columns.setdefault(trait, []).append(log1p(value))
    middles, ranges = {}, {}
    for trait, logs in columns.items():
        if len(logs) >= 2:
            low, middle, high = quantiles(logs, n=4, method="inclusive")
            middles[trait], ranges[trait] = middle, (high - low) or 1.0
    return Scale(middles, ranges)
