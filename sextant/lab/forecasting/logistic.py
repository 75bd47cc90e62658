"""Growth that slows towards a ceiling: K / (1 + exp(−r (t − t₀))) (Verhulst 1838), fitted to the counts of the years themselves.

For every rate r and middle t₀ of a fixed grid the ceiling K with the least squared error is K = Σ x g / Σ g² (g the curve of ceiling 1);
the best of the grid is taken: equal inputs give equal forecasts on every machine. Growth only: a series that falls is left to other methods,
whose errors will be smaller.
"""

from functools import lru_cache

import numpy as np

from sextant.lab.forecasting.methods import Values

RATES = np.array([0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2])
MIDDLES = 24


@lru_cache(maxsize=64)
def _curves(count: int, horizon: int) -> tuple[Values, Values]:
    """The curves of ceiling 1 over the known years and over those ahead; middles from a third of the past to as far again ahead."""
    rate, middle = (axis.ravel()[:, None] for axis in np.meshgrid(RATES, np.linspace(count / 3, 2 * count, MIDDLES)))
    whole = 1 / (1 + np.exp(-rate * (np.arange(count + horizon)[None, :] - middle)))
    return whole[:, :count], whole[:, count:]


def logistic(values: Values, horizon: int, season: int) -> Values:
    """The next values on the logistic curve nearest to the known ones, set off from the mean of its last three errors."""
    past, ahead = _curves(len(values), horizon)
    ceilings = (past @ values) / (past * past).sum(axis=1)
    squares = ((values[None, :] - ceilings[:, None] * past) ** 2).sum(axis=1)
    best = int(np.argmin(squares))
    offset = float((values - ceilings[best] * past[best])[-3:].mean())
    return np.asarray(ceilings[best] * ahead[best] + offset)
