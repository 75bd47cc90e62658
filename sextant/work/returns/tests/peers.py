"""A year of many small libraries that can be told apart, for tests of libraries alike."""

from pathlib import Path

from sextant.base.jobs.worker import run_waiting
from sextant.work.returns.models import Collection, YearRelease
from sextant.work.returns.tests.factories import run_import, write_table

COLUMNS = "STABR,FSCSKEY,LIBNAME,POPU_LSA,VISITS,TOTCIR,TOTOPEXP,TOTSTAFF"


def rows_of(count: int = 40) -> tuple[str, ...]:
    """Half of them serve some thousand persons, half some hundred thousand; each has visits of its own."""
    rows = []
    for number in range(1, count + 1):
        people = (1_000 if number % 2 else 100_000) + 10 * number
        rows.append(f"AK,AK{number:04d},LIBRARY {number},{people},{people * (number + 1)},{people * 3},{people * 30},{people / 500:.2f}")
    return tuple(rows)


def held_year(folder: Path, count: int = 40, rows: tuple[str, ...] | None = None) -> YearRelease:
    """Imported, and compared by the job that an import queues."""
    run_import(write_table(folder, rows=rows or rows_of(count), columns=COLUMNS))
    run_waiting()
    return Collection.objects.get(code="pls").years.get(year=2018)
