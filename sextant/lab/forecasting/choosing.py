"""Which model continues the units of a class: the naive one, unless another beats it beyond noise.

Rolling origin over all units of a class, so that short series borrow strength from one another. Errors are counted over the size of the
unit times its volatility, none of them more than WORST such units, so that a few odd libraries do not decide. Units of one year share its
shocks; therefore a model must beat the naive one in most years, and in the last one too. And the group must have turned in the years
that are known, so that the backtest holds what a turn costs: a trend that never turned is one observation, however many years it
lasted, and says nothing of how it ends. Only a model that halves the naive error is spared this.
"""

from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.continuing import CANDIDATES, Candidate
from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.volatility import levels, relative_changes, shrunk
from sextant.lab.forecasting.yearly import Marks, Places, YearlySeries

LEAST_GAIN = 0.01
SIGMAS = 3.0
"""The mean gain over units must be so many standard errors above nought."""
YEARS_WON = 0.75
"""Share of the years of origin from which a model must beat the naive one; it must have won from FEWEST_WON, and from the last."""
FEWEST_WON = 2
GREAT_GAIN = 0.5
"""A model that saves this share of the naive error need not have been through a turn of the group."""
OWN_CHOICE = 100
"""Units that a class must have to choose for itself; smaller classes choose together with all."""
WORST = 20.0


@dataclass(frozen=True)
class Trial:
    """Scaled absolute errors of every candidate: candidate × unit × origin × step, NaN where nothing can be compared.

    `moved` is the median change of the units in the year after each origin, as a share; NaN where none is known.
    """

    sizes: Values
    moved: Values

    def until(self, years: int, horizon: int) -> "Trial":
        """What was known of it after so many years, for fewer steps: errors whose target year was over by then."""
        late = np.arange(years)[:, None] + np.arange(1, horizon + 1) > years - 1
        return Trial(np.where(late, np.nan, self.sizes[:, :, :years, :horizon]), np.where(late[:, 0], np.nan, self.moved[:years]))


def errors_of(candidate: Candidate, values: Values, segments: Places, horizon: int) -> tuple[Values, Values]:
    """Forecasts, and actual less forecast, by unit, origin and step; an error over a declared break is NaN."""
    ahead = candidate.run(values, segments, horizon)
    errors = np.full_like(ahead, np.nan)
    for step in range(1, min(horizon, values.shape[1] - 1) + 1):
        errors[:, :-step, step - 1] = values[:, step:] - ahead[:, :-step, step - 1]
        errors[:, np.flatnonzero(segments[step:] != segments[:-step]), step - 1] = np.nan
    return ahead, errors


def trial(series: YearlySeries, horizon: int) -> Trial:
    """Every candidate tried on the past of all units."""
    values, segments = series.values, series.segments
    volatility = shrunk(relative_changes(values, segments), series.class_numbers)
    scales = np.column_stack([levels(values, segments, origin) for origin in range(values.shape[1])]) * volatility[:, None]
    scales[scales == 0] = np.nan
    found = np.empty((len(CANDIDATES), *values.shape, horizon), dtype=np.float32)
    for place, candidate in enumerate(CANDIDATES):
        errors = errors_of(candidate, values, segments, horizon)[1]
        found[place] = np.minimum(np.abs(errors) / scales[:, :, None], WORST)
    changes = relative_changes(values, segments, signed=True)
    return Trial(found, np.array([*(float(np.median(known)) if len(known := one[~np.isnan(one)]) else np.nan for one in changes.T), np.nan]))


def chosen(tried: Trial, classes: Places) -> Places:
    """The place of each unit's model among CANDIDATES.

    Whether a model lasts is judged on all units, who share the shocks of the years; how much it saves, on the class, or on all
    where a class is small.
    """
    known = ~np.isnan(tried.sizes[0]).all(axis=(1, 2))
    found = np.zeros(len(classes), dtype=np.intp)
    if not known.any():
        return found
    able = [place for place in range(1, len(CANDIDATES)) if _lasting(tried, place)]
    found[:] = _best(tried, known, able)
    for one in np.unique(classes) if able else ():
        members = (classes == one) & known
        if members.sum() >= OWN_CHOICE:
            found[classes == one] = _best(tried, members, able)
    return found


def _best(tried: Trial, members: Marks, able: list[int]) -> int:
    """Of the able candidates the one of the smallest mean error that beats the naive one beyond noise; 0, the naive one, where none does."""
    gains = {place: _gain(tried, place, members) for place in able}
    best = max(gains, key=lambda place: gains[place], default=0)
    return best if gains.get(best, 0.0) > 0 else 0


def _gain(tried: Trial, place: int, members: Marks) -> float:
    """Share of the naive error that a model saves among some units; 0 where that is not beyond noise."""
    better = tried.sizes[0, members] - tried.sizes[place, members]
    by_unit = _mean(better, (1, 2))
    by_unit = by_unit[~np.isnan(by_unit)]
    mean, whole = float(by_unit.mean()), float(np.nanmean(tried.sizes[0, members]))
    turned = mean > GREAT_GAIN * whole or _turned(tried)
    return mean / whole if turned and mean > max(LEAST_GAIN * whole, SIGMAS * float(by_unit.std()) / np.sqrt(len(by_unit))) else 0.0


def _lasting(tried: Trial, place: int) -> bool:
    """Whether a model beat the naive one from most years of origin in which they differ, at least two, the last among them."""
    better = _mean((tried.sizes[0] - tried.sizes[place]).transpose(1, 0, 2), (1, 2))
    better = better[~np.isnan(better)]
    won = better[better != 0] > 0
    return won.sum() >= FEWEST_WON and bool(better[-1] > 0) and float(won.mean()) >= YEARS_WON


def _turned(tried: Trial) -> bool:
    """Whether the group rose in some of the years and fell in others."""
    return bool((tried.moved > 0).any() and (tried.moved < 0).any())


def _mean(values: Values, axes: tuple[int, int]) -> Values:
    counts = (~np.isnan(values)).sum(axis=axes)
    sums = np.nansum(values, axis=axes, dtype=np.float64)
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1), np.nan))
