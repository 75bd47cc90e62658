"""Yearly series of many units (libraries, municipalities, regions), with gaps, size classes and declared breaks.

A break is data: from that year on the series mean something else (a pandemic closed the doors, a questionnaire changed). Nothing is
learned across it: a series begins anew in the year of the break, a change over the break is no volatility, and an error over it is
neither counted for a model nor for an interval. A break of one region (its office counted anew) takes the years before it from the region's
units: they begin in the year of the break, and the others keep what they know.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.refusals import ForecastRefused

Places = NDArray[np.intp]
Marks = NDArray[np.bool_]
LONGEST = 200
"""Years of a panel; more are a mistake in a year."""
MOST_CLASSES = 60


@dataclass(frozen=True)
class Break:
    """The first year in which the series no longer mean what they meant before, and why; of one region's units only where it is named."""

    year: int
    reason: str
    region: str = ""


@dataclass(frozen=True)
class YearlySeries:
    """Series of the same years: `values` has a row a unit and a column a year from `first` on, NaN where nothing is known.

    `classes` names the size class of each unit: models are chosen and intervals calibrated among units of a class. The number of a
    segment of years grows with each break; `breaks` are those within the years. `regions` names the region of each unit, or is empty:
    units of a region often stay as they are, or are counted anew, in the same years.
    """

    units: tuple[str, ...]
    first: int
    values: Values
    classes: tuple[str, ...]
    breaks: tuple[Break, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """The years of the columns."""
        return range(self.first, self.first + self.values.shape[1])

    @property
    def segments(self) -> Places:
        """The number of the segment of each year: how many breaks were by then."""
        return np.array([sum(one.year <= year for one in self.breaks if not one.region) for year in self.years], dtype=np.intp)

    @property
    def class_numbers(self) -> Places:
        """The class of each unit as a number, in the order of the names."""
        order = {name: number for number, name in enumerate(sorted(set(self.classes)))}
        return np.array([order[name] for name in self.classes], dtype=np.intp)

    @property
    def region_numbers(self) -> Places:
        """The region of each unit as a number, in the order of the names; all 0 where regions are not known."""
        order = {name: number for number, name in enumerate(sorted(set(self.regions)))}
        return np.array([order[name] for name in self.regions] or [0] * len(self.units), dtype=np.intp)

    def begun_anew(self) -> "YearlySeries":
        """The same series without the years before a break of a unit's own region."""
        values, regions = self.values.copy(), np.array(self.regions)
        for one in self.breaks:
            if one.region:
                values[regions == one.region, : max(0, one.year - self.first)] = np.nan
        return replace(self, values=values)

    def until(self, year: int) -> "YearlySeries":
        """The same series as they were known at the end of that year."""
        return replace(self, values=self.values[:, : year - self.first + 1])


def checked(series: YearlySeries, horizon: int) -> YearlySeries:
    """The series, or ForecastRefused: no steps, no series, values that are no amounts, or fewer than two years."""
    values = series.values
    if horizon < 1:
        raise ForecastRefused("horizon")
    if not len(values):
        raise ForecastRefused("no_series")
    if len(set(series.classes)) > MOST_CLASSES:
        raise ForecastRefused("too_many_classes", given=len(set(series.classes)), most=MOST_CLASSES)
    if not 2 <= values.shape[1] <= LONGEST:
        raise ForecastRefused("years_of_panel", given=values.shape[1], most=LONGEST)
    wrong = np.isinf(values) | (values < 0)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise ForecastRefused("no_amount", unit=series.units[row], year=series.years[column])
    if np.isnan(values[:, -1]).all():
        raise ForecastRefused("last_year_empty", year=series.years[-1])
    return series


def from_cells(cells: Sequence[tuple[str, int, float]], classes: dict[str, str], breaks: Sequence[Break] = ()) -> YearlySeries:
    """Series from single values (unit, year, value), in the order of the units' names; a unit without a class has the class ''."""
    if not cells:
        raise ForecastRefused("no_series")
    units = sorted({unit for unit, _, _ in cells})
    first, last = min(year for _, year, _ in cells), max(year for _, year, _ in cells)
    if last - first >= LONGEST:
        raise ForecastRefused("years_of_panel", given=last - first + 1, most=LONGEST)
    place = {unit: row for row, unit in enumerate(units)}
    values = np.full((len(units), last - first + 1), np.nan)
    for unit, year, value in cells:
        values[place[unit], year - first] = value
    within = tuple(sorted((one for one in breaks if first < one.year <= last), key=lambda one: one.year))
    return YearlySeries(tuple(units), first, values, tuple(classes.get(unit, "") for unit in units), within)
