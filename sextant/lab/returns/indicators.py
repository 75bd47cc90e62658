"""Indicators as data: a name in two languages, a formula over the dictionary, a unit, a direction of good.

`iso11620` names the indicator of ISO 11620 (Information and documentation, Library performance indicators) that one
is after, where that standard has one; clause not seen.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from . import dictionary
from .formulas import Formula, FormulaError, Result, evaluate, inputs_of, parse

FILE = Path(__file__).with_name("indicators.toml")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `decimals` are for showing; values are kept unrounded. `good`: which way is better."""

    code: str
    name_en: str
    name_ru: str
    definition_en: str
    definition_ru: str
    formula_text: str
    unit_en: str
    unit_ru: str
    decimals: int
    good: Literal["up", "down", "none"]
    level: Literal["input", "output", "efficiency", "outcome"]
    iso11620: str = ""

    @property
    def formula(self) -> Formula:
        """The formula as a tree."""
        return parse(self.formula_text)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables it is computed from."""
        return inputs_of(self.formula_text)


@cache
def definitions() -> dict[str, Indicator]:
    """Every indicator by its code; raises `FormulaError` when a formula names a variable we do not have."""
    with FILE.open("rb") as handle:
        raw = tomllib.load(handle)
    found = {code: Indicator(code=code, **entry) for code, entry in raw.items()}
    for code, indicator in found.items():
        unknown = set(indicator.inputs) - set(dictionary.variables())
        if unknown:
            raise FormulaError(f"the indicator {code} names unknown variables: {', '.join(sorted(unknown))}")
    return found


def for_row(values: dict[str, float | int], statuses: dict[str, str], collected: set[str] | None = None) -> dict[str, Result]:
    """All indicators of one library and year.

    `collected` names the variables asked for that year; one of them without a number counts as missing, and any
    other as not collected. Without it, what stands in `values` and `statuses` counts as collected.
    """
    if collected is not None:
        gaps = {code: "missing" for code in collected if code not in values}
        values = {code: value for code, value in values.items() if code in collected}
        statuses = gaps | {code: status for code, status in statuses.items() if code in collected}
    return {code: evaluate(indicator.formula, values, statuses, indicator.inputs) for code, indicator in definitions().items()}
