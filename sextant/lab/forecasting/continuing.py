"""Models that continue all series of a panel at once, from every year as if the later ones were not known.

A model is given with its parameters; which parameters serve is chosen for a whole class (`choosing`), because a series of four or ten
years cannot tell. Damped trend and theta as in `methods`; `group_growth` moves every unit as the median unit moved lately, dying away:
it borrows from the group what a single short series cannot know. Formulas from memory, see `methods`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.volatility import relative_changes
from sextant.lab.forecasting.yearly import Places

Continued = Callable[[Values, Places, int], Values]
"""(units × years, segments, steps) → forecasts by unit, origin and step; NaN where the unit has no value in the year of origin."""


@dataclass(frozen=True)
class Candidate:
    """A model with its parameters. `name` is what people read."""

    name: str
    run: Continued


def naive(values: Values, segments: Places, horizon: int) -> Values:
    """The value of the year of origin again and again."""
    return np.repeat(values[:, :, None], horizon, axis=2)


def _ahead(values: Values, levels: Values, slopes: Values, weights: Values) -> Values:
    """Level and slope put together: the slope times its weight by step; nothing below nought, nothing where the origin is unknown."""
    found = np.maximum(levels[:, :, None] + slopes[:, :, None] * weights, 0.0)
    found[np.isnan(values)] = np.nan
    return np.asarray(found)


def drift(share: float) -> Continued:
    """The straight line from the first value of the segment through the value of origin; of its slope only `share` is used."""

    def run(values: Values, segments: Places, horizon: int) -> Values:
        slopes = np.zeros_like(values)
        first, began = values[:, 0].copy(), np.zeros(len(values))
        for year in range(1, values.shape[1]):
            if segments[year] != segments[year - 1]:
                first = np.full(len(values), np.nan)
            fresh = np.isnan(first)
            first, began = np.where(fresh, values[:, year], first), np.where(fresh, year, began)
            slopes[:, year] = np.where(year > began, (values[:, year] - first) / np.maximum(year - began, 1), 0.0)
        return _ahead(values, values, share * slopes, np.arange(1.0, horizon + 1))

    return run


def damped_trend(alpha: float, beta: float, phi: float) -> Continued:
    """Exponential smoothing with a trend that dies away. A gap is stepped over by the model's own forecast."""

    def run(values: Values, segments: Places, horizon: int) -> Values:
        levels, trends = np.empty_like(values), np.empty_like(values)
        level, trend = values[:, 0].copy(), np.zeros(len(values))
        levels[:, 0], trends[:, 0] = level, trend
        for year in range(1, values.shape[1]):
            if segments[year] != segments[year - 1]:
                level = np.full(len(values), np.nan)
            fresh, expected = np.isnan(level), level + phi * trend
            error = np.nan_to_num(values[:, year] - expected)
            level = np.where(fresh, values[:, year], expected + alpha * error)
            trend = np.where(fresh, 0.0, phi * trend + alpha * beta * error)
            levels[:, year], trends[:, year] = level, trend
        return _ahead(values, levels, trends, np.cumsum(phi ** np.arange(1.0, horizon + 1)))

    return run


def theta(alpha: float) -> Continued:
    """Exponential smoothing with half the slope of the least-squares line through the known values of the segment."""

    def run(values: Values, segments: Places, horizon: int) -> Values:
        levels, slopes, lags = np.empty_like(values), np.zeros_like(values), np.zeros_like(values)
        level, sums = np.full(len(values), np.nan), np.zeros((5, len(values)))
        for year in range(values.shape[1]):
            if year and segments[year] != segments[year - 1]:
                level, sums = np.full(len(values), np.nan), np.zeros((5, len(values)))
            known = ~np.isnan(values[:, year])
            value = np.where(known, values[:, year], 0.0)
            sums += known * np.array([np.ones(len(values)), np.full(len(values), year), value, year * value, np.full(len(values), year**2)])
            level = np.where(np.isnan(level), values[:, year], np.where(known, level + alpha * (value - level), level))
            count, times, amounts, products, squares = sums
            spread = count * squares - times**2
            slopes[:, year] = np.where(spread > 0, (count * products - times * amounts) / np.maximum(spread, 1.0), 0.0) / 2
            lags[:, year] = (1 - (1 - alpha) ** count) / alpha - 1
            levels[:, year] = level
        return _ahead(values, levels + slopes * lags, slopes, np.arange(1.0, horizon + 1))

    return run


def group_growth(years: int, phi: float) -> Continued:
    """Every unit grows as the median unit did in the last `years` years of the segment, a step later by `phi` less."""

    def run(values: Values, segments: Places, horizon: int) -> Values:
        changes = relative_changes(values, segments, signed=True)
        medians = [float(np.median(known)) if len(known := column[~np.isnan(column)]) else np.nan for column in changes.T]
        steps = np.cumsum(phi ** np.arange(1.0, horizon + 1))
        found = naive(values, segments, horizon)
        for year in range(1, values.shape[1]):
            lately = [
                one for place, one in enumerate(medians[max(0, year - years) : year], max(0, year - years)) if segments[place] == segments[year]
            ]
            lately = [one for one in lately if not np.isnan(one)]
            if lately:
                found[:, year, :] *= np.exp(np.mean(lately) * steps)
        return found

    return run


NAIVE = Candidate("naive", naive)
CANDIDATES = (
    NAIVE,
    *(Candidate("drift", drift(share)) for share in (0.3, 0.6, 1.0)),
    *(Candidate("group_growth", group_growth(years, phi)) for years in (1, 3) for phi in (0.8, 1.0)),
    *(Candidate("damped_trend", damped_trend(alpha, 0.2, phi)) for alpha in (0.6, 0.8, 1.0) for phi in (0.8, 0.9)),
    *(Candidate("theta", theta(alpha)) for alpha in (0.5, 0.8, 1.0)),
)
"""From the simplest on: of two with the same error the earlier one is taken."""
