"""Little grids that the tests make for themselves."""

from __future__ import annotations

from sextant.lab.returns.imputing.grid import Grid, grid
from sextant.lab.returns.rows import ReturnRow
from sextant.lab.returns.tests.factories import row


def year(number: int, **columns: list[float | str]) -> list[ReturnRow]:
    """Rows L0, L1 … of a year; a word instead of a number is a status."""
    count = len(next(iter(columns.values())))
    return [row(f"L{line}", "AK", number, **{code: values[line] for code, values in columns.items()}) for line in range(count)]


def panel(now: dict[str, list[float | str]], before: dict[str, list[float | str]] | None = None) -> Grid:
    """A grid of 2018 with 2017 before it."""
    return grid(year(2018, **now), [year(2017, **before)] if before else [])
