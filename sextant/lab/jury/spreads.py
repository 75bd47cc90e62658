"""How careful each juror is: variances of residuals, shrunk towards one another (needs numpy and scipy).

Empirical Bayes after G. K. Smyth, "Linear models and empirical Bayes methods", Statistical Applications in Genetics and
Molecular Biology 3(1), 2004 (formulas from memory). With s_j² on d_j degrees of freedom and s_j² | σ_j² scaled χ²,
1/σ_j² scaled χ² on d_0: z_j = ln s_j² − ψ(d_j/2) + ln(d_j/2); ψ'(d_0/2) = mean of (z_j − z̄)² J/(J−1) − ψ'(d_j/2);
ln s_0² = z̄ + ψ(d_0/2) − ln(d_0/2); σ̃_j² = (d_0 s_0² + d_j s_j²)/(d_0 + d_j). Where the variances differ no more than
chance lets them, d_0 is infinite and all jurors weigh alike.
"""

from __future__ import annotations

import numpy as np
from scipy.special import digamma, polygamma

from .mixed import Fit, residuals
from .problems import Floats

LEAST_FREEDOM, LEAST_JURORS = 1.0, 3
LIGHTEST, HEAVIEST = 0.1, 2.0


def juror_weights(fitted: Fit) -> Floats:
    """Relative precision of each juror, 1 for the typical one."""
    design, number = fitted.given.design, len(fitted.given.design.jurors)
    values, h = residuals(fitted)
    freedom = np.bincount(design.juror, weights=np.clip(1 - fitted.given.weights * h, 0.0, 1.0), minlength=number).astype(float)
    squares = np.bincount(design.juror, weights=values**2, minlength=number).astype(float)
    return np.clip(1 / shrunk(squares, freedom), LIGHTEST, HEAVIEST)


def shrunk(squares: Floats, freedom: Floats) -> Floats:
    """σ̃_j² over s_0² for sums of squares on their degrees of freedom."""
    known = (freedom >= LEAST_FREEDOM) & (squares > 0)
    if known.sum() < LEAST_JURORS:
        return np.ones(len(squares))
    half, own = freedom[known] / 2, squares[known] / freedom[known]
    z = np.log(own) - digamma(half) + np.log(half)
    excess = float(np.mean((z - z.mean()) ** 2 * len(z) / (len(z) - 1) - polygamma(1, half)))
    if excess <= 0:
        return np.ones(len(squares))
    prior = 2 * _trigamma_inverse(excess)
    typical = float(np.exp(z.mean() + digamma(prior / 2) - np.log(prior / 2)))
    return np.asarray((prior * typical + squares) / (prior + freedom) / typical)


def _trigamma_inverse(value: float) -> float:
    """x with ψ'(x) = value, by Newton's steps on 1/ψ'."""
    x = 0.5 + 1 / value
    for _ in range(60):
        slope = float(polygamma(1, x))
        x += slope * (1 - slope / value) / float(polygamma(2, x))
    return x
