"""How much a unit moves from year to year, as a share of its size, drawn towards its class because a few years tell little."""

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.yearly import Places

WEIGHT = 2.0
"""The class counts as much as so many changes of the unit itself."""
FEWEST = 20
"""Units with a known change that a class must have to speak for itself; a smaller one borrows from all."""
SHARE_KEPT = 0.95
"""Single changes above this quantile of the class are counted as the quantile when the class's mean is taken."""
LEVEL_YEARS = 3


def relative_changes(values: Values, segments: Places, *, signed: bool = False) -> Values:
    """|b − a| ÷ ((a + b) ÷ 2) from each year to the next, by unit: 0 to 2, NaN where a value is unknown or a break lies between."""
    before, after = values[:, :-1], values[:, 1:]
    middle = (before + after) / 2
    found = np.where(middle > 0, (after - before) / np.where(middle > 0, middle, 1.0), np.where(np.isnan(middle), np.nan, 0.0))
    found[:, segments[1:] != segments[:-1]] = np.nan
    return np.asarray(found if signed else np.abs(found))


def shrunk(changes: Values, classes: Places) -> Values:
    """Volatility by unit: (sum of its changes + WEIGHT · mean of its class) ÷ (number + WEIGHT); above nought.

    A unit without a known change has the mean of its class.
    """
    known = ~np.isnan(changes)
    sums, counts = np.where(known, changes, 0.0).sum(axis=1), known.sum(axis=1)
    own = sums / np.maximum(counts, 1)
    prior = np.full(len(changes), _mean(own[counts > 0]))
    for one in np.unique(classes):
        members = (classes == one) & (counts > 0)
        if members.sum() >= FEWEST:
            prior[classes == one] = _mean(own[members])
    return np.asarray((sums + WEIGHT * prior) / (counts + WEIGHT))


def _mean(own: Values) -> float:
    if not len(own):
        return 1.0
    return max(float(np.minimum(own, np.quantile(own, SHARE_KEPT)).mean()), 1e-6)


def levels(values: Values, segments: Places, origin: int) -> Values:
    """The size of each unit at an origin: the mean of its known values of the last LEVEL_YEARS years of the segment; 0 where none is."""
    lately = [year for year in range(max(0, origin - LEVEL_YEARS + 1), origin + 1) if segments[year] == segments[origin]]
    part = values[:, lately]
    known = ~np.isnan(part)
    return np.asarray(np.where(known, part, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1))
