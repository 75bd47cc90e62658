"""Yearly series out of returns: one value a library and year, with what a forecast must know beside it.

Imputed values are no truth and are left out; so are years with missing months. Both are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.totals import NATION
from sextant.lab.forecasting.yearly import Break, Marks, YearlySeries, from_cells

from . import dictionary
from .formulas import Formula, Term, evaluate, variables_of
from .groups import size_class
from .indicators import definitions
from .rows import ReturnRow

POPULATION = "population"


@dataclass(slots=True)
class Panel:
    """What was gathered of one variable or indicator. `regions` and `classes` are by library, those of its last return; `there` names the
    years in which a library was there, even if it told nothing; `inputs` holds sums by region and year for indicators that are ratios."""

    formula: Formula
    cells: list[tuple[str, int, float]] = field(default_factory=list)
    regions: dict[str, str] = field(default_factory=dict)
    populations: dict[str, float] = field(default_factory=dict)
    there: set[tuple[str, int]] = field(default_factory=set)
    inputs: dict[tuple[str, int], Counter[str]] = field(default_factory=dict)
    imputed: int = 0
    partial: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether the value of a region is the sum of its libraries'."""
        return isinstance(self.formula, Term)

    def series(self, breaks: Iterable[Break]) -> YearlySeries:
        """The libraries' series."""
        classes = {unit: size_class(self.populations.get(unit)).code for unit in self.regions}
        found = from_cells(self.cells, classes, tuple(breaks))
        return replace(found, regions=tuple(self.regions[unit] for unit in found.units)).begun_anew()

    def present(self, series: YearlySeries) -> Marks:
        """The years in which each library of the series was there."""
        return np.array([[(unit, year) in self.there for year in series.years] for unit in series.units])

    def ratios(self, breaks: Iterable[Break]) -> YearlySeries:
        """For an indicator that is a ratio: regions and the nation, each the ratio of sums over the libraries that told every input."""
        cells, classes, sums = [], {NATION: NATION}, dict(self.inputs)
        for (_region, year), inputs in self.inputs.items():
            sums.setdefault((NATION, year), Counter()).update(inputs)
        for (region, year), inputs in sums.items():
            found = evaluate(self.formula, dict(inputs), {}).value
            if found is not None:
                cells.append((region, year, found))
                classes.setdefault(region, "region")
        made = from_cells(cells, classes, tuple(breaks))
        return replace(replace(made, regions=made.units).begun_anew(), regions=())


def formula_of(indicator: str) -> Formula | None:
    """The formula of an indicator, or of a variable as it stands; None where there is neither."""
    if indicator in definitions():
        return definitions()[indicator].formula
    return Term(indicator) if indicator in dictionary.variables() else None


def gathered(rows: Iterable[ReturnRow], formula: Formula) -> Panel:
    """What rows say of a formula, year by year."""
    return gathered_many(rows, {"": formula})[""]


def gathered_many(rows: Iterable[ReturnRow], formulas: dict[str, Formula]) -> dict[str, Panel]:
    """What rows say of several formulas, in one reading of the rows."""
    panels = {code: Panel(formula) for code, formula in formulas.items()}
    inputs = {code: variables_of(formula) for code, formula in formulas.items()}
    last: dict[str, int] = {}
    for row in rows:
        latest = row.year >= last.get(row.unit_id, row.year)
        last[row.unit_id] = max(row.year, last.get(row.unit_id, row.year))
        for code, panel in panels.items():
            if latest:
                panel.regions[row.unit_id] = row.region
                if row.values.get(POPULATION):
                    panel.populations[row.unit_id] = float(row.values[POPULATION])
            if not any(row.statuses.get(name) == "not_applicable" for name in inputs[code]):
                panel.there.add((row.unit_id, row.year))
            _take(panel, row, inputs[code])
    return panels


def _take(panel: Panel, row: ReturnRow, inputs: tuple[str, ...]) -> None:
    found = evaluate(panel.formula, row.values, row.statuses, inputs)
    if found.value is None:
        return
    origins = [row.origins.get(code, "") for code in inputs]
    if "imputed" in origins:
        panel.imputed += 1
    elif any(origin.startswith("months:") for origin in origins):
        panel.partial += 1
    else:
        panel.cells.append((row.unit_id, row.year, found.value))
        if not panel.adds_up:
            panel.inputs.setdefault((row.region, row.year), Counter()).update({code: row.values[code] for code in inputs})


def scaled_mean(values: Values) -> float | None:
    """The mean of known values; None where there are none."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None
