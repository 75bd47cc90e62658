"""Draws of parameters from their posterior by repeated importance sampling (needs numpy and scipy)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats: TypeAlias = NDArray[np.float64]
Density: TypeAlias = Callable[[Floats], Floats]
ROUNDS, TRIED, FREEDOM, STEP, WIDEST = 4, 4000, 5, 1e-2, 4.0


@dataclass(frozen=True, slots=True)
class Draws:
    """One row a draw. `effective` is the number of independent draws that the last round was worth, (Σw)²/Σw²."""

    values: Floats
    effective: float


def draw(density: Density, start: Floats, count: int, rng: np.random.Generator) -> Draws:
    """`count` draws of a density known up to a factor; `density` gives its logarithm for each row of a table of points.

    Candidates come from a multivariate t distribution with 5 degrees of freedom around the top of the density, spread by
    its second differences there. They are weighed by density over proposal; three times the proposal is moved to the
    weighted mean and covariance (population Monte Carlo: O. Cappé et al., Journal of Computational and Graphical
    Statistics 13(4), 2004, from memory). The draws are taken from the last round in proportion to the weights.
    """
    top = minimize(lambda point: -float(density(point[None])[0]), start, method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-4}).x
    centre, spread = top, _spread(density, top)
    for _ in range(ROUNDS):
        points, tried = _candidates(centre, spread, rng)
        levels = density(points) - tried
        weights = np.exp(levels - levels.max())
        weights = weights / weights.sum()
        centre = weights @ points
        spread = (points - centre).T @ ((points - centre) * weights[:, None]) + 1e-10 * np.eye(len(top))
    places = np.searchsorted(weights.cumsum(), (rng.random() + np.arange(count)) / count).clip(max=TRIED - 1)
    return Draws(rng.permutation(points[places]), float(1 / (weights**2).sum()))


def _candidates(centre: Floats, spread: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Points of the t distribution, and ln of their density up to a constant."""
    size = len(centre)
    normal = rng.standard_normal((TRIED, size))
    scaled = normal / np.sqrt(rng.chisquare(FREEDOM, (TRIED, 1)) / FREEDOM)
    return centre + scaled @ np.linalg.cholesky(spread).T, -(FREEDOM + size) / 2 * np.log1p((scaled**2).sum(axis=1) / FREEDOM)


def _spread(density: Density, top: Floats) -> Floats:
    """Inverse of the negative second differences; a direction in which the density is flat gets a variance of 4."""
    size = len(top)
    pairs = [(i, j) for i in range(size) for j in range(size)]
    step = np.eye(size) * STEP
    corners = np.array([top + a * step[i] + b * step[j] for i, j in pairs for a in (1, -1) for b in (1, -1)])
    signs = np.array([a * b for _ in pairs for a in (1, -1) for b in (1, -1)])
    curved = -(density(corners) * signs).reshape(size, size, 4).sum(axis=2) / (4 * STEP**2)
    values, vectors = np.linalg.eigh((curved + curved.T) / 2)
    return np.asarray(vectors @ np.diag(1 / np.maximum(values, 1 / WIDEST)) @ vectors.T)
