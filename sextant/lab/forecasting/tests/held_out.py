"""Forecasts of real returns held against the years that were held out; for the tests here and for `bench/held_out_forecasts.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sextant.lab.forecasting.forecasts import LEVEL
from sextant.lab.forecasting.foreseeing import Outlook
from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.volatility import relative_changes
from sextant.lab.forecasting.yearly import YearlySeries
from sextant.lab.returns.groups import size_class
from sextant.lab.returns.mapping import Part, load
from sextant.lab.returns.reading import read
from sextant.lab.returns.rows import ReturnRow
from sextant.lab.returns.series import Panel, formula_of, gathered

LARGE = 200
"""Held-out values that a group must have to be judged by itself."""


@dataclass(frozen=True)
class HeldOut:
    """An outlook beside the values that came: which lay within, which could be asked, which stayed exactly as forecast, which lay within
    the interval for values that move, and the scaled errors of ours and of the naive."""

    outlook: Outlook
    inside: Values
    asked: Values
    stayed: Values
    reached: Values
    ours: Values
    naive: Values


def survey(folder: Path, years: Iterable[int]) -> list[ReturnRow]:
    """The survey's returns of some years."""
    return [row for year in years for row in read(folder / ("fy2015.zip" if year == 2015 else f"pls_fy{year}.csv.gz"))]


def loans(folder: Path, medium: str) -> Iterator[ReturnRow]:
    """Swedish loans of one medium, or of all, by a mapping that a user could write."""
    mapping = load("sweden")
    part = Part("loans", {"Media_Type": (medium,)} if medium else {})
    return iter(read(folder / "sweden" / "loans_with_population.csv", replace(mapping, tables=(replace(mapping.tables[0], parts=(part,)),))))


def panel(rows: Iterable[ReturnRow], variable: str) -> Panel:
    formula = formula_of(variable)
    assert formula is not None
    return gathered(rows, formula)


def known_until(whole: YearlySeries, before: Panel, year: int) -> YearlySeries:
    """The series as known at the end of a year, in the classes of the populations that were known by then."""
    classes = tuple(size_class(before.populations.get(unit)).code for unit in whole.units)
    return replace(whole, classes=classes, values=whole.values[:, : year - whole.first + 1])


def compared(outlook: Outlook, actual: Values) -> HeldOut:
    """Hold an outlook against the values that came."""
    known = outlook.series.values
    asked = ~np.isnan(actual) & ~np.isnan(outlook.values)
    inside = asked & (np.abs(actual - outlook.values) <= outlook.high - outlook.values + 1e-9 * np.abs(outlook.values))
    exact = 1e-9 * np.abs(outlook.values)
    stayed = asked & (np.abs(actual - outlook.values) <= exact)
    reached = asked & (np.abs(actual - outlook.values) <= outlook.moving + exact)
    scale = mean(np.abs(np.diff(known, axis=1)))[:, None]
    scale = np.where(scale > 0, scale, np.nan)
    ours, naive = (np.where(asked, np.abs(actual - made) / scale, np.nan) for made in (outlook.values, known[:, -1:]))
    return HeldOut(outlook, inside, asked, stayed, reached, ours, naive)


def mean(values: Values) -> Values:
    counts = (~np.isnan(values)).sum(axis=1)
    return np.asarray(np.where(counts > 0, np.nansum(values, axis=1) / np.maximum(counts, 1), np.nan))


def fifths(series: YearlySeries) -> Values:
    """The fifth of volatility of each unit, 0 the calmest; −1 where no change is known."""
    moves = mean(relative_changes(series.values, series.segments))
    edges = np.quantile(moves[~np.isnan(moves)], [0.2, 0.4, 0.6, 0.8])
    return np.where(np.isnan(moves), -1, np.searchsorted(edges, moves, side="left"))


def share(found: HeldOut, rows: Values) -> tuple[float, int]:
    """Coverage among some units, and of how many values."""
    number = int(found.asked[rows].sum())
    return (float(found.inside[rows].sum()) / number if number else float("nan"), number)


def promised(found: HeldOut, rows: Values) -> float:
    """What intervals among some units can hold at the least: 80 %, or the chance of staying where that is greater."""
    asked = found.asked[rows]
    return float(np.maximum(LEVEL / 100, found.outlook.stays[rows])[asked].mean()) if asked.any() else float("nan")


def share_of_moved(found: HeldOut, rows: Values) -> tuple[float, int]:
    """Among the values of some units that did not stay: the share within the interval for these, and of how many values."""
    moved = found.asked[rows] & ~found.stayed[rows]
    number = int(moved.sum())
    return (float((found.reached[rows] & moved).sum()) / number if number else float("nan"), number)


def error_of_share(found: HeldOut, rows: Values) -> float:
    """Standard error of the coverage among some units when units of one region are not independent of one another (sums by region)."""
    asked, regions = found.asked[rows], found.outlook.series.region_numbers[rows]
    centre = found.inside[rows].sum() / asked.sum()
    sums = np.bincount(regions, (found.inside[rows] - centre * asked).sum(axis=1))
    clusters = len(np.unique(regions[asked.any(axis=1)]))
    return float(np.sqrt((sums**2).sum() * clusters / max(clusters - 1, 1)) / asked.sum())


def early(rows: Iterable[ReturnRow], last: int) -> Panel:
    """What was known at the end of a year."""
    return panel((row for row in rows if row.year <= last), "loans")
