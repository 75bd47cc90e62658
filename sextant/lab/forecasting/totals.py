"""Libraries, regions and nation forecast together: one backtest a level, and sums that agree where that does no harm."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sextant.lab.forecasting.foreseeing import Outlook, foresee
from sextant.lab.forecasting.hierarchy import LEVELS, Tree, Verdict, agreed, filled
from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.yearly import Marks, YearlySeries, checked

NATION = "nation"
LEAST_KNOWN = 0.5
"""Share of a region's sum that must be told, not filled in, for the year to count as known."""


@dataclass(frozen=True)
class Levels:
    """What lies ahead for libraries, regions and the nation; how their sums were made to agree; the share of the last year's sum that
    was filled in because libraries told nothing. Regions and nation are units of one outlook, the nation last."""

    libraries: Outlook
    totals: Outlook
    verdict: Verdict
    filled_in: float

    def outlook(self, level: str) -> tuple[Outlook, slice]:
        """The outlook of a level, and which of its units belong to it."""
        if level == LEVELS[0]:
            return self.libraries, slice(None)
        return self.totals, slice(0, -1) if level == LEVELS[1] else slice(-1, None)


def foresee_levels(series: YearlySeries, regions: Mapping[str, str], horizon: int, present: Marks | None = None) -> Levels:
    """Continue units, regions and nation by `horizon` years. `present` marks the years in which a unit was there (open, asked); without it
    those from its first known value to its last. Raises ForecastRefused."""
    checked(series, horizon)
    series = replace(series, regions=tuple(regions.get(unit, "") for unit in series.units))
    names = sorted(set(series.regions))
    place = {name: number for number, name in enumerate(names)}
    tree = Tree(np.array([place[name] for name in series.regions], dtype=np.intp), len(names))
    whole = filled(series.values, _span(series.values) if present is None else present)
    totals = foresee(_totals(series, tree, whole, tuple(names)), horizon)
    libraries = foresee(series, horizon)
    bottom = np.where(np.isnan(libraries.ahead), whole[:, :, None], libraries.ahead)
    made, verdict = agreed(tree, np.concatenate([bottom, totals.ahead]), np.concatenate([whole, totals.series.values]))
    moved = np.where(np.isnan(libraries.values), np.nan, made[tree.level(0)])
    return Levels(libraries.moved_to(moved), totals.moved_to(made[len(series.units) :]), verdict, _unknown(series.values[:, -1], whole[:, -1]))


def _span(values: Values) -> Marks:
    """From the first known value of each unit to its last."""
    known = ~np.isnan(values)
    return np.asarray(np.logical_or.accumulate(known, axis=1) & np.logical_or.accumulate(known[:, ::-1], axis=1)[:, ::-1])


def _unknown(told: Values, whole: Values) -> float:
    return 1 - float(np.nansum(told)) / float(whole.sum()) if whole.sum() > 0 else 0.0


def _totals(series: YearlySeries, tree: Tree, whole: Values, names: tuple[str, ...]) -> YearlySeries:
    """Regions and nation as series of their own; a year in which too little of a sum was told is unknown."""
    sums, told = tree.summed(whole)[tree.units :], tree.summed(np.nan_to_num(series.values))[tree.units :]
    sums[told < LEAST_KNOWN * sums] = np.nan
    sums[:, np.isnan(series.values).all(axis=0)] = np.nan
    classes = (*tuple("region" for _name in names), NATION)
    return replace(series, units=(*names, NATION), values=sums, classes=classes, regions=())
