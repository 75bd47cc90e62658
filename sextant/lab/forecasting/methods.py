"""Methods that continue a series, from the simplest on. Each takes the known values and gives the next ones.

Formulas from memory, the sources were not seen: exponential smoothing and damped trend after Hyndman and Athanasopoulos,
"Forecasting: Principles and Practice"; theta after Assimakopoulos and Nikolopoulos (2000) in the form of Hyndman and
Billah (2003): exponential smoothing with half the slope of the straight line as drift.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Continue = Callable[[Values, int, int], Values]
"""(known values, steps ahead, length of a season) → the next values."""
ALPHAS = np.arange(1, 101) / 100
DAMPED = tuple(axis.ravel() for axis in np.meshgrid(np.arange(1, 21) / 20, (0.01, 0.05, 0.1, 0.2, 0.4, 0.7), (0.8, 0.9, 0.95, 0.98)))
"""Parameters are chosen from a fixed grid: equal inputs give equal forecasts on every machine, and no search gets stuck."""


@dataclass(frozen=True)
class Method:
    """A method by its name; `needs(season)` is the smallest number of values it continues."""

    name: str
    run: Continue
    needs: Callable[[int], int]
    seasonal: bool = False


def naive(values: Values, horizon: int, season: int) -> Values:
    """The last value again and again."""
    return np.full(horizon, values[-1])


def drift(values: Values, horizon: int, season: int) -> Values:
    """The straight line from the first value through the last."""
    slope = (values[-1] - values[0]) / (len(values) - 1)
    return np.asarray(values[-1] + slope * np.arange(1, horizon + 1))


def seasonal_naive(values: Values, horizon: int, season: int) -> Values:
    """The same month of the last year."""
    return np.asarray(np.resize(values[-season:], horizon))


def _smoothed(values: Values) -> tuple[float, float]:
    """The last level of exponential smoothing that begins at the first value, at the alpha with the smallest squared errors, and that alpha."""
    level, squares = np.full(len(ALPHAS), values[0]), np.zeros(len(ALPHAS))
    for value in values[1:]:
        error = value - level
        squares += error * error
        level += ALPHAS * error
    best = int(np.argmin(squares))
    return float(level[best]), float(ALPHAS[best])


def smoothing(values: Values, horizon: int, season: int) -> Values:
    """Simple exponential smoothing, ETS(A,N,N)."""
    return np.full(horizon, _smoothed(values)[0])


def damped_trend(values: Values, horizon: int, season: int) -> Values:
    """Exponential smoothing with a trend that dies away, ETS(A,Ad,N)."""
    alpha, beta, phi = DAMPED
    level, trend, squares = np.full(len(alpha), values[0]), np.full(len(alpha), values[1] - values[0]), np.zeros(len(alpha))
    for value in values[1:]:
        trend = phi * trend
        error = value - (level + trend)
        squares += error * error
        level, trend = level + trend + alpha * error, trend + alpha * beta * error
    best = int(np.argmin(squares))
    return np.asarray(level[best] + trend[best] * np.cumsum(phi[best] ** np.arange(1, horizon + 1)))


def theta(values: Values, horizon: int, season: int) -> Values:
    """Exponential smoothing with half the slope of the least-squares line as drift."""
    count = len(values)
    slope = float(np.polyfit(np.arange(count), values, 1)[0]) / 2
    level, alpha = _smoothed(values)
    behind = (1 - (1 - alpha) ** count) / alpha
    return np.asarray(level + slope * (np.arange(horizon) + behind))


def _season_of(values: Values, season: int) -> Values:
    """Additive part of each place of the season, the last value's place last; from a centred moving average, summing to zero."""
    weights = np.ones(season) if season % 2 else np.concatenate(([0.5], np.ones(season - 1), [0.5]))
    half = len(weights) // 2
    around = np.convolve(values, weights / season, mode="valid")
    rest = values[half : len(values) - half] - around
    places = np.arange(half, len(values) - half) % season
    means = np.array([rest[places == place].mean() for place in range(season)])
    means -= means.mean()
    return np.asarray(means[(np.arange(len(values) - season, len(values))) % season])


def seasonal_theta(values: Values, horizon: int, season: int) -> Values:
    """Theta on the series without its season, which is added again."""
    last = _season_of(values, season)
    whole = np.resize(last[::-1], len(values))[::-1]
    return np.asarray(theta(values - whole, horizon, season) + np.resize(last, horizon))


METHODS = (
    Method("naive", naive, lambda season: 3),
    Method("drift", drift, lambda season: 3),
    Method("seasonal_naive", seasonal_naive, lambda season: season + 1, seasonal=True),
    Method("smoothing", smoothing, lambda season: 5),
    Method("damped_trend", damped_trend, lambda season: 7),
    Method("theta", theta, lambda season: 5),
    Method("seasonal_theta", seasonal_theta, lambda season: 2 * season + 1, seasonal=True),
)
"""From the simplest on: of two methods with the same error the earlier one is taken."""
