"""Scores that do not fit the entry and the juror: flagged for a look, never dropped (needs numpy and scipy).

Externally studentised residuals of the mixed model with equal spreads: r = ê/(σ √(1 − h)), t = r √((ν − 1)/(ν − r²)) with
ν = N − 1, the test of a shift of that one score (R. D. Cook, S. Weisberg, "Residuals and Influence in Regression", 1982; from
memory). Holm's step-down keeps the chance of any false flag at 5 % (S. Holm, Scandinavian Journal of Statistics 6, 1979).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from .mixed import Fit, residuals

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Outlier:
    """A score, what was to be expected of that juror at that entry, the studentised residual and its probability after Holm."""

    entry: str
    juror: str
    score: float
    expected: float
    studentised: float
    probability: float


def outliers(fitted: Fit, *, level: float = LEVEL) -> tuple[Outlier, ...]:
    """The flagged scores, the strangest first."""
    design, number = fitted.given.design, len(fitted.given.design.score)
    values, h = residuals(fitted)
    if fitted.sigma2 <= 0 or number < 4:
        return ()
    r = values / np.sqrt(fitted.sigma2 * np.clip(1 - h, 1e-9, None))
    freedom = number - 1
    r = np.clip(r, -0.999 * np.sqrt(freedom), 0.999 * np.sqrt(freedom))
    studentised = r * np.sqrt((freedom - 1) / (freedom - r**2))
    chance = 2 * student.sf(np.abs(studentised), freedom - 1)
    order = np.argsort(chance, kind="stable")
    held = np.minimum(1.0, np.maximum.accumulate(chance[order] * (number - np.arange(number))))
    return tuple(
        Outlier(
            design.entries[design.entry[place]],
            design.jurors[design.juror[place]],
            float(design.score[place]),
            float(design.score[place] - values[place]),
            float(studentised[place]),
            float(p),
        )
        for place, p in zip(order.tolist(), held.tolist(), strict=True)
        if p <= level
    )
