"""What is handed out: every imputed cell with its value, method, stratum, source year and donors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .plans import SUMMED, Imputation


@dataclass(frozen=True, slots=True)
class Imputed:
    """One imputed cell.

    `method`: a name of `METHODS` or `sum_of_parts`, with `+raked` where the value was scaled to its total and `+bounded` where it was
    held within its whole. `stratum`: `area/class`, `*/class` for a class of the country, `*` for the country, '' where none was
    asked. `source_year`: the year of the library's earlier value, else the year of the donors. `donors`: single donors, if any.
    """

    library: str
    variable: str
    value: float | int
    method: str
    stratum: str
    source_year: int
    donors: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The cell as the command prints it."""
        return {
            "library": self.library,
            "variable": self.variable,
            "value": self.value,
            "method": self.method,
            "stratum": self.stratum,
            "source_year": self.source_year,
            "donors": list(self.donors),
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """What imputation does to a national total: the sum reported, the sum flagged in the file, the sum imputed, and gaps left."""

    variable: str
    reported: float
    flagged: float
    imputed: float
    cells: int
    left: int


def imputed_cells(made: Imputation) -> Iterator[Imputed]:
    """The cells that were filled, ordered by library and variable."""
    grid = made.grid
    for line, place in np.argwhere(made.imputed):
        method, stratum, year, donors = _origin(made, int(line), int(place))
        value = float(made.values[line, place])
        kept: float | int = int(value) if value.is_integer() else value
        yield Imputed(grid.units[line], grid.variables[place], kept, method, stratum, year, donors)


def _origin(made: Imputation, line: int, place: int) -> tuple[str, str, int, tuple[str, ...]]:
    settled = made.settled
    if settled is not None and settled.summed[line, place]:
        return SUMMED, "", made.grid.year, ()
    method = made.names[int(made.methods[line, place])]
    if settled is not None:
        method += "+raked" * bool(settled.raked[line, place]) + "+bounded" * bool(settled.bounded[line, place])
    level = int(made.levels[line, place])
    held = made.work.strata.levels
    stratum = held[level].names[int(held[level].numbers[line])] if level >= 0 else ""
    donors = tuple(made.grid.units[donor] for donor in made.donors.get((line, place), ()))
    return method, stratum, int(made.years[line, place]), donors


def effects(made: Imputation) -> list[Effect]:
    """The effect on every variable that has gaps."""
    found = []
    for place in np.flatnonzero(made.grid.gaps.any(axis=0)):
        filled = made.imputed[:, place]
        sums = [float(np.nansum(part)) for part in (made.grid.values[:, place], made.grid.flagged[:, place], made.values[filled, place])]
        left = int((made.grid.gaps[:, place] & ~filled).sum())
        found.append(Effect(made.grid.variables[place], sums[0], sums[1], sums[2], int(filled.sum()), left))
    return found
