"""Reference publication year spectroscopy: the years whose publications a field goes back to (needs numpy).

Marx, Bornmann, Barth & Leydesdorff, “Detecting the historical roots of research fields by reference publication year
spectroscopy (RPYS)” (JASIST 65, 2014): the number of cited references by their year, and its deviation from the median of
the five years around (two before, the year, two after).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .findings import refuse

AROUND = 2


@dataclass(frozen=True, slots=True)
class CitedYear:
    """References to works of one year, the deviation from the median of five years, and the most cited of them with their counts."""

    year: int
    references: int
    deviation: float
    most_cited: tuple[tuple[str, int], ...]
    is_peak: bool


def spectroscopy(references: Iterable[tuple[int, str]], *, named: int = 3) -> list[CitedYear]:
    """From (year, reference as it is told apart) of every citation: all years from the first to the last, also empty ones.

    A peak deviates upwards by more than both its neighbours do.
    """
    by_year: dict[int, Counter[str]] = {}
    for year, reference in references:
        by_year.setdefault(year, Counter())[reference] += 1
    if not by_year:
        raise refuse("no_years")
    years = range(min(by_year), max(by_year) + 1)
    counts = np.array([by_year[year].total() if year in by_year else 0 for year in years], dtype=float)
    padded = np.concatenate([np.zeros(AROUND), counts, np.zeros(AROUND)])
    median = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1), axis=1)
    gaps = counts - median
    around = np.concatenate([[-np.inf], gaps, [-np.inf]])
    peaks = (gaps > 0) & (gaps > around[:-2]) & (gaps > around[2:])
    return [
        CitedYear(
            year,
            int(counts[place]),
            float(gaps[place]),
            tuple(sorted(by_year.get(year, Counter()).items(), key=lambda one: (-one[1], one[0]))[:named]),
            bool(peaks[place]),
        )
        for place, year in enumerate(years)
    ]
