"""The plane of opinions: principal axes of votes with empty cells, and how many of them are more than chance (needs numpy and scipy).

An empty cell counts as “as expected”, which draws those who saw little to the middle; a person's place is therefore stretched by √(m/seen),
as in Small, Bjorkegren, Erkkilä, Shaw, Megill, “Polis: Scaling deliberation by mapping high dimensional opinion spaces”, Recerca 26(2), 2021
(formula from memory). Axes are counted by parallel analysis with signs flipped at random: flips keep every cell's size and every gap, and
destroy what goes together (D. Hong, Y. Sheng, E. Dobriban, “Selecting the number of components in PCA via random signflips”, 2020; from memory).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg import eigh
from scipy.sparse.linalg import eigsh

from .chance import Floats, Residuals

FEWEST_FLIPS: Final = 19
MOST_FLIPS: Final = 99
CELLS: Final = 2_000_000
"""So many flips, more in smaller tables: about so many cells are flipped in all. The 95 % point of chance is the largest of 19, the fifth largest of 99."""
DENSE: Final = 150
"""Up to this size all eigenvalues are quicker found than the largest alone."""
MOST_AXES: Final = 4
"""Five groups span at most four axes."""
KEPT: Final = 6
POWER: Final = 3
NOTHING: Final = 1e-6
"""A mean square residual below this is rounding."""


@dataclass(frozen=True, slots=True)
class Axes:
    """`directions` (m × kept, orthonormal), their shares of the residual sum of squares, the 95 % point of the share that flipped signs
    gave, and `real`: how many axes are more than chance."""

    directions: Floats
    shares: tuple[float, ...]
    chance: tuple[float, ...]
    real: int

    @property
    def used(self) -> int:
        """The axes in which groups are looked for: those that are more than chance, one at least where a cut is asked for."""
        return min(max(self.real, 1), MOST_AXES)


def principal_axes(residuals: Residuals, generator: np.random.Generator) -> Axes:
    """The axes of the residuals and how many of them chance does not explain.

    An axis is compared with flips scaled to the sum of squares that the axes before it left.
    """
    values = residuals.values
    whole = float(np.square(values).sum())
    kept = min(KEPT, min(values.shape) - 1)
    if kept < 1 or whole < NOTHING * float(residuals.seen.sum()):
        return Axes(np.zeros((values.shape[1], 0)), (), (), 0)
    variances, directions = _strongest(values, kept)
    shares = variances / whole
    left = np.maximum(1 - np.concatenate([[0.0], np.cumsum(shares)[:-1]]), 0)
    limits = _chance(values, generator) / whole * left
    beyond = shares > limits
    real = int(kept if beyond.all() else np.argmin(beyond))
    return Axes(directions, tuple(shares.tolist()), tuple(limits.tolist()), real)


def places(residuals: Residuals, directions: Floats) -> Floats:
    """Where people stand on the axes (n × axes), stretched by √(m/seen)."""
    seen = np.maximum(residuals.seen.sum(axis=1), 1)
    return np.asarray(residuals.values @ directions * np.sqrt(residuals.seen.shape[1] / seen)[:, None], dtype=np.float64)


def turned(values: Floats, start: Floats) -> Floats:
    """The axes of other values nearby, from the old ones by a few steps of subspace iteration, in order of their strength."""
    basis = start
    for _ in range(POWER):
        basis = np.linalg.qr(values.T @ (values @ basis))[0]
    image = values @ basis
    _, rotation = np.linalg.eigh(image.T @ image)
    return np.asarray(basis @ rotation[:, ::-1])


def _chance(values: Floats, generator: np.random.Generator) -> float:
    """The 95 % point of the largest squared singular value when signs are flipped."""
    twenties = min(max(CELLS // values.size, FEWEST_FLIPS) + 1, MOST_FLIPS + 1) // 20
    found = sorted(_largest(values * _signs(values.shape, generator)) for _ in range(20 * twenties - 1))
    return found[-twenties]


def _signs(shape: tuple[int, ...], generator: np.random.Generator) -> Floats:
    return generator.integers(0, 2, shape, dtype=np.int8).astype(np.float32) * 2 - 1


def _square(values: Floats) -> Floats:
    """The smaller of XᵀX and XXᵀ, which have the same eigenvalues."""
    return np.asarray(values.T @ values if values.shape[1] <= values.shape[0] else values @ values.T)


def _largest(values: Floats) -> float:
    """The largest squared singular value."""
    square = _square(values)
    if len(square) <= DENSE:
        return float(np.linalg.eigvalsh(square)[-1])
    return float(eigsh(square, k=1, return_eigenvectors=False, tol=1e-4, v0=np.ones(len(square), dtype=square.dtype))[0])


def _strongest(values: Floats, kept: int) -> tuple[Floats, Floats]:
    """Squared singular values and right singular vectors, each with its largest weight positive."""
    square = values.T.astype(np.float64) @ values
    size = len(square)
    variances, directions = eigh(square, subset_by_index=[size - kept, size - 1])
    variances, directions = variances[::-1], directions[:, ::-1]
    largest = directions[np.abs(directions).argmax(axis=0), np.arange(kept)]
    return variances, directions * np.where(largest < 0, -1.0, 1.0)
