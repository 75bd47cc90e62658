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

FLIPS: Final = 19
"""The largest of so many flips is the 95 % point of chance."""
MOST_AXES: Final = 4
"""Five groups span at most four axes."""
KEPT: Final = 6
POWER: Final = 3


@dataclass(frozen=True, slots=True)
class Axes:
    """`directions` (m × kept, orthonormal), their shares of the residual sum of squares, the largest share that flipped signs gave,
    and `real`: how many axes are more than chance."""

    directions: Floats
    shares: tuple[float, ...]
    chance: tuple[float, ...]
    real: int

    @property
    def used(self) -> int:
        """The axes in which groups are looked for: those that are more than chance, two at least for a picture's sake where there are none."""
        return min(max(self.real, 1), MOST_AXES)


def principal_axes(residuals: Residuals, generator: np.random.Generator) -> Axes:
    """The axes of the residuals and how many of them chance does not explain.

    An axis is compared with flips of what is left once the axes before it are taken out: their sum of squares is scaled to the rest.
    """
    values = residuals.values
    whole = float(np.square(values).sum())
    kept = min(KEPT, min(values.shape) - 1)
    if kept < 1 or whole == 0:
        return Axes(np.zeros((values.shape[1], 0)), (), (), 0)
    variances, directions = _strongest(values, kept)
    chance = np.zeros(kept)
    for _ in range(FLIPS):
        chance = np.maximum(chance, _variances(values * _signs(values.shape, generator), kept))
    shares = variances / whole
    left = np.maximum(1 - np.concatenate([[0.0], np.cumsum(shares)[:-1]]), 0)
    limits = chance[0] / whole * left
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


def _signs(shape: tuple[int, ...], generator: np.random.Generator) -> Floats:
    return generator.integers(0, 2, shape, dtype=np.int8).astype(np.float32) * 2 - 1


def _square(values: Floats) -> Floats:
    """The smaller of XᵀX and XXᵀ, which have the same eigenvalues."""
    return np.asarray(values.T @ values if values.shape[1] <= values.shape[0] else values @ values.T)


def _variances(values: Floats, kept: int) -> Floats:
    """The largest squared singular values, the largest first."""
    square = _square(values)
    if len(square) <= 4 * kept:
        return np.linalg.eigvalsh(square)[::-1][:kept]
    found = eigsh(square, k=kept, return_eigenvectors=False, tol=1e-3, v0=np.ones(len(square), dtype=square.dtype))
    return np.sort(found)[::-1]


def _strongest(values: Floats, kept: int) -> tuple[Floats, Floats]:
    """Squared singular values and right singular vectors, each with its largest weight positive."""
    square = values.T.astype(np.float64) @ values
    size = len(square)
    variances, directions = eigh(square, subset_by_index=[size - kept, size - 1])
    variances, directions = variances[::-1], directions[:, ::-1]
    largest = directions[np.abs(directions).argmax(axis=0), np.arange(kept)]
    return variances, directions * np.where(largest < 0, -1.0, 1.0)
