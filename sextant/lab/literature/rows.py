"""Tables as streams of rows: text with any separator, Parquet, workbooks. A row that breaks the table is refused, not what follows it."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import Any

from .findings import Problem, refuse
from .reading import Raw
from .sources import Line, Source

DELIMITERS = ("\t", ";", ",", "|")
MOST_LINES = 400
"""The most lines that one row may run over; a quotation mark that is open for longer was never closed."""
PREAMBLE = re.compile(r'^"?(?:about the data|exported on|sep=)', re.IGNORECASE)
WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}


def header_of(head: str) -> tuple[str, ...]:
    """The names of columns in the first line that is not a preamble, in small letters."""
    line = next((one for one in head.splitlines() if one.strip() and not PREAMBLE.match(one)), "")
    return tuple(cell.strip().casefold() for cell in cells_of(line, delimiter_of(line)) or ())


def delimiter_of(line: str) -> str:
    """The one that the line has most of outside quotation marks."""
    bare = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def rows(source: Source, delimiter: str = "", sheet: str = "") -> Iterator[Raw]:
    """Every row as a dictionary by the name of its column in small letters, with its line and its text.

    Rows with too few or too many cells, and rows in which a quotation mark is not closed, come with a problem `refused`.
    """
    if source.ending == ".parquet":
        yield from _parquet_rows(source)
    elif source.ending in WORKBOOKS:
        yield from _workbook_rows(source, sheet)
    else:
        yield from _text_rows(source, delimiter)


def _text_rows(source: Source, delimiter: str) -> Iterator[Raw]:
    names: tuple[str, ...] = ()
    for line, text, cells, problem in _records(source, delimiter):
        if not names:
            names = tuple(cell.strip().casefold() for cell in cells or ())
            continue
        if cells is None:
            yield Raw(line, text, None, [Problem("refused", "quote_open", value=text[:80])])
        elif len(cells) != len(names) and not _only_empty_beyond(cells, names):
            found = Problem("refused", "cells_wrong", value=str(len(cells)), became=str(len(names)))
            yield Raw(line, text, None, [found])
        else:
            yield Raw(line, text, dict(zip(names, (cell.strip() for cell in cells), strict=False)), [problem] if problem else [])


def _only_empty_beyond(cells: list[str], names: tuple[str, ...]) -> bool:
    return len(cells) > len(names) and not any(cell.strip() for cell in cells[len(names) :])


def _records(source: Source, delimiter: str) -> Iterator[tuple[int, str, list[str] | None, Problem | None]]:
    """Lines put together while a quotation mark is open. If it is never closed, its first line alone is given up."""
    waiting: deque[Line] = deque()
    stream = source.lines()
    while True:
        first = waiting.popleft() if waiting else next(stream, None)
        if first is None:
            return
        if not first.text.strip():
            continue
        if PREAMBLE.match(first.text):
            continue
        delimiter = delimiter or delimiter_of(first.text)
        taken, odd = [first], first.text.count('"') % 2
        rest = chain(list(waiting), stream)
        seen_of_waiting = 0
        while odd and len(taken) < MOST_LINES and (more := next(rest, None)) is not None:
            seen_of_waiting += 1
            taken.append(more)
            odd = (odd + more.text.count('"')) % 2
        for _ in range(min(seen_of_waiting, len(waiting))):
            waiting.popleft()
        if odd:
            waiting.extendleft(reversed(taken[1:]))
            yield first.number, first.text, None, first.problem
            continue
        text = "\n".join(line.text for line in taken)
        yield first.number, text, cells_of(text, delimiter), next((line.problem for line in taken if line.problem), None)


def cells_of(text: str, delimiter: str) -> list[str] | None:
    """The cells of one row; None where the text is none."""
    csv.field_size_limit(1 << 26)
    try:
        return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return None


def parquet_columns(source: Source) -> tuple[str, ...]:
    """The names of columns of a Parquet file; empty for any other file."""
    import duckdb

    from sextant.lab.engine import connection, quoted

    if source.ending != ".parquet":
        return ()
    with connection() as engine:
        try:
            return tuple(row[0].casefold() for row in engine.execute(f"describe from {quoted(source.path)}").fetchall())
        except duckdb.Error:
            return ()


def _parquet_rows(source: Source) -> Iterator[Raw]:
    import duckdb

    from sextant.lab.engine import connection, quoted

    with connection() as engine:
        try:
            names = [row[0].casefold() for row in engine.execute(f"describe from {quoted(source.path)}").fetchall()]
            cursor = engine.execute(f"from {quoted(source.path)}")
        except duckdb.Error as reason:
            raise refuse("parquet_broken", file=source.name, reason=str(reason).splitlines()[0]) from reason
        number = 0
        while batch := cursor.fetchmany(2000):
            for row in batch:
                number += 1
                cells = dict(zip(names, map(_written, row), strict=True))
                yield Raw(number, "\t".join(cells.values()), cells)


def _workbook_rows(source: Source, sheet: str) -> Iterator[Raw]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(source.path)
        table = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as reason:
        raise refuse("workbook_broken", file=source.name, reason=str(reason)) from reason
    names: tuple[str, ...] = ()
    for number, row in enumerate(table, 1):
        cells = [_written(cell).strip() for cell in row]
        if not any(cells):
            continue
        if not names:
            names = tuple(cell.casefold() for cell in cells)
            continue
        yield Raw(number, "\t".join(cells), dict(zip(names, cells, strict=False)))


def _written(value: Any) -> str:
    """A cell as people would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat() if isoformat else value)
