"""First checks on a row that was taken: warnings, never refusals.

Two of the families of edits known from the Public Libraries Survey: parts against the whole, and the ratio to the
year before (IMLS documentation of FY2022, edit checks; bounds here are ours: 0.3 to 3, from a base of 100).
"""

from __future__ import annotations

from . import dictionary
from .findings import Finding, finding
from .rows import ReturnRow

LEAST_RATIO, MOST_RATIO, LEAST_BASE = 0.3, 3.0, 100


def check(row: ReturnRow, before: ReturnRow | None = None, file: str = "") -> list[Finding]:
    """What looks wrong in a row; `before` is the same library in an earlier year, if held."""
    return [*_parts(row, file), *(_jumps(row, before, file) if before else [])]


def _parts(row: ReturnRow, file: str) -> list[Finding]:
    """Parts greater than their whole; half a unit is allowed for rounding."""
    found = []
    known = dictionary.variables()
    for code, value in row.values.items():
        whole = known[code].part_of
        if whole in row.values and value > row.values[whole] + 0.5:
            words = {
                "part": known[code].name_en,
                "part_ru": known[code].name_ru,
                "whole": known[whole].name_en,
                "whole_ru": known[whole].name_ru,
                "whole_value": row.values[whole],
            }
            found.append(finding("parts_exceed", "warning", file, row.line, code, str(value), **words))
    return found


def _jumps(row: ReturnRow, before: ReturnRow, file: str) -> list[Finding]:
    """Values that fell below 0.3 or rose above 3 times those of the earlier year."""
    found = []
    for code, value in row.values.items():
        earlier = before.values.get(code, 0)
        if earlier > LEAST_BASE and not LEAST_RATIO <= value / earlier <= MOST_RATIO:
            variable = dictionary.variables()[code]
            words = {
                "name": variable.name_en,
                "name_ru": variable.name_ru,
                "before": earlier,
                "earlier": before.year,
            }
            found.append(finding("jump", "warning", file, row.line, code, str(value), **words))
    return found
