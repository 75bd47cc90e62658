"""Invented donors, whose gifts follow the model of repeat giving."""

from __future__ import annotations

from datetime import date

import numpy as np

from sextant.lab.donors.gifts import Gift, months_before
from sextant.lab.donors.repeat import Parameters

ON = date(2026, 6, 30)
AS_PUBLISHED = Parameters(1.204, 0.750, 0.657, 2.783)


def donors_giving(parameters: Parameters, number: int, *, years: int = 6, ahead: int = 3, seed: int = 1, cohorts: int = 3) -> list[Gift]:
    """Gifts of `number` donors, first given `years` ago or up to `cohorts` − 1 years later; `ahead` years after `ON` too."""
    rng = np.random.default_rng(seed)
    giving, leaving = rng.beta(parameters.alpha, parameters.beta, number), rng.beta(parameters.gamma, parameters.delta, number)
    typical = rng.lognormal(7, 0.8, number)
    gifts = []
    for place in range(number):
        first = years - place % cohorts
        stays = rng.geometric(max(leaving[place], 1e-9))
        for back in range(first, -ahead - 1, -1):
            later = first - back
            if later == 0 or (later < stays and rng.random() < giving[place]):
                day = months_before(ON, 12 * back + 5)
                gifts.append(Gift(f"d{place:05}", day, max(100, int(typical[place] * rng.gamma(4, 25)))))
    return gifts
