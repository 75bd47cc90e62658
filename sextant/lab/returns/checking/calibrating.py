"""How much scores must fall for two values to be taken for exchanged: learned on a sample of libraries. Needs numpy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .expectations import Case, Expectations
from .questions import candidates, exchanges
from .tables import Panel

SAMPLE = 1500
BUDGET = 0.0025
"""The share of clean cells that exchanges may question which the score alone would not."""
LEAST_GAIN = 2.0
SEED = 20260102


def calibrated(found: Expectations, panel: Panel, previous: Panel | None, earlier: Panel | None) -> Expectations:
    """The expectations with a threshold for exchanges, at least `LEAST_GAIN`, that keeps to the budget on these returns."""
    if previous is None:
        return found
    rows = np.random.default_rng(SEED).permutation(len(panel.units))[:SAMPLE].tolist()
    gains: list[float] = []
    cells = 0
    for row in rows:
        unit = panel.units[row]
        case = Case(panel.values_of(row), previous.row_of(unit), earlier.row_of(unit) if earlier else {}, found, panel.region_of(row))
        cells += len(case.levels)
        gains += _gains(case, found)
    spare = int(cells * BUDGET)
    top = sorted(gains, reverse=True)
    return replace(found, swap_threshold=round(max(LEAST_GAIN, top[spare]), 3)) if len(top) > spare else found


def _gains(case: Case, found: Expectations) -> list[float]:
    """The best gain of every cell that its own score does not question."""
    looked_at = candidates(case, found.variables)
    best: dict[str, float] = {}
    for gain, one, two in exchanges(case, looked_at):
        for code in (one, two):
            if looked_at[code].score <= found.threshold:
                best[code] = max(best.get(code, gain), gain)
    return list(best.values())
