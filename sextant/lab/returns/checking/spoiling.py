"""Errors put into a table of returns, to learn what they look like. Needs numpy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .tables import Numbers

ERRORS = ((10.0, 0.02), (0.1, 0.02), (1000.0, 0.0075), (0.001, 0.0075))
"""Factors, each with the share of cells it is put into: together about as many as are exchanged."""
EXCHANGED = 0.03
"""For every variable, the share of libraries where two columns are exchanged."""


def with_errors(values: Numbers, decimals: NDArray[np.bool_], chance: np.random.Generator) -> tuple[Numbers, NDArray[np.bool_]]:
    """The same table with errors put in, and which cells they changed by at least half."""
    spoilt, changed = values.copy(), np.zeros(values.shape, dtype=bool)
    for wrong in _errors(values, decimals, chance):
        with np.errstate(invalid="ignore", divide="ignore"):
            hit = ~changed & (values > 0) & (np.abs(wrong - values) >= values / 2)
        spoilt[hit] = wrong[hit]
        changed |= hit
    return spoilt, changed


def _errors(values: Numbers, decimals: NDArray[np.bool_], chance: np.random.Generator) -> Iterator[Numbers]:
    for factor, share in ERRORS:
        wrong = np.where(decimals, np.round(values * factor, 2), np.round(values * factor))
        yield np.where(chance.random(values.shape) < share, wrong, values)
    wrong = values.copy()
    rows = np.nonzero(chance.random(values.shape[0]) < EXCHANGED * values.shape[1])[0]
    ones, twos = (chance.integers(values.shape[1], size=rows.size) for _ in range(2))
    wrong[rows, ones], wrong[rows, twos] = values[rows, twos], values[rows, ones]
    yield wrong
