"""Rolling origin: each method forecasts the past as if it were not known yet, from one origin after the other.

Rolling origin after Tashman (2000); MASE after Hyndman and Koehler (2006), here with the one-step naive error over the
whole series as scale. From memory, not seen.
"""

from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.methods import METHODS, Method, Values


@dataclass(frozen=True)
class Score:
    """One method in the backtest: mean absolute error by horizon and over all, and scaled (None where the series never moves).

    `left_out` tells that the series was too short for the method to be tried.
    """

    method: str
    mae: float | None = None
    mase: float | None = None
    by_horizon: tuple[float, ...] = ()
    left_out: bool = False


def tried(count: int, horizon: int, season: int, wanted: int) -> list[Method]:
    """Methods that leave at least `wanted` origins from which every horizon is known."""
    found = [one for one in METHODS if season > 1 or not one.seasonal]
    return [one for one in found if count - one.needs(season) - horizon + 1 >= wanted]


def errors_of(method: Method, values: Values, start: int, horizon: int, season: int, lower: float | None) -> Values:
    """Actual less forecast, one row an origin (the number of known values: start, start + 1 …), one column a horizon.

    What lies after the end of the series is NaN.
    """
    count = len(values)
    found = np.full((count - start, horizon), np.nan)
    for row, origin in enumerate(range(start, count)):
        ahead = method.run(values[:origin], horizon, season)
        ahead = ahead if lower is None else np.maximum(ahead, lower)
        known = values[origin : origin + horizon]
        found[row, : len(known)] = known - ahead[: len(known)]
    return found


def score_of(method: Method, errors: Values, scale: float) -> Score:
    """The method's mean absolute errors; `scale` is the mean absolute one-step change of the series."""
    sizes = np.abs(errors)
    mae = float(np.nanmean(sizes))
    by_horizon = tuple(float(one) for one in np.nanmean(sizes, axis=0))
    return Score(method.name, mae, mae / scale if scale else None, by_horizon)


def scale_of(values: Values) -> float:
    """The mean absolute change from one value to the next: the error of the naive method one step ahead."""
    return float(np.mean(np.abs(np.diff(values))))
