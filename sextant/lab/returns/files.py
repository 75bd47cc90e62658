"""Open what people send: plain, gzip or zip, any of three encodings, any of three delimiters.

Nothing is held in memory beyond a buffer: the encoding is found in a first pass over the stream, the rows
are read in a second. Standard library only.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from .findings import ReturnsError, error

BUFFER = 1 << 16
FIELD_LIMIT = 1 << 20
MOST_LINES = 50
MOST_TABLES = 50
PLAUSIBLE = 64 << 20
MOST_SHRUNK = 150
"""Beyond 64 MB unpacked, a table that was packed to less than a 150th is no table: real ones shrink to a tenth."""

DELIMITERS = (",", ";", "\t", "|")

MAGIC = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x7fELF": "ELF",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of text inside a file: the file, the member of a zip ('' otherwise), how it is written."""

    path: Path
    member: str = ""
    encoding: str = "utf-8-sig"
    delimiter: str = ","

    @property
    def shown(self) -> str:
        """The name used in messages and by the rule that finds the year."""
        return f"{self.path.name}:{self.member}" if self.member else self.path.name


def sources(path: Path) -> list[Source]:
    """The streams of a file: itself, or every table of a zip; refuses what is not a text table."""
    head = _head(path)
    if not head:
        raise error("empty_file", str(path))
    if not head.startswith(b"PK\x03\x04"):
        return [_described(Source(path))]
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError) as reason:
        raise error("damaged_file", str(path), reason=str(reason)) from reason
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise error("wrong_file_type", str(path), kind="XLSX/DOCX/ODS")
    tables = [name for name in sorted(names) if name.lower().endswith((".csv", ".tsv", ".json"))]
    if not tables:
        raise error("wrong_file_type", str(path), kind="ZIP")
    if len(tables) > MOST_TABLES:
        raise error("several_tables", str(path), members=f"{len(tables)} CSV")
    return [_described(Source(path, name)) for name in tables]


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source, unpacked; a broken archive raises a `ReturnsError`."""
    try:
        if source.member:
            with zipfile.ZipFile(source.path) as archive, _member(archive, source.member) as member:
                yield io.BufferedReader(_Unpacked(member, source, archive.getinfo(source.member).compress_size), BUFFER)
        elif _head(source.path).startswith(b"\x1f\x8b"):
            with gzip.open(source.path) as unpacked:
                yield io.BufferedReader(_Unpacked(cast(BinaryIO, unpacked), source, source.path.stat().st_size), BUFFER)
        else:
            with source.path.open("rb") as plain:
                yield plain
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError) as reason:
        raise error("damaged_file", source.shown, reason=str(reason)) from reason


class _Unpacked(io.RawIOBase):
    """A packed stream that stops when it swells beyond what a table can."""

    def __init__(self, stream: BinaryIO, source: Source, packed: int) -> None:
        super().__init__()
        self._stream, self._source, self._given = stream, source, 0
        self._most = max(PLAUSIBLE, packed * MOST_SHRUNK)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        self._given += len(chunk)
        if self._given > self._most:
            raise error("swells", self._source.shown, size=self._most >> 20)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    try:
        return cast(BinaryIO, archive.open(name))
    except (RuntimeError, NotImplementedError) as reason:  # a password, or a way of packing unknown to Python
        raise OSError(str(reason)) from reason


def rows(source: Source) -> Generator[tuple[int, list[str]], None, None]:
    """Rows with the line each starts on, the header first; blank lines are skipped.

    A row over more than `MOST_LINES` lines is a quotation mark that nobody closed, and raises `ReturnsError`.
    """
    csv.field_size_limit(FIELD_LIMIT)
    with opened(source) as raw:
        text = io.TextIOWrapper(raw, encoding=source.encoding, errors="replace", newline="")
        reader = csv.reader(text, delimiter=source.delimiter)
        before = 0
        try:
            for row in reader:
                if reader.line_num - before > MOST_LINES:
                    raise csv.Error("a quoted cell does not end / кавычка не закрыта")
                if row:
                    yield before + 1, row
                before = reader.line_num
        except csv.Error as reason:
            raise error("broken_table", source.shown, before + 1, reason=str(reason)) from reason


def header(source: Source) -> list[str]:
    """The names of the columns, stripped; refuses a table whose first line names nothing."""
    with closing(rows(source)) as found:
        line, row = next(found, (0, []))
    names = [name.strip() for name in row]
    if not any(names) or all(_is_number(name) for name in names):
        raise error("no_header", source.shown, line)
    for name in names:
        if name and names.count(name) > 1:
            raise error("column_twice", source.shown, line, name)
    return names


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(BUFFER)
    except OSError as reason:
        raise error("file_absent", str(path)) from reason


def _described(source: Source) -> Source:
    """The source with its encoding and delimiter found."""
    with opened(source) as stream:
        start = stream.read(BUFFER)
    if not start.strip(b"\xef\xbb\xbf\r\n\t "):
        raise error("empty_file", source.shown)
    for magic, kind in MAGIC.items():
        if start.startswith(magic):
            raise error("wrong_file_type", source.shown, kind=kind)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Source(source.path, source.member, "utf-16", _delimiter(start.decode("utf-16", "replace")))
    if b"\x00" in start:
        raise _binary(source)
    encoding = _encoding(source)
    return Source(source.path, source.member, encoding, _delimiter(start.decode(encoding, "replace")))


def _binary(source: Source) -> ReturnsError:
    return error("wrong_file_type", source.shown, kind="binary data / двоичные данные")


def _encoding(source: Source) -> str:
    """UTF-8 if the whole stream is; else the code page whose letters the high bytes make words of."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    high = letters = runs = 0
    valid = True
    with opened(source) as stream:
        while chunk := stream.read(BUFFER):
            try:
                if valid:
                    decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
            high += chunk.translate(_IS_HIGH).count(1)
            letters += chunk.translate(_IS_LETTER).count(1)
            runs += chunk.translate(_IS_HIGH).count(b"\x01\x01")
    if valid:
        return "utf-8-sig"
    # In Cyrillic text high bytes stand side by side; in Western text an accent stands alone.
    return "windows-1251" if runs * 4 > high and letters * 3 > high * 2 else "windows-1252"


_IS_HIGH = bytes(int(byte >= 0x80) for byte in range(256))
_IS_LETTER = bytes(int(byte >= 0xC0 or byte in (0xA8, 0xB8)) for byte in range(256))


def _delimiter(start: str) -> str:
    """The delimiter the first line has most of, outside quotation marks."""
    line = "".join(start.lstrip("\ufeff\r\n").splitlines()[:1])
    bare = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return not text
    return True
