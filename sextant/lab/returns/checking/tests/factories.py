"""Made-up years of returns: 400 libraries whose figures hang together and move a little from year to year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sextant.lab.returns.checking.tables import Panel

VARIABLES = ("population", "visits", "loans", "loans_children", "registered_users", "staff_fte", "programmes")
PER_HEAD = (1.0, 4.0, 6.0, 2.0, 0.5, 0.0005, 0.01)
LIBRARIES = 400


def years(count: int = 3, newest: int = 2018, seed: int = 1) -> list[Panel]:
    """Panels, newest first. Staff has two decimals, everything else is counted."""
    chance = np.random.default_rng(seed)
    people = np.exp(chance.normal(9, 1.2, LIBRARIES))
    level = np.log(people[:, None] * np.array(PER_HEAD)) + chance.normal(0, 0.3, (LIBRARIES, len(PER_HEAD)))
    found = []
    for back in range(count):
        values = np.exp(level + chance.normal(0, 0.05, level.shape))
        values[:, 3] = np.minimum(values[:, 3], values[:, 2] * 0.9)
        rounded = np.where(np.array(VARIABLES) == "staff_fte", np.round(values, 2), np.round(values))
        found.append(panel(newest - back, rounded))
    return found


def panel(year: int, values: np.ndarray, variables: tuple[str, ...] = VARIABLES, statuses: np.ndarray | None = None) -> Panel:
    """A table of values; libraries are named by their row."""
    words = np.zeros(values.shape, dtype=np.uint8) if statuses is None else statuses
    return Panel(
        year,
        [f"L{row}" for row in range(len(values))],
        variables,
        np.asarray(values, dtype=float),
        words,
        [f"R{row % 20}" for row in range(len(values))],
    )


def with_parts(given: Panel) -> Panel:
    """The same table with the two parts of the loans, which add up to them."""
    loans = given.of("loans")
    electronic = np.round(loans * 0.1)
    values = np.column_stack([given.values, electronic, loans - electronic])
    return panel(given.year, values, (*given.variables, "loans_electronic", "loans_physical"))


def changed(given: Panel, **cells: float) -> Panel:
    """The same table with cells written anew; a key is a row and a variable, as in `r12_visits`."""
    values = given.values.copy()
    for place, value in cells.items():
        row, code = place.removeprefix("r").split("_", 1)
        values[int(row), given.column[code]] = value
    return replace(given, values=values)
