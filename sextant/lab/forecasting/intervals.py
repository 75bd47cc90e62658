"""Conformal intervals: as wide as the errors of the backtest say, and how often they held.

Split conformal prediction after Vovk, Gammerman and Shafer (2005), by horizon (from memory, not seen): of n absolute
errors the ⌈(n + 1) · level⌉-th smallest is the half-width. The promise holds for errors that are exchangeable; those of a
series in time are so only nearly. Therefore the coverage is measured: at each origin of the backtest the interval is made
of the errors that were known by then, and asked whether it held.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from sextant.lab.forecasting.methods import Values


@dataclass(frozen=True)
class Coverage:
    """How often intervals held in the backtest: asked and held, by horizon."""

    asked: tuple[int, ...]
    held: tuple[int, ...]

    @property
    def share(self) -> float | None:
        """Held ÷ asked over all horizons; None where none could be asked."""
        return sum(self.held) / sum(self.asked) if sum(self.asked) else None


def needed(level: int) -> int:
    """The smallest number of errors that gives a finite interval: ⌈level ÷ (100 − level)⌉; 4 for 80 %, 9 for 90 %, 19 for 95 %."""
    return ceil(level / (100 - level))


def half_width(sizes: Values, level: int) -> float:
    """The ⌈(n + 1) · level⌉-th smallest of absolute errors; infinite where there are too few."""
    place = -(-(len(sizes) + 1) * level // 100)
    return float(np.sort(sizes)[place - 1]) if place <= len(sizes) else float("inf")


def half_widths(errors: Values, level: int) -> list[float]:
    """One half-width a horizon; a later step is never narrower than an earlier one."""
    found: list[float] = []
    for column in np.abs(errors).T:
        width = half_width(column[~np.isnan(column)], level)
        found.append(max(width, found[-1]) if found else width)
    return found


def coverage(errors: Values, level: int) -> Coverage:
    """Whether each error of the backtest lay within the interval made of the errors that were known at its origin."""
    horizon = errors.shape[1]
    asked, held = [0] * horizon, [0] * horizon
    for row in range(errors.shape[0]):
        known = errors[:row].copy()
        for step in range(horizon):
            known[max(0, row - step) :, step] = np.nan
        widths = half_widths(known, level)
        for step in range(horizon):
            if not np.isnan(errors[row, step]) and np.isfinite(widths[step]):
                asked[step] += 1
                held[step] += int(abs(errors[row, step]) <= widths[step])
    return Coverage(tuple(asked), tuple(held))
