"""A year of returns as arrays: what was reported, what is missing, and the same cells in earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sextant.lab.returns.rows import ReturnRow

from .sums import totals

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Whole = NDArray[np.int64]

NOT_OURS = ("derived", "partial")
TRAITS = ("population", "staff_fte", "spending")
"""What describes a library even in a year that did not ask for it: such a variable is a column without gaps."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier year, its libraries and variables in the order of the grid; NaN where there is no number."""

    year: int
    values: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """Libraries × variables of one year.

    `values`: what the libraries reported themselves, NaN elsewhere; only these are truth and donors. `flagged`: numbers that
    came into the file as somebody's imputation. `gaps`: cells that were asked for and have no number; not applicable and
    suppressed cells are neither. `areas` are the parts of the country in which strata are made. `earlier`: newest first.
    """

    year: int
    units: tuple[str, ...]
    areas: tuple[str, ...]
    variables: tuple[str, ...]
    values: Floats
    flagged: Floats
    gaps: Marks
    earlier: tuple[Earlier, ...] = ()

    def place(self, variable: str) -> int:
        """The column of a variable, -1 where the grid has none."""
        return self.variables.index(variable) if variable in self.variables else -1

    def column(self, variable: str) -> Floats:
        """What was reported of a variable; all NaN where the grid has none."""
        place = self.place(variable)
        return self.values[:, place] if place >= 0 else np.full(len(self.units), np.nan)

    def known(self, variable: str) -> Floats:
        """The best that is known of a variable for describing a library: reported, else flagged, else of an earlier year."""
        place = self.place(variable)
        if place < 0:
            return np.full(len(self.units), np.nan)
        found = self.values[:, place].copy()
        for other in (self.flagged, *(year.values for year in self.earlier)):
            found = np.where(np.isnan(found), other[:, place], found)
        return found

    def hidden(self, mask: Marks, mask_earlier: Marks | None = None) -> Grid:
        """The same grid in which the reported cells of `mask` are gaps, and those of `mask_earlier` have no earlier value."""
        earlier = self.earlier
        if mask_earlier is not None:
            earlier = tuple(Earlier(one.year, np.where(mask_earlier, np.nan, one.values)) for one in earlier)
        return replace(self, values=np.where(mask, np.nan, self.values), gaps=self.gaps | mask, earlier=earlier)


def grid(rows: Iterable[ReturnRow], earlier: Sequence[Iterable[ReturnRow]] = (), *, again: bool = False) -> Grid:
    """The rows of one year as a grid, with earlier years beside it; rows of later years are left out.

    `again`: numbers flagged as imputed count as gaps too, to be imputed anew. Raises `ValueError` where there are no rows,
    or rows of several years.
    """
    held = sorted(rows, key=lambda row: row.unit_id)
    if len({row.year for row in held}) != 1:
        raise ValueError("rows of one year are needed")
    variables = _variables(held)
    columns = {code: place for place, code in enumerate(variables)}
    lines = {row.unit_id: place for place, row in enumerate(held)}
    values, flagged = np.full((len(held), len(variables)), np.nan), np.full((len(held), len(variables)), np.nan)
    gaps = np.zeros(values.shape, dtype=bool)
    for line, row in enumerate(held):
        _fill(row, columns, values[line], flagged[line], gaps[line])
    if again:
        gaps |= ~np.isnan(flagged)
        flagged = np.full(values.shape, np.nan)
    told = [list(source) for source in earlier]
    before = _earlier(told, held[0].year, lines, columns)
    return Grid(held[0].year, tuple(lines), _areas(held, told), variables, values, flagged, gaps, before)


def _areas(rows: list[ReturnRow], earlier: list[list[ReturnRow]]) -> tuple[str, ...]:
    """The area of each library: its own, else the one in which its region was told to lie in any year, else the region."""
    found = {row.region: row.attributes["area"] for held in (*reversed(earlier), rows) for row in held if "area" in row.attributes}
    return tuple(row.attributes.get("area") or found.get(row.region, row.region) for row in rows)


def reporting(grid: Grid) -> Marks:
    """Who reported anything but the population."""
    counts = [place for place, code in enumerate(grid.variables) if not code.startswith("population")]
    found: Marks = (~np.isnan(grid.values[:, counts])).sum(axis=1) > 0
    return found


def _variables(rows: list[ReturnRow]) -> tuple[str, ...]:
    """What was asked for this year, sums made by us left out: they follow from their parts."""
    asked = {code for row in rows for code in (*row.values, *row.statuses)}
    made = {code for row in rows for code, origin in row.origins.items() if origin == "derived"}
    return tuple(sorted((asked - made).union(TRAITS)))


def _fill(row: ReturnRow, columns: dict[str, int], values: Floats, flagged: Floats, gaps: Marks) -> None:
    for code, value in row.values.items():
        place = columns.get(code)
        origin = row.origins.get(code, "")
        if place is None or origin in NOT_OURS:
            continue
        (flagged if origin else values)[place] = value
    for code, status in row.statuses.items():
        if code in columns and status == "missing":
            gaps[columns[code]] = True


def _earlier(sources: list[list[ReturnRow]], year: int, lines: dict[str, int], columns: dict[str, int]) -> tuple[Earlier, ...]:
    found: dict[int, Floats] = {}
    for source in sources:
        for row in source:
            line = lines.get(row.unit_id)
            if line is None or row.year >= year:
                continue
            if row.year not in found:
                found[row.year] = np.full((len(lines), len(columns)), np.nan)
            for code, value in row.values.items():
                if code in columns:
                    found[row.year][line, columns[code]] = value
    for values in found.values():
        _remainders(values, columns)
    return tuple(Earlier(year, found[year]) for year in sorted(found, reverse=True))


def _remainders(values: Floats, columns: dict[str, int]) -> None:
    """A part that an earlier year did not give, where its total and all other parts stand: what they leave for it."""
    for total, parts in totals().items():
        if not {total, *parts} <= set(columns):
            continue
        places = [columns[part] for part in parts]
        held = values[:, places]
        alone = np.isnan(held).sum(axis=1) == 1
        left = values[:, columns[total]] - np.nansum(held, axis=1)
        for number, place in enumerate(places):
            here = alone & np.isnan(held[:, number]) & (left >= 0)
            values[here, place] = left[here]
