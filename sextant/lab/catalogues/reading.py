"""Reads a catalogue file: binary or XML, packed or not, in the format and character set that its records show."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from . import iso2709, marcxml
from .encodings import RUSMARC_CODES as CODES
from .encodings import Charset, Encoding, detect
from .findings import refuse
from .records import Choice, Fields, Format, Kind, Note, Quarantined, Record

PACKED = b"\x1f\x8b"
MOST_UNPACKED = 16_000_000_000
"""Bytes that a packed file may become; eight million rich records."""
XML_SIGN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
BINARY_SIGN = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]*\d{5}|[^<]*[\x1d\x1e]", re.DOTALL)
HOLDINGS, AUTHORITY = "uvxy", "z"
MARC21_TAGS = frozenset({"245", "008", "260", "264", "650", "490", "300", "040", "852"})
UNIMARC_TAGS = frozenset({"200", "210", "215", "801", "105", "106", "606", "700", "101", "102", "675", "686"})


def read_catalogue(path: Path, format: Choice = "auto") -> Iterator[Record | Quarantined]:
    """Every record of the file in order, and every stretch that is none; records = read + quarantined. Memory does not grow with the file.

    `format`: `auto` decides for each record by its fields. Raises `CatalogueError` for a file that is absent, empty, damaged in its packing
    at the start, or no catalogue at all.
    """
    head = _head(path)
    if not head.strip(b"\x00\r\n\t \x1a"):
        raise refuse("file_empty", file=path.name)
    if XML_SIGN.match(head):
        return _from_xml(path, format)
    if BINARY_SIGN.match(head):
        return _from_binary(path, format)
    raise refuse("no_catalogue", file=path.name)


def opened(path: Path) -> IO[bytes]:
    """The file, unpacked on the way where it is gzip."""
    with path.open("rb") as handle:
        packed = handle.read(2) == PACKED
    return cast(IO[bytes], _Unpacked(path)) if packed else path.open("rb")


class _Unpacked:
    """A gzip file (of one or several members) unpacked as it is read. Where its packing is damaged it ends, with all that came before."""

    def __init__(self, path: Path) -> None:
        self.file, self.unpacker, self.held, self.ended = path.open("rb"), zlib.decompressobj(31), b"", False
        self.name, self.given = path.name, 0

    def read(self, size: int = 1 << 20) -> bytes:
        """Up to `size` bytes; none at the end or where the packing is damaged."""
        while not self.ended:
            packed = self.held or self.file.read(1 << 16)
            if not packed:
                self.ended = True
                return self.unpacker.flush()
            try:
                plain = self.unpacker.decompress(packed, size)
            except zlib.error:
                break
            self.held = self.unpacker.unconsumed_tail
            if self.unpacker.eof:
                self.held, self.unpacker = self.unpacker.unused_data.lstrip(b"\x00"), zlib.decompressobj(31)
            if plain:
                self.given += len(plain)
                if self.given > MOST_UNPACKED:
                    raise refuse("unpacked_too_large", file=self.name, gigabytes=MOST_UNPACKED // 10**9)
                return plain
        self.ended = True
        return b""

    def __enter__(self) -> _Unpacked:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _head(path: Path) -> bytes:
    if not path.exists():
        raise refuse("file_absent", file=path.name)
    if path.is_dir():
        raise refuse("folder_given", file=path.name)
    try:
        with opened(path) as handle:
            return handle.read(4096)
    except PermissionError as reason:
        raise refuse("file_absent", file=path.name) from reason


def _from_binary(path: Path, form: Choice) -> Iterator[Record | Quarantined]:
    sense = _Sense(form)
    with opened(path) as handle:
        for number, (offset, data) in enumerate(iso2709.stretches(cast(BinaryIO, handle)), 1):
            try:
                leader, fields, notes = iso2709.parse(data)
            except iso2709.Broken as broken:
                yield Quarantined(number, offset, broken.reason, data, broken.words)
            else:
                yield sense.record(number, offset, leader, fields, notes, data)


def _from_xml(path: Path, form: Choice) -> Iterator[Record | Quarantined]:
    sense, number = _Sense(form), 0
    try:
        for number, (offset, data, read) in enumerate(marcxml.records(path, opened), 1):
            if isinstance(read, iso2709.Broken):
                yield Quarantined(number, offset, read.reason, data, read.words)
            else:
                yield sense.record(number, offset, read[0], read[1], [], None)
    except ModuleNotFoundError as lacking:
        raise refuse("extra_missing", name=str(lacking.name)) from lacking
    if not number:
        raise refuse("no_records", file=path.name)


XML = Encoding("utf-8", "why_xml", "utf-8")


class _Sense:
    """What the records of one file were so far, for those that do not tell by themselves."""

    def __init__(self, form: Choice) -> None:
        self.form = form
        self.usual: Format = "marc21"
        self.sets: Counter[Charset] = Counter()

    def record(self, number: int, offset: int, leader: str, fields: Fields, notes: list[Note], data: bytes | None) -> Record:
        """The record with its format, kind and character set (`data`: its bytes in the file; None for XML, which is text already)."""
        form = self.usual = self._format(leader, fields)
        if data is None:
            return Record(number, offset, leader, fields, form, _kind(leader, form), XML, notes)
        declared = ("utf-8" if leader[9:10] == "a" else "marc-8") if form == "marc21" else _declared(fields)
        if declared == "utf-8" and data.isascii():
            encoding = detect(b"", declared)
        else:
            encoding = detect(data[24:], declared, self.sets.most_common(1)[0][0] if self.sets else None)
            if encoding.charset not in ("ascii", "utf-8"):
                self.sets[encoding.charset] += 1
        return Record(number, offset, leader, fields, form, _kind(leader, form), encoding, notes)

    def _format(self, leader: str, fields: Fields) -> Format:
        if self.form == "marc21" or self.form == "rusmarc":
            return self.form
        if self.form == "auto" and any(tag == "008" for tag, _ in fields[:8]):
            return "marc21"
        tags = {tag for tag, _ in fields}
        if self.form == "auto" and _is_marc21(leader, tags, self.usual):
            return "marc21"
        return "rusmarc" if self.form == "auto" and _is_russian(fields) else "unimarc"


def _is_marc21(leader: str, tags: set[str], usual: Format) -> bool:
    """By tags that only one of the formats has; a record without any is what the records before it were."""
    if "245" in tags or "008" in tags:
        return True
    if "200" in tags and ("100" in tags or "801" in tags):
        return False
    here, there = len(tags & MARC21_TAGS), len(tags & UNIMARC_TAGS)
    if here == there:
        return leader[20:24] == "4500" if leader[20:22] == "45" and usual == "marc21" else usual == "marc21"
    return here > there


def _is_russian(fields: Fields) -> bool:
    """RUSMARC: made under the Russian rules (801 $a RU) or catalogued in Russian (100 $a/22–24)."""
    for tag, data in fields:
        if tag == "801" and b"\x1faRU" in data:
            return True
        if tag == "100" and data[26:29] == b"rus":
            return True
    return False


def _kind(leader: str, form: Format) -> Kind:
    sign = leader[6:7]
    if form == "marc21":
        return "authority" if sign == AUTHORITY else "holdings" if sign in HOLDINGS else "bibliographic"
    return "authority" if sign in "xyz" else "bibliographic"


def _declared(fields: Fields) -> str:
    """The set that field 100 $a/26–29 of UNIMARC names, or nothing where it names one that is not told apart here."""
    for tag, data in fields:
        if tag == "100":
            code, second = data[30:32], data[32:34]
            return "utf-8" if code == b"50" else CODES.get(code) or CODES.get(second) or ""
    return ""
