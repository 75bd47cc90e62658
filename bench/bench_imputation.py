"""Imputation: its error on reported cells of FY2015, beside the official sequence as we render it, on the same masks.

Real files are read from the folder that SEXTANT_TEST_DATA names (default ../shared/data). The flags beside the values of
FY2015 tell which cells were imputed there, and from which year; those cells are never truth and never donors. Their pattern
is lent to libraries of the same area and class that reported the cells (`sextant.lab.returns.imputing.gaps`). A cell counts as
one without an earlier value unless its flag names 2014. Five masks are hidden one after another; for each the methods are
chosen anew on other masks of what is left.
"""

from __future__ import annotations

import csv
import io
import math
import os
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rows import Row, figure

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
MEMBER = "CSV/PLS_FY2015_AE_pupld15a.csv"
SUBJECT = "imputation"
SEEDS = (1, 2, 3, 4, 5)
EARLIER = ("pls_fy2014.csv.gz", "pls_fy2009.csv.gz")


@dataclass(frozen=True)
class Flagged:
    """Imputed cells of one library by variable: the letter of the flag and the year it draws on."""

    unit: str
    cells: dict[str, tuple[str, int]]


def flagged_libraries() -> Iterator[Flagged]:
    """The libraries of FY2015 with imputed cells, from the flags of the file."""
    from sextant.lab.returns.mapping import load

    variables = load("pls").variables
    with zipfile.ZipFile(FOLDER / "fy2015.zip") as archive, archive.open(MEMBER) as member:
        lines = csv.reader(io.TextIOWrapper(member, encoding="cp1252"))
        header = next(lines)
        flags = [(place, variables[header[place - 1]]) for place, name in enumerate(header) if name[:2] == "F_" and header[place - 1] in variables]
        key = header.index("FSCSKEY")
        for line in lines:
            cells = {code: (line[place][1], 2000 + int(line[place][2:])) for place, code in flags if line[place].startswith("I")}
            if cells:
                yield Flagged(line[key], cells)


def patterns(grid: Any) -> list[Any]:
    """The gaps of FY2015 as `Gap`s. A total (flag T, or B for balanced) is without an earlier value where one of its parts is."""
    from sextant.lab.returns.imputing.gaps import Gap
    from sextant.lab.returns.imputing.sums import totals

    lines = {unit: line for line, unit in enumerate(grid.units)}
    found = []
    for library in flagged_libraries():
        held = {code: origin for code, origin in library.cells.items() if grid.place(code) >= 0}
        without = {code for code, (letter, year) in held.items() if letter not in "TB" and year != grid.year - 1}
        for total, parts in totals().items():
            if held.get(total, ("", 0))[0] in ("T", "B") and without.intersection(parts):
                without.add(total)
        columns = [tuple(sorted(map(grid.place, codes))) for codes in (held, without)]
        if held:
            found.append(Gap(lines[library.unit], columns[0], columns[1]))
    return found


def survey() -> Any:
    """FY2015 as a grid, with FY2014 and FY2009 beside it."""
    from sextant.lab.returns.imputing.grid import grid
    from sextant.lab.returns.reading import read

    return grid(read(FOLDER / "fy2015.zip"), [read(FOLDER / name) for name in EARLIER])


def judged() -> list[Any]:
    """Every variable on the held-out masks."""
    from sextant.lab.returns.imputing.backtest import judge

    held = survey()
    return judge(held, patterns(held), seeds=SEEDS)


def averages(rows: list[Any]) -> dict[str, tuple[float, float, float]]:
    """Over variables: means of the errors and of the size of the biases, and the geometric mean of the ratio of absolute errors."""
    found = {}
    for name in ("median_error", "absolute_error", "bias", "national_bias"):
        sides = [[abs(getattr(getattr(row, side), name)) for row in rows] for side in ("ours", "official", "flagged")]
        found[name] = tuple(statistics.fmean(value for value in side if not math.isnan(value)) for side in sides)
    return found  # type: ignore[return-value]


def tally(rows: list[Any], side: str) -> tuple[int, int, int]:
    """Variables whose absolute error is lower by more than 2 %, within 2 %, and higher by more than 2 % than that of the other side."""
    ratios = [row.ours.absolute_error / getattr(row, side).absolute_error for row in rows if getattr(row, side).absolute_error > 0]
    return sum(one < 0.98 for one in ratios), sum(0.98 <= one <= 1.02 for one in ratios), sum(one > 1.02 for one in ratios)


def wide(libraries: int = 9250, variables: int = 150) -> Any:
    """A made-up grid of the size of a national year, one cell in 50 missing, with two earlier years."""
    import numpy as np

    from sextant.lab.returns.imputing.grid import Earlier, Grid

    chance = np.random.default_rng(1)
    size = chance.lognormal(9, 1.5, libraries)
    truth = np.round(size[:, None] * chance.lognormal(0, 0.5, (libraries, variables)))
    names = ("population", "staff_fte", "spending", *(f"item_{number:03}" for number in range(variables - 3)))
    gaps = chance.random(truth.shape) < 0.02
    gaps[:, 0] = False
    years = tuple(Earlier(2018 - back, np.round(truth * chance.lognormal(-0.02 * back, 0.1, truth.shape))) for back in (1, 2))
    units = tuple(f"{number:05}" for number in range(libraries))
    areas = tuple(str(number % 8) for number in range(libraries))
    values = np.where(gaps, np.nan, truth)
    return Grid(2018, units, areas, names, values, np.full(truth.shape, np.nan), gaps, years)


def main() -> list[Row]:
    """Measure and print: rows for the table of benchmarks, and with `--table` the table by variable for the room's README."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return []
    rows = [*_errors(), *_speed()]
    for row in rows:
        print(row)
    return rows


def _errors() -> list[Row]:
    rows = judged()
    if "--table" in sys.argv:
        print(table(rows))
    found = []
    words = {
        "median_error": "median relative error, mean over variables, %",
        "absolute_error": "Σ|error| / Σ reported, mean over variables, %",
        "bias": "size of the bias on the hidden cells, mean over variables, %",
        "national_bias": "size of the bias on the national total, mean over variables, %",
    }
    for name, (ours, official, flagged) in averages(rows).items():
        found.append(_row(f"{words[name]} (official in plain order)", ours, official))
        found.append(_row(f"{words[name]} (official as flagged)", ours, flagged))
    for side in ("official", "flagged"):
        better, alike, worse = tally(rows, side)
        found.append(_row(f"variables with less, the same (±2 %) and more Σ|error| than {side}: {better}, {alike}, {worse}", better, worse))
    return found


def _row(measure: str, ours: float, peer: float | None, memory: float | None = None) -> Row:
    held = None if memory is None else round(memory)
    return figure(
        SUBJECT, measure, round(ours, 3), None if peer is None else round(peer, 3), round(peer / ours, 2) if peer and ours else None, memory_mb=held
    )


def _speed() -> list[Row]:
    from sextant.lab.returns.imputing.backtest import choose
    from sextant.lab.returns.imputing.gaps import gaps_of
    from sextant.lab.returns.imputing.plans import fill

    grid = wide()
    begun = time.process_time()
    plan = choose(grid, gaps_of(grid))
    chosen = time.process_time()
    fill(grid, plan)
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        _row("9,250 × 150 filled by a plan, processor seconds", ended - chosen, None, peak),
        _row("9,250 × 150: the plan chosen on three masks, processor seconds", chosen - begun, None, peak),
    ]


def table(rows: list[Any]) -> str:
    """By variable: cells, then ours / plain order / as flagged for each figure."""
    lines = ["| variable | cells | median error, % | Σ error, % | bias, % | bias on the national total, % |", "|---|---|---|---|---|---|"]
    for row in rows:
        sides = (row.ours, row.official, row.flagged)
        figures = [
            " / ".join("–" if math.isnan(getattr(side, name)) else f"{getattr(side, name):.{places}f}" for side in sides)
            for name, places in (("median_error", 1), ("absolute_error", 1), ("bias", 1), ("national_bias", 2))
        ]
        lines.append(f"| {row.variable} | {row.ours.cells} | {' | '.join(figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
