"""Files as streams of numbered lines: packed (gzip) or not, in one encoding or several, whole or cut short. Memory is that of a line."""

from __future__ import annotations

import codecs
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from .findings import Problem, refuse

HEAD = 1 << 16
CHUNK = 1 << 16
LONGEST = 1 << 28
"""The longest line in bytes; a longer one is cut there and said to be damaged."""
CYRILLIC_1251 = re.compile(r"[А-яЁё]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; `problem` tells that its encoding was repaired."""

    number: int
    text: str
    problem: Problem | None = None


@dataclass(slots=True)
class Source:
    """One file to be read. `damage` gathers what is wrong with the file as a whole, once it has been read."""

    path: Path
    name: str = ""
    damage: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.name or self.path.name

    @property
    def ending(self) -> str:
        """The ending that tells what is inside: `.json` of `works.json.gz`, in small letters."""
        endings = [one.lower() for one in self.path.suffixes]
        return (endings[-2] if endings[-1:] == [".gz"] and len(endings) > 1 else (endings or [""])[-1]) if endings else ""

    def head(self) -> str:
        """The beginning of the text, unpacked; empty for a file of zeros and pictures."""
        start = b""
        for piece in Source(self.path, self.name)._chunks():
            start += piece
            if len(start) >= HEAD:
                break
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return start.decode("utf-16", errors="replace")
        return "" if b"\0" in start else decoded(start.rsplit(b"\n", 1)[0] if b"\n" in start else start)[0].lstrip("\ufeff")

    def lines(self) -> Iterator[Line]:
        """Every line, ends of lines of all three kinds; a packed file that breaks off gives what could be unpacked."""
        number = 0
        for piece in self._pieces():
            for one in piece.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\r") if b"\r" in piece else (piece.rstrip(b"\n"),):
                number += 1
                text, repaired = decoded(one)
                text = text.lstrip("\ufeff") if number == 1 else text
                yield Line(number, text, Problem("repaired", "encoding_mixed", value=text[:80], became=repaired) if repaired else None)

    def fingerprint(self) -> str:
        """SHA-256 of the file as it stands, packed or not."""
        with self.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()

    def _pieces(self) -> Iterator[bytes]:
        """Lines with their ends; the last may have none."""
        chunks = self._chunks()
        tail = next(chunks, b"")
        if tail.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            chunks, tail = codecs.iterencode(codecs.iterdecode(chain((tail,), chunks), "utf-16", errors="replace"), "utf-8"), b""
        parts, size = list[bytes](), 0
        for chunk in chain((tail,), chunks):
            first, *whole = chunk.split(b"\n")
            parts.append(first)
            size += len(first)
            if whole or size > LONGEST:
                if not whole:
                    self.damage.append(Problem("noted", "line_too_long"))
                *middle, last = whole or [b""]
                yield b"".join(parts) + b"\n"
                yield from (line + b"\n" for line in middle)
                parts, size = [last], len(last)
        if size:
            yield b"".join(parts)

    def _chunks(self) -> Iterator[bytes]:
        """The file piece by piece, unpacked if it is packed."""
        try:
            stream = self.path.open("rb")
        except OSError as reason:
            raise refuse("file_absent", file=self.name) from reason
        with stream:
            first = stream.read(CHUNK)
            pieces = chain((first,), iter(lambda: stream.read(CHUNK), b""))
            yield from filter(None, self._unpacked(pieces) if first.startswith(b"\x1f\x8b") else pieces)

    def _unpacked(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """What can be unpacked of a gzip file of one or more members; where it breaks is told in `damage`."""
        unpacking, begun = zlib.decompressobj(wbits=31), False
        for piece in pieces:
            while piece:
                before, begun = unpacking.copy(), True
                try:
                    yield unpacking.decompress(piece)
                except zlib.error as reason:
                    yield from _byte_by_byte(before, piece)
                    self.damage.append(Problem("noted", "gz_truncated", value=str(reason)))
                    return
                piece = unpacking.unused_data.lstrip(b"\0")
                if unpacking.eof:
                    unpacking, begun = zlib.decompressobj(wbits=31), False
        if begun:
            self.damage.append(Problem("noted", "gz_truncated", value="unexpected end"))


def _byte_by_byte(unpacking: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    """What a broken piece gives before it breaks."""
    for at in range(len(piece)):
        try:
            yield unpacking.decompress(piece[at : at + 1])
        except zlib.error:
            return


def decoded(line: bytes) -> tuple[str, str]:
    """The text, and the encoding it was repaired with (empty for UTF-8): windows-1251 where that gives Cyrillic words, else windows-1252."""
    try:
        return line.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    strange = sum(byte > 0x7F for byte in line)
    russian = line.decode("cp1251", errors="replace")
    if strange >= 3 and len(re.findall(r"[А-яЁё]{3,}", russian)) and len(CYRILLIC_1251.findall(russian)) >= 0.8 * strange:
        return russian, "windows-1251"
    return line.decode("cp1252", errors="replace"), "windows-1252"
