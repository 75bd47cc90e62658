"""From files of returns to a grid: the year asked for, and earlier years beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sextant.lab.returns import store
from sextant.lab.returns.findings import ReturnsError
from sextant.lab.returns.reading import open_table, read_table
from sextant.lab.returns.rows import ReturnRow, Tally

from .grid import Grid, grid
from .refusals import refuse


@dataclass(frozen=True, slots=True)
class Taken:
    """A grid with what reading had to say, and the libraries of the year before that do not stand in the year asked for."""

    grid: Grid
    tallies: tuple[Tally, ...]
    absent: tuple[str, ...]


def take(
    files: Sequence[Path], year: int, previous: Sequence[Path] = (), mapping: str | None = None, *, again: bool = False, absent: bool = False
) -> Taken:
    """Read the files of a year and of earlier ones.

    A file of an earlier year that does not tell its year is taken for the year before. `again`: numbers flagged as imputed are
    imputed anew. `absent`: libraries of the year before that are not in the files count as returns that are missing whole.
    Raises `ReturnsError` for a file that cannot be read, `ImputingError` where there is nothing of that year.
    """
    tallies: list[Tally] = []
    rows = list(store.combine(*(_rows(path, mapping, year, tallies) for path in files)))
    if not rows:
        raise refuse("nothing_of_year", year=year)
    before = [list(_earlier(path, mapping, year, tallies)) for path in previous]
    gone = _gone(rows, before, year)
    if absent:
        rows += _missing_whole(rows, gone)
    return Taken(grid(rows, before, again=again), tuple(tallies), tuple(row.unit_id for row in gone))


def _rows(path: Path, mapping: str | None, year: int | None, tallies: list[Tally]) -> Iterable[ReturnRow]:
    reading = read_table(open_table(path, mapping, year))
    tallies.append(reading.tally)
    return reading


def _earlier(path: Path, mapping: str | None, year: int, tallies: list[Tally]) -> Iterable[ReturnRow]:
    try:
        rows = _rows(path, mapping, None, tallies)
    except ReturnsError as told:
        if told.code != "year_unknown":
            raise
        rows = _rows(path, mapping, year - 1, tallies)
    return (row for row in rows if row.year < year)


def _gone(rows: list[ReturnRow], before: list[list[ReturnRow]], year: int) -> list[ReturnRow]:
    """Libraries of the newest earlier year that are not in the year asked for; those of older years are taken for closed."""
    years = {row.year for held in before for row in held}
    here = {row.unit_id for row in rows}
    return [row for held in before for row in held if row.year == max(years) and row.unit_id not in here]


def _missing_whole(rows: list[ReturnRow], gone: list[ReturnRow]) -> list[ReturnRow]:
    asked = {code: "missing" for row in rows for code in (*row.values, *row.statuses) if row.origins.get(code) != "derived"}
    year = rows[0].year
    return [ReturnRow(row.unit_id, row.unit_name, row.region, year, 0, statuses=dict(asked), attributes=row.attributes) for row in gone]
