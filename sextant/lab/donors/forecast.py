"""Gifts to expect in coming periods, with intervals (needs numpy and scipy).

The point of a forecast and its interval come from the posterior of the four parameters of the BG/BB model (`repeat`), so
that an interval holds both what is not known about the parameters and what is left to chance. Prior: both means
α/(α+β), γ/(γ+δ) uniform between 0 and 1, ln(α+β) and ln(γ+δ) normal with mean 1.5 and standard deviation 2.5. With a few
hundred donors it hardly matters; with fewer it keeps the chain away from parameters that no data could tell apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import betaln, gammaln

from .draws import draw
from .findings import Said, refuse
from .gifts import Gift, Period
from .histories import History, histories
from .repeat import Classes, Fit, Floats, Ints, chances_alive, fit, grouped, log_likelihoods

DRAWS, MOST_AHEAD = 1000, 120
CONCENTRATION, SPREAD = 1.5, 2.5


@dataclass(frozen=True, slots=True)
class Range:
    """What is expected, and an interval that should hold the truth with the probability of the forecast's level."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DonorForecast:
    """One donor: the history, the chance of still being one, of giving at all in the time ahead, and the number of
    coming periods with a gift. The interval of `alive` is of what is not known about the parameters."""

    history: History
    alive: Range
    gives: float
    gifts: Range

    @property
    def donor(self) -> str:
        """Who it is."""
        return self.history.donor


@dataclass(frozen=True, slots=True)
class Forecast:
    """Coming periods with a gift: `donors` one by one, `gifts` and `givers` of all of them together; `alive` is the
    number of those who are still donors. `fit` holds the most likely parameters and what is to be said about them."""

    on: date
    period: Period
    ahead: int
    level: float
    fit: Fit
    donors: tuple[DonorForecast, ...]
    alive: Range
    givers: Range
    gifts: Range

    @property
    def notes(self) -> tuple[Said, ...]:
        """What is to be said about the fit, in words."""
        return self.fit.notes


@dataclass(frozen=True, slots=True)
class Ahead:
    """For each draw and class: the chance of being a donor (draws × classes) and of 0 … m gifts (draws × classes × m+1)."""

    alive: Floats
    chances: Floats


def expect(
    gifts: Iterable[Gift],
    *,
    on: date,
    period: Period = "year",
    ahead: int = 1,
    level: float = 0.9,
    only: Collection[str] | None = None,
    seed: int = 1,
) -> Forecast:
    """Forecast the `ahead` periods after the day `on` from the gifts up to that day.

    All donors are learned from; `only` names those that the forecast is for. The same seed gives the same figures.
    Raises `DonorsError` where the histories do not allow a forecast, or `ahead` or `level` cannot be.
    """
    whole = histories(gifts, on=on, period=period)
    classes, _ = grouped(whole)
    fitted = fit(classes)
    shown = whole if only is None else tuple(one for one in whole if one.donor in only)
    chosen, where = grouped(shown)
    rng = np.random.default_rng(seed)
    seen = look_ahead(fitted, chosen, ahead, level, rng)
    tail = (1 - level) / 2
    counted = np.array([rng.multinomial(chosen.count, one) for one in seen.chances])
    living = np.array([rng.binomial(chosen.count, one) for one in seen.alive])
    sizes = np.arange(ahead + 1)
    return Forecast(
        on=on,
        period=period,
        ahead=ahead,
        level=level,
        fit=fitted,
        donors=_by_donor(shown, where, seen, tail),
        alive=_range(living.sum(axis=1), float((seen.alive @ chosen.count).mean()), tail),
        givers=_range(counted[:, :, 1:].sum(axis=(1, 2)), float((1 - seen.chances[:, :, 0]).mean(axis=0) @ chosen.count), tail),
        gifts=_range((counted @ sizes).sum(axis=1), float((seen.chances @ sizes).mean(axis=0) @ chosen.count), tail),
    )


def look_ahead(fitted: Fit, classes: Classes, ahead: int, level: float, rng: np.random.Generator) -> Ahead:
    """The chances of each class under each draw of the parameters; refuses an `ahead` or a `level` that cannot be."""
    if not 1 <= ahead <= MOST_AHEAD:
        raise refuse("ahead_outside", value=ahead, most=MOST_AHEAD)
    if not 0.5 <= level < 1:
        raise refuse("level_outside", value=level)
    points = posterior(fitted, rng)
    return Ahead(chances_alive(points, classes), chances_of_gifts(points, classes, ahead))


def posterior(fitted: Fit, rng: np.random.Generator) -> Floats:
    """A thousand draws of α, β, γ, δ, one a row."""
    one = fitted.parameters
    start = np.array([np.log(one.alpha / one.beta), np.log(one.alpha + one.beta), np.log(one.gamma / one.delta), np.log(one.gamma + one.delta)])
    start = np.clip(start, [-6, -3, -6, -3], [6, 5, 6, 5])
    return _natural(draw(lambda points: _density(points, fitted.classes), start, DRAWS, rng).values)


def chances_of_gifts(points: Floats, classes: Classes, ahead: int) -> Floats:
    """P(y coming periods with a gift | x, t, n): points × classes × (y = 0 … m).

    With W(j) the chance of being a donor in exactly j of the m coming periods (θ after the j-th, or all m), and p as it
    is after the history and y gifts in j periods:
    P(y) = [y = 0] (1 − P(alive)) + Σ_{j=max(1,y)}^{m} C(j, y) B(α+x+y, β+n−x+j−y) W(j) / (B(α, β) L), where
    W(j) = B(γ+1, δ+n+j) / B(γ, δ) for j < m and W(m) = B(γ, δ+n+m) / B(γ, δ).
    """
    a, b, c, d = (points[:, place, None, None] for place in range(4))
    x, n = classes.frequency[:, None], classes.periods[:, None]
    scale = log_likelihoods(points, classes)[:, :, None] + betaln(a, b) + betaln(c, d)
    chances = np.zeros((len(points), len(classes.count), ahead + 1))
    chances[:, :, 0] = 1 - chances_alive(points, classes)
    for within in range(1, ahead + 1):
        given = np.arange(within + 1)
        ways = gammaln(within + 1) - gammaln(given + 1) - gammaln(within - given + 1)
        stayed = betaln(c, d + n + within) if within == ahead else betaln(c + 1, d + n + within)
        chances[:, :, : within + 1] += np.exp(ways + betaln(a + x + given, b + n - x + within - given) + stayed - scale)
    chances = np.clip(chances, 0, 1)
    return np.asarray(chances / chances.sum(axis=2, keepdims=True))


def _natural(points: Floats) -> Floats:
    """α, β, γ, δ of (logit of the mean, ln of the sum) for giving and for leaving, held where no rounding is lost."""
    means, sums = np.clip(points[:, [0, 2]], -15, 15), np.exp(np.clip(points[:, [1, 3]], -7, 14))
    first, second = sums / (1 + np.exp(-means)), sums / (1 + np.exp(means))
    return np.stack([first[:, 0], second[:, 0], first[:, 1], second[:, 1]], axis=1)


def _density(points: Floats, classes: Classes) -> Floats:
    """ln of prior times likelihood of each row, up to a constant."""
    means, sums = points[:, [0, 2]], points[:, [1, 3]]
    prior = -np.logaddexp(0, means).sum(axis=1) - np.logaddexp(0, -means).sum(axis=1) - ((sums - CONCENTRATION) ** 2).sum(axis=1) / (2 * SPREAD**2)
    return np.asarray(log_likelihoods(_natural(points), classes) @ classes.count + prior)


def _by_donor(shown: tuple[History, ...], where: Ints, seen: Ahead, tail: float) -> tuple[DonorForecast, ...]:
    """A donor's interval is of the chances averaged over the draws, so it needs no further chance."""
    mean = seen.chances.mean(axis=0)
    below = mean.cumsum(axis=1) + 1e-12
    sizes = np.arange(mean.shape[1])
    lows, highs = (below < tail).sum(axis=1), (below < 1 - tail).sum(axis=1)
    alive = [_range(column, float(column.mean()), tail) for column in seen.alive.T]
    gifts = [Range(float(row @ sizes), int(low), int(high)) for row, low, high in zip(mean, lows, highs, strict=True)]
    return tuple(DonorForecast(one, alive[place], float(1 - mean[place, 0]), gifts[place]) for one, place in zip(shown, where, strict=True))


def _range(values: Floats | Ints, expected: float, tail: float) -> Range:
    low, high = np.quantile(values, [tail, 1 - tail])
    return Range(expected, float(low), float(high))
