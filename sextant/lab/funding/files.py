"""Open what people send: tables of text, workbooks and JSON, with a sentence for each file that is none.

Standard library, and python-calamine for workbooks.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from .findings import error

ENCODINGS = ("utf-8-sig", "windows-1251")
DELIMITERS = (";", ",", "\t", "|")
FIELD_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: its columns, and rows with the line each starts on. A row may have too many or too few cells."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def csv_table(path: Path, encoding: str = "", delimiter: str = "") -> Table:
    """Read a CSV file; without `encoding` UTF-8 is tried before windows-1251, without `delimiter` the header decides.

    Blank lines are skipped. Raises `FundingError` for a file that is absent, empty, binary, in another encoding,
    without a header, or with a quotation mark that nobody closed.
    """
    text = _decoded(path, encoding)
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise error("empty_file", path.name)
    found = list(_rows(path, text, delimiter or _delimiter(lines)))
    return Table(path.name, _header(path.name, found[0][1]), tuple(found[1:]))


def workbook_table(path: Path, sheet: str = "") -> Table:
    """The first sheet of a workbook (or the one named) as text; numbers and dates come back as people would type them."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        chosen = sheet or book.sheet_names[0]
        rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as reason:
        raise error("not_a_workbook", path.name, reason=str(reason)) from reason
    texts = [(number, tuple(_cell(value) for value in row)) for number, row in enumerate(rows, 1)]
    filled = [(number, row) for number, row in texts if any(row)]
    if not filled:
        raise error("empty_file", path.name)
    return Table(path.name, _header(path.name, filled[0][1]), tuple(filled[1:]))


def json_document(path: Path) -> Any:
    """The document, numbers with decimals as `Decimal`; raises `FundingError` with the place where it breaks."""
    try:
        return json.loads(_decoded(path, "utf-8-sig"), parse_float=Decimal)
    except json.JSONDecodeError as reason:
        raise error("broken_json", path.name, line=reason.lineno, reason=reason.msg) from reason
    except (RecursionError, ValueError) as reason:  # too deeply nested, or a number of thousands of digits
        raise error("broken_json", path.name, line=1, reason=str(reason)) from reason


def _decoded(path: Path, encoding: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise error("file_absent", path.name) from reason
    if not content.strip():
        raise error("empty_file", path.name)
    if not encoding and b"\x00" in content[: 1 << 16]:
        raise error("binary_file", path.name)
    for name in [encoding] if encoding else ENCODINGS:
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise error("encoding_unknown", path.name, encoding=encoding or " / ".join(ENCODINGS))


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + 1, tuple(cell.strip() for cell in row)
            before = reader.line_num
    except csv.Error as reason:
        raise error("broken_table", path.name, line=before + 1, reason=str(reason)) from reason


def _header(file: str, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name and names.count(name) > 1:
            raise error("column_twice", file, column=name)
    return names


def _delimiter(lines: list[str]) -> str:
    """The one the first line has most of, outside quotation marks."""
    first = next(line for line in lines if line.strip())
    bare = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat() if isoformat else value).strip()
