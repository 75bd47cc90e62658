"""A year of returns as a table of numbers: libraries × variables. Needs numpy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..rows import ReturnRow

Numbers = NDArray[np.float64]
STATUSES = ("", "missing", "not_applicable", "suppressed", "unknown", "refused")
"""Why a cell holds no number, by its code in `Panel.statuses`; "" is a number, or was not asked."""


@dataclass(frozen=True)
class Panel:
    """The returns of one year. `values` is libraries × variables with NaN where there is no number, `statuses` holds the place of
    the reason in `STATUSES`; `regions` is empty where they are not known. `imputed` marks the numbers that no library wrote but that the
    file says were filled in, None where it says of none: they are examples neither of what is usual nor of errors. Rows stand in the
    order they came."""

    year: int
    units: list[str]
    variables: tuple[str, ...]
    values: Numbers
    statuses: NDArray[np.uint8]
    regions: list[str] = field(default_factory=list)
    imputed: NDArray[np.bool_] | None = None

    @cached_property
    def place(self) -> dict[str, int]:
        """The row of every library."""
        return {unit: row for row, unit in enumerate(self.units)}

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of every variable."""
        return {code: index for index, code in enumerate(self.variables)}

    def of(self, code: str) -> Numbers:
        """The values of a variable, all NaN where the table has none."""
        index = self.column.get(code)
        return self.values[:, index] if index is not None else np.full(len(self.units), np.nan)

    def aligned(self, units: list[str], variables: tuple[str, ...]) -> Numbers:
        """The values for these libraries and variables, NaN where this table lacks them."""
        found = np.full((len(units), len(variables)), np.nan)
        rows = np.array([self.place.get(unit, -1) for unit in units], dtype=np.int64)
        held = rows >= 0
        for index, code in enumerate(variables):
            if code in self.column:
                found[held, index] = self.values[rows[held], self.column[code]]
        return found

    def reported(self, variables: tuple[str, ...]) -> NDArray[np.bool_]:
        """Which cells of these variables hold a number that a library wrote."""
        found = np.isfinite(self.aligned(self.units, variables))
        if self.imputed is not None:
            for index, code in enumerate(variables):
                if code in self.column:
                    found[:, index] &= ~self.imputed[:, self.column[code]]
        return found

    def row_of(self, unit: str) -> dict[str, float]:
        """The numbers of a library by its key, nothing where it is not here."""
        return self.values_of(self.place[unit]) if unit in self.place else {}

    def region_of(self, row: int) -> str:
        """The region of one library, "" where it is not known."""
        return self.regions[row] if self.regions else ""

    def values_of(self, row: int) -> dict[str, float]:
        """The numbers of one library, as `check_return` takes them."""
        return {code: float(value) for code, value in zip(self.variables, self.values[row], strict=True) if value == value}

    def statuses_of(self, row: int) -> dict[str, str]:
        """The reasons of one library, as `check_return` takes them."""
        return {code: STATUSES[word] for code, word in zip(self.variables, self.statuses[row], strict=True) if word}


def panels_of(rows: Iterable[ReturnRow]) -> dict[int, Panel]:
    """The tables of all years among the rows, oldest first.

    Numbers that a reading has added up itself (origin `derived`) are left out: nobody wrote them.
    """
    by_year: dict[int, list[ReturnRow]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    return {year: panel_of(by_year[year], year) for year in sorted(by_year)}


def panel_of(rows: list[ReturnRow], year: int) -> Panel:
    """The table of one year's rows."""
    asked: dict[str, None] = {}
    for row in rows:
        asked.update(dict.fromkeys(code for code in row.values if row.origins.get(code) != "derived"))
        asked.update(dict.fromkeys(row.statuses))
    variables = tuple(asked)
    values = np.full((len(rows), len(variables)), np.nan)
    statuses = np.zeros((len(rows), len(variables)), dtype=np.uint8)
    imputed = np.zeros((len(rows), len(variables)), dtype=bool)
    for index, row in enumerate(rows):
        _fill(row, variables, values[index], statuses[index])
        imputed[index] = [row.origins.get(code) == "imputed" for code in variables] if row.origins else False
    return Panel(year, [row.unit_id for row in rows], variables, values, statuses, [row.region for row in rows], imputed if imputed.any() else None)


def _fill(row: ReturnRow, variables: tuple[str, ...], values: Numbers, statuses: NDArray[np.uint8]) -> None:
    origins: Mapping[str, str] = row.origins
    for column, code in enumerate(variables):
        value = row.values.get(code)
        if value is not None and origins.get(code) != "derived":
            values[column] = value
        elif code in row.statuses:
            word = row.statuses[code]
            statuses[column] = STATUSES.index(word) if word in STATUSES else STATUSES.index("missing")
