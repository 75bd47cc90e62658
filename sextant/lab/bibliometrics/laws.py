"""Laws of productivity: Lotka's of authors, Bradford's of sources (needs numpy and scipy)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import zeta

from .findings import refuse

LEAST_AUTHORS = 10


@dataclass(frozen=True, slots=True)
class Lotka:
    """Authors with x works are C / xⁿ of all. `exponent` n by maximum likelihood, `exponent_by_squares` by least squares on the
    logarithms (as Lotka 1926 and Pao 1985 did); `constant` C = 1 / ζ(n); `distance` the largest gap between the observed and
    expected cumulative shares and `critical` what it may be at the level of 1 % (1.63 / √authors); rows (works, authors, share,
    expected share)."""

    exponent: float
    exponent_by_squares: float | None
    constant: float
    distance: float
    critical: float
    authors: int
    rows: tuple[tuple[int, int, float, float], ...]

    @property
    def holds(self) -> bool:
        """Whether the law is not refused at the level of 1 %."""
        return self.distance <= self.critical


def lotka(works_of: Mapping[str, int]) -> Lotka:
    """Fit Lotka's law to the number of works of each author."""
    from scipy.optimize import minimize_scalar  # takes longer to load than the rest of the lab

    counts = _positive(works_of)
    if len(counts) < LEAST_AUTHORS:
        raise refuse("too_few", given=len(counts), wanted=LEAST_AUTHORS)
    table = sorted(Counter(counts.values()).items())
    works = np.array([x for x, _y in table], dtype=float)
    authors = np.array([y for _x, y in table], dtype=float)
    logs = float((authors * np.log(works)).sum())
    found = minimize_scalar(lambda n: n * logs + authors.sum() * np.log(zeta(n)), bounds=(1.0001, 20), method="bounded", options={"xatol": 1e-9})
    exponent = float(found.x)
    shares, expected = authors / authors.sum(), works**-exponent / zeta(exponent)
    distance = _distance(works, shares, exponent)
    squares = float(-np.polyfit(np.log(works), np.log(authors), 1)[0]) if len(table) > 1 else None
    rows = tuple((int(x), int(y), round(float(s), 6), round(float(e), 6)) for x, y, s, e in zip(works, authors, shares, expected, strict=True))
    fitted = round(exponent, 6), None if squares is None else round(squares, 6), round(1 / float(zeta(exponent)), 6)
    return Lotka(*fitted, round(distance, 6), round(1.63 / float(np.sqrt(authors.sum())), 6), len(counts), rows)


def _distance(works: np.ndarray, shares: np.ndarray, exponent: float) -> float:
    """The Kolmogorov–Smirnov distance over every number of works up to the largest, also those that nobody has."""
    every = np.arange(1, int(works[-1]) + 1)
    seen = np.zeros(len(every))
    seen[works.astype(int) - 1] = shares
    return float(np.abs(np.cumsum(seen) - np.cumsum(every**-exponent) / zeta(exponent)).max())


def _positive(counts: Mapping[str, int]) -> Mapping[str, int]:
    for name, value in counts.items():
        if value < 1 or value != int(value):
            raise refuse("not_positive", name=name, value=value)
    return counts


@dataclass(frozen=True, slots=True)
class Zone:
    """Sources of one zone, the richest first, with their works in all; `multiplier` is its number of sources over that of the
    zone before."""

    sources: tuple[str, ...]
    works: int
    multiplier: float | None


def bradford(works_in: Mapping[str, int], *, zones: int = 3) -> list[Zone]:
    """Sources in order of their works, shared out into zones of about equal numbers of works (Bradford 1934): a source belongs to
    the zone in which the middle of its works falls. Equal sources stand by name."""
    counts = _positive(works_in)
    if not 1 <= zones <= len(counts):
        raise refuse("zones", given=len(counts), wanted=zones)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    whole, seen = sum(counts.values()), 0
    shared: list[list[str]] = [[] for _ in range(zones)]
    for name in order:
        shared[min(zones - 1, int((seen + counts[name] / 2) * zones / whole))].append(name)
        seen += counts[name]
    found: list[Zone] = []
    for names in shared:
        before = len(found[-1].sources) if found else 0
        found.append(Zone(tuple(names), sum(counts[name] for name in names), round(len(names) / before, 4) if before else None))
    return found


def counted(names: Iterable[Iterable[str]]) -> dict[str, int]:
    """How many documents each name stands in."""
    return dict(Counter(name for one in names for name in set(one)))
