"""How fast a literature grows (needs numpy and scipy).

The exponential law of D. J. de Solla Price (“Little Science, Big Science”, 1963): N(t) = N₀ · e^(bt), so that works grow by e^b − 1 a
year and double in ln 2 / b years. b is fitted by maximum likelihood with counts after Poisson (a generalised linear model with a log
link: McCullagh & Nelder, “Generalized Linear Models”, 2nd ed., 1989, chapter 6; clause not seen), which takes years without works as
they are, where least squares on logarithms could not. Its standard error is widened by the dispersion, Pearson's χ² over the degrees of
freedom, where years scatter more than chance would have them; the interval is Student's with as many degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from .findings import refuse

LEAST_YEARS = 3
STEPS = 100


@dataclass(frozen=True, slots=True)
class Growth:
    """`rate` a year as a share (0.05 is 5 %) with its 95 % interval, `doubling` in years (None where works do not grow), `fitted` works of
    each year, `compound` the rate that leads from the first year to the last (None where the first has no works)."""

    rate: float
    low: float
    high: float
    doubling: float | None
    compound: float | None
    fitted: tuple[float, ...]


def growth(counts: Sequence[int]) -> Growth:
    """The growth of works in years that follow each other; refuses fewer than three years, and works of one year alone."""
    works = np.asarray(counts, dtype=float)
    if len(works) < LEAST_YEARS or np.count_nonzero(works) < 2:
        raise refuse("few_years_of_growth", given=len(works), wanted=LEAST_YEARS)
    when = np.arange(len(works)) - (len(works) - 1) / 2
    level, slope = float(np.log(works.mean())), 0.0
    for _step in range(STEPS):
        fitted = np.exp(level + slope * when)
        rest = works - fitted
        matrix = np.array([[fitted.sum(), (fitted * when).sum()], [(fitted * when).sum(), (fitted * when**2).sum()]])
        step = np.clip(np.linalg.solve(matrix, np.array([rest.sum(), (rest * when).sum()])), -2, 2)
        level, slope = level + float(step[0]), slope + float(step[1])
        if np.abs(step).max() < 1e-12:
            break
    fitted = np.exp(level + slope * when)
    spread = max(float(((works - fitted) ** 2 / fitted).sum()) / (len(works) - 2), 1.0)
    error = float(np.sqrt(np.linalg.inv(matrix)[1, 1] * spread))
    wide = float(stdtrit(len(works) - 2, 0.975))
    low, high = (float(np.expm1(slope + sign * wide * error)) for sign in (-1, 1))
    compound = float((works[-1] / works[0]) ** (1 / (len(works) - 1)) - 1) if works[0] else None
    return Growth(
        round(float(np.expm1(slope)), 6),
        round(low, 6),
        round(high, 6),
        round(float(np.log(2)) / slope, 4) if slope > 1e-9 else None,
        None if compound is None else round(compound, 6),
        tuple(round(float(value), 4) for value in fitted),
    )


def h_index(citations: Sequence[int]) -> int:
    """The largest h such that h works have h citations or more each (Hirsch, “An index to quantify an individual's scientific research
    output”, PNAS 102(46), 2005)."""
    return sum(cited >= place for place, cited in enumerate(sorted(citations, reverse=True), start=1))
