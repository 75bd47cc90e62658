"""Tables of text, streamed: the encoding and the delimiter are found, memory stays flat whatever the number of rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .findings import refuse

DELIMITERS = (";", ",", "\t", "|")
LONGEST_CELL = 1 << 17
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a table stand: the column of each field, and which column it was sought as."""

    file: str
    columns: tuple[str, ...]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (the header is line 1), and its cells by field. `cells` is how many it really has."""

    line: int
    cells: Mapping[str, str]
    width: int

    def __getitem__(self, name: str) -> str:
        """The cell of a field; empty where the table has no such column or the row ends before it."""
        return self.cells.get(name, "")


@contextmanager
def opened(path: Path) -> Iterator[tuple[TextIO, str]]:
    """The file as text, and its delimiter by the header. Raises `AcquisitionsError` for a file that is absent, empty or binary."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="strict") as handle:
        header = ""
        for line in handle:
            if line.strip():
                header = line
                break
        if not header:
            raise refuse("file_empty", place=path.name)
        bare = "".join(header.split('"')[::2])
        handle.seek(0)
        yield handle, max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def rows(path: Path, names: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Iterator[Row | Layout]:
    """First the layout, then every row that is not blank. `names` has the headers known for each field, `needed` those fields that
    must be there. Raises `AcquisitionsError` where the header lacks one, or the text breaks off."""
    csv.field_size_limit(LONGEST_CELL)
    with opened(path) as (handle, delimiter):
        reader = csv.reader(handle, delimiter=delimiter, strict=True)
        layout: Layout | None = None
        before = 0
        try:
            for cells in reader:
                line, before = before + 1, reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if layout is None:
                    layout = _layout(path.name, cells, names, needed)
                    yield layout
                    continue
                width = len(cells)
                found = {name: cells[place].strip() for name, place in layout.places.items() if place < width}
                yield Row(line, found, width)
        except csv.Error as trouble:
            raise refuse("table_broken", place=path.name, line=before + 1, reason=str(trouble)) from None
        except UnicodeDecodeError:
            raise refuse("encoding_unknown", place=path.name) from None


def _layout(file: str, header: list[str], names: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Layout:
    folded = [cell.strip().lstrip("\ufeff").casefold() for cell in header]
    places: dict[str, int] = {}
    for name, known in names.items():
        for title in known:
            if title.casefold() in folded:
                places[name] = folded.index(title.casefold())
                break
    for name in needed:
        if name not in places:
            raise refuse("column_missing", place=file, column=" / ".join(names[name]))
    for place in places.values():
        if folded.count(folded[place]) > 1:
            raise refuse("column_twice", place=file, column=folded[place])
    return Layout(file, tuple(cell.strip() for cell in header), places)


def _encoding(path: Path) -> str:
    """`utf-8-sig` where the whole file is UTF-8, else windows-1251."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as handle:
            first = True
            while chunk := handle.read(CHUNK):
                if first and b"\x00" in chunk:
                    raise refuse("file_binary", place=path.name)
                first = False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
            if first:
                raise refuse("file_empty", place=path.name)
    except UnicodeDecodeError:
        return "windows-1251"
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    return "utf-8-sig"
