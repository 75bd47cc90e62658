"""Repeat giving by the BG/BB model: who is still a donor, and how many gifts to expect (needs numpy and scipy).

P. S. Fader, B. G. S. Hardie, J. Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing
Science 29(6), 2010 (formulas from memory; checked against the published figures of its 11,104 donors). A donor who is
still one gives in a period with probability p, and after each period stops for good with probability θ; over the donors
p ~ Beta(α, β) and θ ~ Beta(γ, δ), independently. With x the number of later periods with a gift, t the last of them and
n the number of whole periods since the first gift,

    L(α, β, γ, δ | x, t, n) = B(α+x, β+n−x) B(γ, δ+n) / (B(α, β) B(γ, δ))
                            + Σ_{i=t}^{n−1} B(α+x, β+i−x) B(γ+1, δ+i) / (B(α, β) B(γ, δ)).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, minimize
from scipy.special import betaln

from .findings import Said, refuse, say
from .histories import History

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

LEAST_DONORS, LEAST_PERIODS = 30, 3
LOW, HIGH = np.log(1e-3), np.log(1e4)
STARTS = ((1.0, 1.0, 1.0, 1.0), (0.5, 0.5, 0.5, 2.0), (1.0, 3.0, 1.0, 9.0), (3.0, 1.0, 0.5, 5.0), (5.0, 5.0, 5.0, 20.0))
CLOSELY = {"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-6}
NEAR, BLOCK = 1e-5, 1 << 21
NAMES = ("alpha", "beta", "gamma", "delta")


@dataclass(frozen=True, slots=True)
class Parameters:
    """Beta(alpha, beta) of giving in a period, Beta(gamma, delta) of leaving after one."""

    alpha: float
    beta: float
    gamma: float
    delta: float

    @property
    def point(self) -> Floats:
        """The four as a table of one row."""
        return np.array([[self.alpha, self.beta, self.gamma, self.delta]])

    @property
    def giving(self) -> float:
        """Mean probability that one who is still a donor gives in a period."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def leaving(self) -> float:
        """Mean probability of leaving after a period."""
        return self.gamma / (self.gamma + self.delta)


@dataclass(frozen=True, slots=True)
class Classes:
    """Histories that are alike counted together: arrays of frequency, recency, periods and the number of donors."""

    frequency: Ints
    recency: Ints
    periods: Ints
    count: Ints

    @property
    def donors(self) -> int:
        """All donors, those of the last period (without a chance to give again) included."""
        return int(self.count.sum())


@dataclass(frozen=True, slots=True)
class Fit:
    """The most likely parameters, ln L, how many donors were counted (those with at least one later period), and what
    is to be said about the fit."""

    parameters: Parameters
    log_likelihood: float
    donors: int
    classes: Classes
    notes: tuple[Said, ...] = ()


def classes_of(rows: Iterable[tuple[int, int, int, int]]) -> Classes:
    """Classes of rows (frequency, recency, periods, number of donors); raises `DonorsError` for a history that cannot be."""
    table = [row for row in rows if row[3]]
    for x, t, n, _ in table:
        if not (0 <= x <= t <= n and (x > 0) == (t > 0)):
            raise refuse("history_broken", frequency=x, recency=t, periods=n)
    columns = np.array(table, dtype=np.int64).reshape(-1, 4)
    return Classes(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3])


def grouped(histories: Sequence[History]) -> tuple[Classes, Ints]:
    """The classes of histories, and for each history the place of its class."""
    keys = [(one.frequency, one.recency, one.periods) for one in histories]
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    where = np.array([places[key] for key in keys], dtype=np.int64)
    counts = np.bincount(where, minlength=len(places)) if keys else np.array([], dtype=np.int64)
    return classes_of((*key, int(counts[place])) for key, place in places.items()), where


def log_likelihoods(points: Floats, classes: Classes) -> Floats:
    """ln L of one donor of each class (columns) under each row α, β, γ, δ of `points` (rows)."""
    span = int(classes.periods.max(initial=0))
    rows = max(1, BLOCK // max(1, len(classes.count) * (span + 1)))
    blocks = [_log_likelihoods(points[start : start + rows], classes, span) for start in range(0, len(points), rows)]
    return np.concatenate(blocks) if blocks else np.empty((0, len(classes.count)))


def _log_likelihoods(points: Floats, classes: Classes, span: int) -> Floats:
    """Both parts of L by tables over (frequency, period), since many classes share their terms."""
    a, b, c, d = (points[:, place, None, None] for place in range(4))
    x, t, n = classes.frequency, classes.recency, classes.periods
    count, after = np.arange(int(x.max(initial=0)) + 1)[:, None], np.arange(span + 1)[None, :]
    giving = betaln(a + count, b + np.maximum(after - count, 0))
    staying, leaving = betaln(c, d + after)[:, 0], betaln(c + 1, d + after)
    stayed = giving[:, x, n] + staying[:, n]
    inside = (after >= t[:, None]) & (after < n[:, None])
    left = np.where(inside, (giving + leaving)[:, x], -np.inf)
    top = np.maximum(stayed, left.max(axis=2, initial=-np.inf))
    whole = top + np.log(np.exp(stayed - top) + np.exp(left - top[:, :, None]).sum(axis=2))
    return np.asarray(whole - (betaln(a, b) + betaln(c, d))[:, 0])


def log_likelihood(parameters: Parameters, classes: Classes) -> float:
    """ln L of all donors."""
    return float((log_likelihoods(parameters.point, classes) @ classes.count)[0])


def fit(classes: Classes) -> Fit:
    """Maximum-likelihood parameters from several starts, searched on the logarithms between ln 0.001 and ln 10 000.

    Raises `DonorsError` where there are fewer than 30 donors with a later period, fewer than three later periods (with
    two, three shares would have to determine four parameters), nobody who gave again, or nobody who ever paused.
    """
    used = _with_chances(classes)
    found: list[OptimizeResult] = []
    for start in STARTS:
        found.append(minimize(_loss, np.log(start), args=(used,), jac=True, method="L-BFGS-B", bounds=[(LOW, HIGH)] * 4, options=CLOSELY))
    best = min(found, key=lambda one: one.fun if np.isfinite(one.fun) else np.inf)
    if not np.isfinite(best.fun):
        raise refuse("fit_failed")
    edges = [name for name, value in zip(NAMES, best.x, strict=True) if min(value - LOW, HIGH - value) < 0.1]
    notes = (say("fit_at_edge", names=", ".join(edges)),) if edges else ()
    parameters = Parameters(*(float(value) for value in np.exp(best.x)))
    return Fit(parameters, log_likelihood(parameters, used), used.donors, classes, notes)


def _with_chances(classes: Classes) -> Classes:
    """The donors who could have given again; refuses what cannot be fitted."""
    chance = classes.periods > 0
    used = Classes(classes.frequency[chance], classes.recency[chance], classes.periods[chance], classes.count[chance])
    if used.donors < LEAST_DONORS:
        raise refuse("donors_too_few", found=used.donors, least=LEAST_DONORS)
    if used.periods.max() < LEAST_PERIODS:
        raise refuse("periods_too_few", found=int(used.periods.max()), least=LEAST_PERIODS)
    if not used.frequency.any():
        raise refuse("nobody_again")
    if (used.frequency == used.periods).all():
        raise refuse("everybody_always")
    return used


def _loss(logs: Floats, classes: Classes) -> tuple[float, Floats]:
    """−ln L and its slope by central differences, in one call."""
    around = np.vstack([np.zeros((1, 4)), np.eye(4) * NEAR, -np.eye(4) * NEAR])
    values = -log_likelihoods(np.exp(logs + around), classes) @ classes.count
    return float(values[0]), (values[1:5] - values[5:]) / (2 * NEAR)


def chances_alive(points: Floats, classes: Classes) -> Floats:
    """P(still a donor in period n+1 | x, t, n), a row for each of `points`: B(α+x, β+n−x) B(γ, δ+n+1) / (B(α, β) B(γ, δ) L)."""
    a, b, c, d = (points[:, place, None] for place in range(4))
    x, n = classes.frequency, classes.periods
    alive = betaln(a + x, b + n - x) - betaln(a, b) + betaln(c, d + n + 1) - betaln(c, d)
    return np.asarray(np.exp(np.minimum(alive - log_likelihoods(points, classes), 0)))


def expected_gifts(parameters: Parameters, classes: Classes, ahead: int) -> Floats:
    """E of the number of the `ahead` coming periods with a gift, for one donor of each class.

    The published conditional expectation written as a sum over the coming periods, which needs no case γ = 1:
    Σ_{j=1}^{m} B(α+x+1, β+n−x) B(γ, δ+n+j) / (B(α, β) B(γ, δ) L).
    """
    a, b, c, d = parameters.alpha, parameters.beta, parameters.gamma, parameters.delta
    x, n = classes.frequency, classes.periods
    coming = np.arange(1, ahead + 1)[None, :]
    given = betaln(a + x + 1, b + n - x) - betaln(a, b) - log_likelihoods(parameters.point, classes)[0]
    return np.asarray(np.exp(given[:, None] + betaln(c, d + n[:, None] + coming) - betaln(c, d)).sum(axis=1))
