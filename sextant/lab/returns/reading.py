"""Read a file of returns: find out what it is, then stream its rows.

`open_table` looks at the file, `read` gives its rows. A row is refused whole when its shape, its key or one of its
cells is wrong, so that nothing is half taken; the first of two rows about one library and year is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from . import files
from .files import Source
from .findings import Finding, ReturnsError, error
from .long import long_rows, month_rows
from .mapping import Layout, Mapping, load, names, recognise
from .rows import Reading, ReturnRow, Tally
from .wide import wide_rows

__all__ = ["Finding", "Reading", "ReturnRow", "ReturnsError", "Table", "open_table", "read"]

KINDS = {"register": "a register of libraries / реестр библиотек", "dictionary": "a data dictionary / словарь данных"}


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was looked at: which stream of it, which mapping, which year (None: the rows tell it)."""

    source: Source
    mapping: Mapping
    header: list[str] = field(default_factory=list)
    year: int | None = None
    year_in_name: int | None = None
    layout: Layout = field(default_factory=Layout)

    def describe(self) -> dict[str, object]:
        """What was found out about the file, as plain values for a dry run."""
        return {
            "file": self.source.shown,
            "encoding": self.source.encoding,
            "delimiter": self.source.delimiter,
            "mapping": self.mapping.name,
            "format": self.mapping.format,
            "title_en": self.mapping.title_en,
            "title_ru": self.mapping.title_ru,
            "year": self.year,
            "columns": len(self.header),
            "unused_columns": self.unused_columns,
        }

    @property
    def unused_columns(self) -> list[str]:
        """Columns of the file that the mapping takes nothing from."""
        unit, marks, rule = self.mapping.unit, self.mapping.marks, self.mapping.year
        used = {unit.key, unit.name, unit.region, *unit.attributes, *self.mapping.variables, marks.column}
        used |= {rule.column, rule.period, self.layout.value, *self.layout.dimensions}
        return [name for name in self.header if name not in used and not (marks.prefix and name.startswith(marks.prefix))]


def open_table(path: str | Path, mapping: str | Path | Mapping | None = None, year: int | None = None) -> Table:
    """Find the table in a file, its mapping and its year.

    The mapping is recognised from the header where none is named; of a zip the one member is taken that fits.
    `year` given wins over the file name. Raises `ReturnsError`; its code `year_unknown` asks for a year.
    """
    path = Path(path)
    wanted = mapping if isinstance(mapping, Mapping) or mapping is None else load(mapping)
    streams = files.sources(path)
    if len(streams) == 1 and _is_json(streams[0]):
        return Table(streams[0], wanted or load("moscow"))
    source, header, found = _choose(path, streams, wanted)
    if found.format == "dictionary":
        return Table(source, found, header)
    layout = _layout(found, source, header)
    _require(found, source, header, layout)
    in_name = _year_in_name(found, source)
    told = bool(found.year.column or found.year.period or found.format == "months")
    chosen = year if year is not None else in_name
    if chosen is None and not told:
        raise error("year_unknown", source.shown)
    return Table(source, found, header, chosen, in_name, layout)


def read(path: str | Path, mapping: str | Path | Mapping | None = None, year: int | None = None) -> Reading:
    """The rows of a file of returns as they are read, with counts and findings beside.

    Where the table itself tells the years, `year` picks one of them.
    """
    return read_table(open_table(path, mapping, year))


def read_table(table: Table) -> Reading:
    """The rows of a table that was opened."""
    if table.mapping.format in KINDS:
        raise error("not_a_panel", table.source.shown, kind=KINDS[table.mapping.format])
    tally = Tally(table.source.shown)
    if table.year_in_name not in (None, table.year):
        tally.warn("year_contradicts", 0, found=table.year_in_name, given=table.year)
    return Reading(_rows(table, tally), tally)


def _rows(table: Table, tally: Tally) -> Iterator[ReturnRow]:
    body = islice(files.rows(table.source), 1, None)
    mapping, header = table.mapping, table.header
    if mapping.format == "wide" and not mapping.year.column:
        yield from wide_rows(mapping, header, body, table.year, tally)
    else:
        for row in _dated(table, body, tally):
            if table.year in (None, row.year):
                yield row
    if tally.read == 0:
        raise error("no_rows", table.source.shown)


def _dated(table: Table, body: Iterator[tuple[int, list[str]]], tally: Tally) -> Iterator[ReturnRow]:
    """Rows of a table that tells the years itself."""
    if table.mapping.format == "wide":
        return wide_rows(table.mapping, table.header, body, None, tally)
    gather = month_rows if table.mapping.format == "months" else long_rows
    return gather(table.mapping, table.layout, table.header, body, tally)


def _is_json(source: Source) -> bool:
    with files.opened(source) as stream:
        return stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _choose(path: Path, streams: list[Source], wanted: Mapping | None) -> tuple[Source, list[str], Mapping]:
    """The one stream that fits, with its header and mapping."""
    fitting = []
    for source in streams:
        header = files.header(source)
        if wanted is not None and (len(streams) == 1 or wanted.fits(header)):
            fitting.append((source, header, wanted))
        elif wanted is None and (found := recognise(header)):
            fitting.append((source, header, found))
    if not fitting:
        raise error("mapping_not_recognised", path.name, 1, known=", ".join(names()))
    if len(fitting) > 1:
        raise error("several_tables", path.name, members=", ".join(source.member for source, _, _ in fitting))
    return fitting[0]


def _layout(mapping: Mapping, source: Source, header: list[str]) -> Layout:
    """The table of the mapping that a header belongs to, told apart by the file name where headers are alike."""
    if not mapping.tables:
        return Layout()
    fitting = [table for table in mapping.tables if set(table.dimensions) <= set(header)]
    most = max((len(table.dimensions) for table in fitting), default=0)
    fitting = [table for table in fitting if len(table.dimensions) == most]
    if len(fitting) == 1 and not fitting[0].file:
        return fitting[0]
    named = [table for table in fitting if table.file and re.search(table.file, source.shown, re.IGNORECASE)]
    if not named:
        words = ", ".join(table.file.replace("|", ", ") for table in fitting)
        raise error("table_unclear", source.shown, 1, mapping=mapping.name, words=words)
    return named[0]


def _require(mapping: Mapping, source: Source, header: list[str], layout: Layout) -> None:
    """Refuse a table without the columns that the mapping cannot do without."""
    needed = [mapping.unit.key, mapping.year.column, mapping.year.period, layout.value, *mapping.columns]
    for column in filter(None, needed):
        if column not in header:
            raise error("column_missing", source.shown, 1, column, mapping=mapping.name)
    if mapping.format == "wide" and not set(mapping.variables) & set(header):
        raise error("no_variables", source.shown, 1, mapping=mapping.name)


def _year_in_name(mapping: Mapping, source: Source) -> int | None:
    found = re.search(mapping.year.file, source.shown, re.IGNORECASE) if mapping.year.file else None
    return int(found[1]) if found else None
