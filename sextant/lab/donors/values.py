"""The value to expect from donors: coming gifts times a mean gift shrunk to all donors (needs numpy and scipy).

Amounts follow the gamma–gamma model (P. S. Fader, B. G. S. Hardie, "The Gamma-Gamma Model of Monetary Value", note of
2013, from memory; first in P. S. Fader, B. G. S. Hardie, K. L. Lee, Journal of Marketing Research 42(4), 2005): what a donor
gives in a period with a gift is Gamma(p, ν), and ν over donors is Gamma(q, v) (rates ν and v). With k such periods of mean z̄,

    ln L = lnΓ(pk+q) − lnΓ(pk) − lnΓ(q) + q ln v + (pk−1) ln z̄ + pk ln k − (pk+q) ln(v + k z̄),
    E(mean | k, z̄) = (q−1)/(pk+q−1) · pv/(q−1) + pk/(pk+q−1) · z̄ = p (v + k z̄) / (pk + q − 1).

A donor's amounts are taken not to go with how often they give; a note says so where they do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import spearmanr

from .draws import draw
from .findings import Said, refuse, say
from .forecast import DRAWS, Ahead, Range, look_ahead
from .gifts import Gift, Period, of_currency
from .histories import History, histories
from .repeat import Floats, Ints, fit, grouped

LEAST_REPEATED, BLOCK, NOTED = 10, 500, 0.3
START = (1.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Gamma–gamma parameters; `v` is in minor units."""

    p: float
    q: float
    v: float

    def mean_minor(self, periods: int, mean_minor: float) -> float:
        """A donor's expected amount in a period with a gift, after `periods` such periods of that mean."""
        return self.p * (self.v + periods * mean_minor) / (self.p * periods + self.q - 1)


@dataclass(frozen=True, slots=True)
class DonorValue:
    """What to expect of one donor, in minor units: `mean_minor` in a period with a gift (shrunk), `value` in the time ahead."""

    donor: str
    mean_minor: int
    value: Range


@dataclass(frozen=True, slots=True)
class ValueForecast:
    """What to expect in the `ahead` periods after `on`, in minor units of one currency, with intervals of the level."""

    on: date
    period: Period
    ahead: int
    level: float
    currency: str
    amounts: Amounts
    donors: tuple[DonorValue, ...]
    total: Range
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Paid:
    """For each donor: the periods with a gift, and what was given in them, in units of the scale."""

    count: Floats
    sums: Floats


def expect_value(
    gifts: Iterable[Gift],
    *,
    on: date,
    period: Period = "year",
    ahead: int = 1,
    currency: str = "",
    level: float = 0.9,
    only: Collection[str] | None = None,
    seed: int = 1,
) -> ValueForecast:
    """Forecast the value of the `ahead` periods after `on`; the arguments are those of `forecast.expect`.

    Learns from the gifts in one currency, which must be named where there are several. The interval holds chance and the
    uncertainty of both models' parameters. Raises `DonorsError` where the gifts do not allow it.
    """
    given, currency = of_currency(gifts, on, currency)
    whole = histories(given, on=on, period=period)
    repeating = fit(grouped(whole)[0])
    paid, scale = _paid(whole)
    rng = np.random.default_rng(seed)
    points = _amounts(paid, rng)
    shown = whole if only is None else tuple(one for one in whole if one.donor in only)
    classes, where = grouped(shown)
    seen = look_ahead(repeating, classes, ahead, level, rng)
    tail = (1 - level) / 2
    donors, total = _simulate(shown, where, seen, points, scale, tail, rng)
    p, q, v = np.median(points, axis=0)
    return ValueForecast(
        on=on,
        period=period,
        ahead=ahead,
        level=level,
        currency=currency,
        amounts=Amounts(float(p), float(q), float(v) * scale),
        donors=donors,
        total=total,
        notes=(*repeating.notes, *_notes(whole, points)),
    )


def _paid(whole: Sequence[History]) -> tuple[_Paid, float]:
    """Counts and sums of all donors, scaled by the mean amount so that the search is the same in every currency."""
    count = np.array([len(one.amounts_minor) for one in whole], dtype=float)
    sums = np.array([sum(one.amounts_minor) for one in whole], dtype=float)
    if (found := int((count > 1).sum())) < LEAST_REPEATED:
        raise refuse("amounts_too_few", found=found, least=LEAST_REPEATED)
    if len({amount for one in whole for amount in one.amounts_minor}) == 1:
        raise refuse("amounts_all_alike")
    scale = float(sums.sum() / count.sum())
    return _Paid(count, sums / scale), scale


def _amounts(paid: _Paid, rng: np.random.Generator) -> Floats:
    """Draws of p, q, v; searched as ln p, ln(q − 1), ln(v / (q − 1)), with normal priors of mean 1, 1, 0 and deviation 2."""

    def density(points: Floats) -> Floats:
        prior = -((points - np.array(START)) ** 2).sum(axis=1) / 8
        return np.asarray(_log_likelihood(_natural(points), paid) + prior)

    start = minimize(lambda point: -float(density(point[None])[0]), np.array(START), method="Nelder-Mead").x
    return _natural(draw(density, start, DRAWS, rng).values)


def _natural(points: Floats) -> Floats:
    p, over, mean = np.exp(np.clip(points, -20, 20)).T
    return np.stack([p, 1 + over, mean * over], axis=1)


def _log_likelihood(points: Floats, paid: _Paid) -> Floats:
    """ln L of all donors under each row p, q, v; all but the last term need only the donors' number and Σ ln z for each k."""
    p, q, v = (points[:, place, None] for place in range(3))
    k, place = np.unique(paid.count, return_inverse=True)
    donors, logs = np.bincount(place), np.bincount(place, weights=np.log(paid.sums))
    alike = gammaln(p * k + q) - gammaln(p * k) - gammaln(q) + q * np.log(v)
    whole = np.asarray((alike * donors + (p * k - 1) * logs).sum(axis=1))
    for start in range(0, len(paid.count), BLOCK):
        part = slice(start, start + BLOCK)
        whole -= ((p * paid.count[part] + q) * np.log(v + paid.sums[part])).sum(axis=1)
    return whole


def _simulate(
    shown: Sequence[History], where: Ints, seen: Ahead, points: Floats, scale: float, tail: float, rng: np.random.Generator
) -> tuple[tuple[DonorValue, ...], Range]:
    """For each draw of both models' parameters: whether and how often each donor gives, and how much."""
    whole, donors = np.zeros(len(points)), []
    p, q, v = (points[:, place, None] for place in range(3))
    below = seen.chances.cumsum(axis=2)[:, :, :-1]
    sizes = np.arange(seen.chances.shape[2])
    mean_gifts = seen.chances @ sizes
    expected_total = 0.0
    for start in range(0, len(shown), BLOCK):
        part, places = shown[start : start + BLOCK], where[start : start + BLOCK]
        k = np.array([len(one.amounts_minor) for one in part])[None, :]
        s = np.array([sum(one.amounts_minor) for one in part])[None, :] / scale
        count = (rng.random((len(points), len(part), 1)) > below[:, places]).sum(axis=2)
        rate = rng.standard_gamma(np.broadcast_to(p * k + q, count.shape)) / (v + s)
        worth = np.where(count > 0, rng.standard_gamma(p * np.maximum(count, 1)) / rate, 0.0) * scale
        whole += worth.sum(axis=1)
        means = p * (v + s) / (p * k + q - 1) * scale
        expected = (mean_gifts[:, places] * means).mean(axis=0)
        expected_total += float(expected.sum())
        lows, highs = np.quantile(worth, [tail, 1 - tail], axis=0)
        rows = zip(part, means.mean(axis=0), expected, lows, highs, strict=True)
        donors += [DonorValue(one.donor, round(mean), Range(float(point), float(low), float(high))) for one, mean, point, low, high in rows]
    low, high = np.quantile(whole, [tail, 1 - tail]) if len(shown) else (0.0, 0.0)
    return tuple(donors), Range(expected_total, float(low), float(high))


def _notes(whole: Sequence[History], points: Floats) -> list[Said]:
    notes = [say("amounts_unsteady")] if float(np.median(points[:, 1])) < 2 else []
    means = [sum(one.amounts_minor) / len(one.amounts_minor) for one in whole]
    together = float(spearmanr([len(one.amounts_minor) for one in whole], means).statistic)
    if abs(together) > NOTED:
        notes.append(say("amounts_with_frequency", value=f"{together:.2f}"))
    return notes
