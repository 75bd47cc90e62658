"""Scores with the jurors' severity taken out, and how sure they are (needs numpy and scipy).

The ratios τ_θ and τ_b of `mixed` are not known either. With a jury of up to `GRID_JURORS` they are averaged over a grid
with weights restricted likelihood × priors: flat in σ_b and in ln σ (A. Gelman, "Prior distributions for variance
parameters in hierarchical models", Bayesian Analysis 1, 2006), and as σ_θ in σ_θ, which keeps it off 0 (Y. Chung and
others, "A nondegenerate penalized likelihood estimator for variance parameters", Psychometrika 78, 2013; both from memory).
So intervals also hold what is not known about the ratios; beyond, where hundreds of jurors determine them, the most likely
ones are taken as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import t as student

from .designs import Design
from .mixed import Equations, Fit, Spread, equations, fit, spread
from .problems import Floats
from .spreads import juror_weights

GRID_JURORS, GRID_POINTS, WIDTH, DEEPEST = 120, 7, 2.6, 8.0
PRIOR = (2.0, 1.0)
LOW, HIGH = np.log(1e-2), np.log(50.0)
LEVEL, NEAR = 0.9, 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Each entry's score before the whole jury with its interval, each juror's severity (their mean is 0; below 0 is harsh)
    and weight (1 is typical, less is careless), and the standard deviations of entries, jurors and chance."""

    design: Design
    scores: Floats
    low: Floats
    high: Floats
    severity: Floats
    weights: Floats
    deviations: tuple[float, float, float]
    equal: Fit
    points: tuple[Spread, ...]
    shares: Floats
    level: float

    def apart(self, other: int) -> Floats:
        """How far each entry is from `other` in units of the half interval of their difference: beyond 1 they differ."""
        gaps = np.array([point.scores - point.scores[other] for point in self.points])
        variances = np.array([point.difference(other) for point in self.points])
        mean = self.shares @ gaps
        half = _quantile(self.design, self.level) * np.sqrt(self.shares @ (variances + (gaps - mean) ** 2))
        return np.asarray(np.abs(mean) / np.where(half > 0, half, np.where(np.abs(mean) > 0, 1e-300, 1.0)))


def calibrate(design: Design, *, level: float = LEVEL) -> Calibrated:
    """Fit the model; the design must leave degrees of freedom, and scores must not be all alike."""
    given = equations(design)
    at = _most_likely(given, _moments(design))
    equal = fit(given, *np.exp(at))
    weights = juror_weights(equal)
    if np.ptp(weights) > 0:
        given = equations(design, weights)
        at = _most_likely(given, at)
    points, shares = _posterior(given, at)
    scores = shares @ np.array([point.scores for point in points])
    variance = shares @ np.array([point.variance + (point.scores - scores) ** 2 for point in points])
    half = _quantile(design, level) * np.sqrt(variance)
    levels = shares @ np.array([point.fitted.level for point in points])
    best = points[int(np.argmax(shares))].fitted
    sigma = float(np.sqrt(best.sigma2))
    deviations = (sigma * best.tau[0], sigma * best.tau[1], sigma)
    used = given.weights[np.unique(design.juror, return_index=True)[1]]
    return Calibrated(design, scores, scores - half, scores + half, levels[1:] - levels[1:].mean(), used, deviations, equal, points, shares, level)


def refit(found: Calibrated, design: Design) -> Floats:
    """Scores of another design with the variances of this one, for the question what a change would do."""
    best = found.points[int(np.argmax(found.shares))].fitted
    places = {name: place for place, name in enumerate(found.design.jurors)}
    weights = np.array([found.weights[places[name]] for name in design.jurors])
    again = fit(equations(design, weights), *best.tau)
    return np.asarray(again.theta + again.level[0] + again.level[1:].mean())


def _quantile(design: Design, level: float) -> float:
    """Of Student's t on the fewer of the degrees of freedom of chance and of entries, so that small contests get wider intervals."""
    return float(student.ppf((1 + level) / 2, max(1, min(design.freedom, len(design.entries) - 1))))


def _cost(given: Equations, at: Floats | tuple[float, float]) -> float:
    """Minus the restricted log-likelihood and the priors, on the scale of ln τ."""
    return -fit(given, float(np.exp(at[0])), float(np.exp(at[1]))).likelihood - float(PRIOR[0] * at[0] + PRIOR[1] * at[1])


def _moments(design: Design) -> tuple[float, float]:
    """A start for ln τ_θ and ln τ_b from pooled variances within entries and within jurors, and that of the entries' means."""
    within = []
    for place, number in ((design.entry, len(design.entries)), (design.juror, len(design.jurors))):
        counts = np.bincount(place, minlength=number)
        means = np.bincount(place, weights=design.score, minlength=number) / counts
        within.append(float(((design.score - means[place]) ** 2).sum()) / max(1, len(design.score) - number))
    within = [max(one, 1e-6 * float(design.score.var())) for one in within]
    theta = max(float(design.means.var()) - within[0] * float((1 / design.reviews).mean()), 0.05 * within[0])
    chance = max(within[1] - theta, 0.1 * within[0])
    return 0.5 * float(np.log(theta / chance)), 0.5 * float(np.log(max(within[0] - chance, 0.02 * chance) / chance))


def _most_likely(given: Equations, start: tuple[float, float]) -> tuple[float, float]:
    """ln τ_θ and ln τ_b of the highest posterior, to a tenth of its logarithm; steps are in units of their likely errors."""
    units = np.sqrt([2.0 * len(given.design.entries), 2.0 * len(given.design.jurors)])
    options = {"ftol": NEAR / max(1.0, abs(_cost(given, start))), "eps": 1e-3}
    bounds = [(LOW * unit, HIGH * unit) for unit in units]
    found = minimize(lambda at: _cost(given, at / units), np.clip(start, LOW, HIGH) * units, method="L-BFGS-B", bounds=bounds, options=options)
    return float(found.x[0] / units[0]), float(found.x[1] / units[1])


def _posterior(given: Equations, at: tuple[float, float]) -> tuple[tuple[Spread, ...], Floats]:
    """Fits on a grid around the mode, with their shares of the posterior."""
    if len(given.design.jurors) > GRID_JURORS:
        return (spread(fit(given, *np.exp(at))),), np.ones(1)
    axes = [_axis(given, at, which) for which in (0, 1)]
    fits = [fit(given, float(np.exp(x)), float(np.exp(y))) for x in axes[0] for y in axes[1]]
    logs = np.array([one.likelihood + PRIOR[0] * float(np.log(one.tau[0])) + PRIOR[1] * float(np.log(one.tau[1])) for one in fits])
    kept = np.flatnonzero(logs > logs.max() - DEEPEST)
    shares = np.exp(logs[kept] - logs.max())
    return tuple(spread(fits[place]) for place in kept), shares / shares.sum()


def _axis(given: Equations, at: tuple[float, float], which: int) -> Floats:
    """Points on both sides of the mode along one ln τ, as wide as the posterior is there: until it has dropped by WIDTH²/2."""
    top, ends = _cost(given, at), []
    for direction in (-1.0, 1.0):
        step = 0.1
        while step < 4.0 and _cost(given, _moved(at, which, direction * step)) - top < WIDTH**2 / 2:
            step *= 1.4
        ends.append(float(np.clip(at[which] + direction * step, LOW, HIGH)))
    return np.linspace(ends[0], ends[1], GRID_POINTS)


def _moved(at: tuple[float, float], which: int, by: float) -> tuple[float, float]:
    moved = float(np.clip(at[which] + by, LOW, HIGH))
    return (moved, at[1]) if which == 0 else (at[0], moved)
