"""What the association lives on: income by stream and year, and how concentrated it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import column_chart
from sextant.base.words.money import in_thousands, major, thousands
from sextant.lab.finances.concentration import Concentration, Part, concentration
from sextant.society.ledger.models import Account
from sextant.society.ledger.queries.streams import stream_name
from sextant.work.finances.queries.books import lines_url, of_year

YEARS = 6
NAMED = 3
"""Streams with a colour of their own in the chart; the rest stand together."""


@dataclass(frozen=True)
class Cell:
    """One amount and the lines behind it."""

    amount_minor: int
    url: str


@dataclass(frozen=True)
class StreamRow:
    """One stream of income over the years shown."""

    stream: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return stream_name(self.stream)


@dataclass(frozen=True)
class YearRow:
    """One year: its total, and its concentration (None where nothing came in)."""

    year: int
    total: Cell
    found: Concentration | None
    is_over: bool


@dataclass(frozen=True)
class Source:
    """A part of the concentration with its words and its lines."""

    part: Part
    name: str
    url: str


@dataclass(frozen=True)
class Income:
    """Income of the years shown, by stream; the largest stream of all years first."""

    currency: str
    years: tuple[YearRow, ...]
    streams: tuple[StreamRow, ...]

    def year(self, year: int) -> YearRow | None:
        return next((row for row in self.years if row.year == year), None)

    @property
    def last_over(self) -> YearRow | None:
        """The latest year that is over and had income; else the latest with income."""
        known = [row for row in self.years if row.found is not None]
        return next((row for row in reversed(known) if row.is_over), known[-1] if known else None)

    def sources(self, row: YearRow) -> list[Source]:
        """The parts of a year's concentration, largest first."""
        parts = row.found.parts if row.found else ()
        return [Source(part, stream_name(part.name), _lines(part.name, row.year, self.currency)) for part in parts]


def _lines(stream: str, year: int, currency: str) -> str:
    return lines_url(kind=Account.Kind.INCOME.value, stream=stream, currency=currency, **of_year(year))


def income(by_year: dict[int, dict[str, int]], currency: str, this_year: int) -> Income:
    """The last years with books, up to this one."""
    known = [year for year in by_year if year <= this_year]
    years = list(range(max(min(known), this_year - YEARS + 1), this_year + 1)) if known else []
    sums: dict[str, int] = {}
    for year in years:
        for stream, amount in by_year.get(year, {}).items():
            sums[stream] = sums.get(stream, 0) + amount
    rows = tuple(
        YearRow(year, Cell(sum(by_year.get(year, {}).values()), _lines("", year, currency)), concentration(by_year.get(year, {})), year < this_year)
        for year in years
    )
    streams = tuple(
        StreamRow(stream, tuple(Cell(by_year.get(year, {}).get(stream, 0), _lines(stream, year, currency)) for year in years))
        for stream in sorted(sums, key=lambda one: (-sums[one], one))
    )
    return Income(currency, rows, streams)


def income_chart(shown: Income) -> Chart:
    """Columns by year: the three largest streams, and the others together."""
    named = shown.streams[:NAMED] if len(shown.streams) > NAMED + 1 else shown.streams
    years = [row.year for row in shown.years]
    series = [
        Series(row.name, [Point(year, thousands(cell.amount_minor, shown.currency), cell.url) for year, cell in zip(years, row.cells, strict=True)])
        for row in named
    ]
    others = shown.streams[len(named) :]
    if others:
        sums = [sum(row.cells[place].amount_minor for row in others) for place in range(len(years))]
        series.append(
            Series(_("All other streams"), [Point(year, thousands(amount, shown.currency)) for year, amount in zip(years, sums, strict=True)])
        )
    return column_chart(series, title=_("Income by stream"), unit=in_thousands(shown.currency), decimals=0)


def income_table(shown: Income) -> Table:
    """Income by stream and year to take away."""
    rows: Iterable[tuple[int, StreamRow, Cell]] = [
        (row.year, stream, cell) for stream in shown.streams for row, cell in zip(shown.years, stream.cells, strict=True)
    ]
    columns = (
        Column("stream", gettext_lazy("Stream of income"), lambda row: row[1].stream),
        Column("name", gettext_lazy("Name"), lambda row: row[1].name),
        Column("year", gettext_lazy("Year"), lambda row: row[0]),
        Column("currency", gettext_lazy("Currency"), lambda row: shown.currency),
        Column("amount", gettext_lazy("Amount"), lambda row: major(row[2].amount_minor, shown.currency)),
    )
    return Table("income-by-stream", columns, rows)
