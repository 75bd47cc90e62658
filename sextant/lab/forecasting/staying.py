"""How likely a value is to stay exactly as forecast, and what is then left for an interval to hold.

Populations are counted anew once in years, opening hours are decided upon and kept. Of such values an interval of 80 % is often the value
itself, and holds more often than promised; no interval that holds it can hold less. Therefore the chance of staying is told by itself,
and widths are learned from the errors of values that moved: the width for a unit is the quantile (level − chance) ÷ (1 − chance) of these,
so that staying and moving together make the promise (a point mass and a continuous part, as in hurdle models: Cragg 1971, from memory,
not seen).
"""

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.traits import MOST_GROUPS, members
from sextant.lab.forecasting.yearly import Marks, Places

ROUNDS = 10


def odds_of_staying(stayed: Marks, groups: tuple[Places, ...]) -> tuple[Values, ...]:
    """Factors by group whose product is the odds of staying: in turn each group's are moved until it stays as often as it did.

    A group counts one value more than it has, which stayed as often as all do, so that no chance is 0 or 1 for certain. Groups that are
    too small to speak for themselves have the factor 1.
    """
    whole = float(np.clip(stayed.mean(), 1e-6, 1 - 1e-6))
    found = tuple(np.ones(MOST_GROUPS) for _one in groups)
    found[0][:] = whole / (1 - whole)
    used = np.ones(len(stayed), dtype=bool)
    large = [members(one, used) for one in groups]
    odds = np.full(len(stayed), whole / (1 - whole))
    for _round in range(ROUNDS if stayed.any() else 0):
        for factors, rows_of in zip(found, large, strict=True):
            for one, rows in rows_of.items():
                told, expected = float(stayed[rows].sum()) + whole, float((odds[rows] / (1 + odds[rows])).sum()) + whole
                count = len(rows) + 1
                factor = told / (count - told) * (count - expected) / expected
                factors[one] *= factor
                odds[rows] *= factor
    return found


def left_to_hold(stays: Values, level: int) -> Values:
    """The share of the moved values that an interval must hold for `level` per cent of all; 0 where staying alone is enough."""
    return np.maximum(level / 100 - stays, 0.0) / np.maximum(1 - stays, 1e-9)
