"""The mixed model of scores: y_ij = μ + θ_i + b_j + e_ij (needs numpy and scipy).

θ_i ~ N(0, σ_θ²) is how good entry i is, b_j ~ N(0, σ_b²) how mild juror j is, e_ij ~ N(0, σ²/w_j) what is left, with
w_j from `spread`. Henderson's mixed model equations ("Best linear unbiased estimation and prediction under a selection
model", Biometrics 31, 1975) give estimates and prediction variances; the restricted likelihood (Patterson and Thompson,
"Recovery of inter-block information when block sizes are unequal", Biometrika 58, 1971) judges τ_θ = σ_θ/σ and
τ_b = σ_b/σ. (Both from memory.) Entries are eliminated first: their block is diagonal, what remains is a Schur complement
of the size of the jury, so that 10,000 entries cost no more than a sum. Variances are in units of σ² unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array

from .designs import Design
from .problems import Floats

BLOCK = 2000


@dataclass(slots=True, eq=False)
class Equations:
    """What does not change with the variances: sums of weights and of weighed scores."""

    design: Design
    weights: Floats
    cross: Any
    by_entry: Floats
    corner: Floats
    right: tuple[Floats, Floats]
    squares: float

    @property
    def freedom(self) -> int:
        """N − 4: N − 1 for the mean, and 3 for the priors of σ_θ and σ_b (`calibrating`) once they are written as σ τ."""
        return max(1, len(self.design.score) - 4)


def equations(design: Design, juror_weights: Floats | None = None) -> Equations:
    """Set up for a design; `juror_weights` are the relative precisions w_j of the jurors (all 1 if absent)."""
    count, people = len(design.entries), len(design.jurors)
    weights = np.ones(len(design.score)) if juror_weights is None else juror_weights[design.juror]
    score = design.score - design.score.mean()
    by_entry = np.bincount(design.entry, weights=weights, minlength=count).astype(float)
    by_juror = np.bincount(design.juror, weights=weights, minlength=people)
    rows, columns = np.concatenate([np.arange(count), design.entry]), np.concatenate([np.zeros(count, dtype=int), design.juror + 1])
    cross = csr_array((np.concatenate([by_entry, weights]), (rows, columns)), shape=(count, people + 1))
    corner = np.zeros((people + 1, people + 1))
    corner[0, 0], corner[0, 1:], corner[1:, 0] = by_entry.sum(), by_juror, by_juror
    corner[np.arange(1, people + 1), np.arange(1, people + 1)] = by_juror
    right_entry = np.bincount(design.entry, weights=weights * score, minlength=count).astype(float)
    right_juror = np.bincount(design.juror, weights=weights * score, minlength=people)
    right = (right_entry, np.append(right_juror.sum(), right_juror))
    return Equations(design, weights, cross, by_entry, corner, right, float((weights * score**2).sum()))


@dataclass(slots=True, eq=False)
class Fit:
    """The equations solved at one pair of ratios: estimates (μ on the scale of the scores), σ², restricted log-likelihood."""

    given: Equations
    tau: tuple[float, float]
    pivot: Floats
    factor: Any
    theta: Floats
    level: Floats
    sigma2: float
    likelihood: float

    def inverse(self) -> Floats:
        """Prediction covariance of (μ, b), in units of σ²."""
        return np.asarray(cho_solve(self.factor, np.eye(len(self.level))))


def fit(given: Equations, tau_theta: float, tau_b: float) -> Fit:
    """Solve at τ_θ, τ_b > 0."""
    people = len(given.corner) - 1
    pivot = given.by_entry + tau_theta**-2
    scaled = given.cross.multiply((1 / pivot)[:, None]).tocsr()
    schur = given.corner - np.asarray((given.cross.T @ scaled).todense())
    schur[np.arange(1, people + 1), np.arange(1, people + 1)] += tau_b**-2
    factor = cho_factor(schur, lower=True, overwrite_a=True, check_finite=False)
    level = np.asarray(cho_solve(factor, given.right[1] - scaled.T @ given.right[0]))
    theta = np.asarray((given.right[0] - given.cross @ level) / pivot)
    left = max(given.squares - float(theta @ given.right[0] + level @ given.right[1]), 0.0)
    logs = 2 * np.log(np.diag(factor[0])).sum() + np.log(pivot).sum() + 2 * (len(pivot) * np.log(tau_theta) + people * np.log(tau_b))
    sigma2 = left / given.freedom
    likelihood = -0.5 * (logs + given.freedom * np.log(max(sigma2, 1e-300)))
    shown = level.copy()
    shown[0] += given.design.score.mean()
    return Fit(given, (tau_theta, tau_b), pivot, factor, theta, shown, sigma2, float(likelihood))


@dataclass(slots=True, eq=False)
class Spread:
    """Prediction variances at a fit, on the scale of the scores: of entries' scores before the whole jury, and of differences."""

    fitted: Fit
    inverse: Floats
    own: Floats
    scores: Floats
    variance: Floats

    def difference(self, other: int) -> Floats:
        """Variance of each entry's score less that of `other`; 0 for itself."""
        rows = _rows(self.fitted)
        row = np.asarray(rows[[other]].todense()).ravel()
        shared = rows @ (self.inverse @ row)
        found = self.own + self.own[other] - 2 * shared + 1 / self.fitted.pivot + 1 / self.fitted.pivot[other]
        found[other] = 0.0
        return np.asarray(np.maximum(found, 0.0) * self.fitted.sigma2)


def spread(fitted: Fit) -> Spread:
    """Each entry's score before the whole jury, μ + θ_i + mean b, and its prediction variance."""
    inverse, rows = fitted.inverse(), _rows(fitted)
    jury = np.append(1.0, np.full(len(fitted.level) - 1, 1 / (len(fitted.level) - 1)))
    own = quadratic(rows, inverse)
    variance = 1 / fitted.pivot + own - 2 * (rows @ (inverse @ jury)) + jury @ inverse @ jury
    scores = fitted.theta + jury @ fitted.level
    return Spread(fitted, inverse, own, scores, np.maximum(variance, 0.0) * fitted.sigma2)


def residuals(fitted: Fit) -> tuple[Floats, Floats]:
    """Each score less what was fitted, and h: the prediction variance of the fitted value, in units of σ²."""
    design = fitted.given.design
    values = design.score - fitted.level[0] - fitted.theta[design.entry] - fitted.level[1 + design.juror]
    number, people = len(values), len(fitted.level)
    places = np.concatenate([np.arange(number)] * 2)
    columns = np.concatenate([np.zeros(number, dtype=int), design.juror + 1])
    own = csr_array((np.ones(2 * number), (places, columns)), shape=(number, people))
    h = 1 / fitted.pivot[design.entry] + quadratic(csr_array(_rows(fitted)[design.entry] - own), fitted.inverse())
    return values, h


def quadratic(rows: Any, inverse: Floats) -> Floats:
    """r V r' for each sparse row r, in blocks."""
    found = np.empty(rows.shape[0])
    for start in range(0, rows.shape[0], BLOCK):
        block = rows[start : start + BLOCK]
        found[start : start + BLOCK] = np.asarray(block.multiply(block @ inverse).sum(axis=1)).ravel()
    return found


def _rows(fitted: Fit) -> Any:
    """How each entry's estimate leans on (μ, b): the row of the cross block over the pivot."""
    return csr_array(fitted.given.cross.multiply((1 / fitted.pivot)[:, None]))
