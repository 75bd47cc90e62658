"""Files as streams of numbered lines: packed or not, in one encoding or several, whole or cut short. Memory is that of a line."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from .findings import Problem, refuse

HEAD = 1 << 16
LONGEST = 1 << 26
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
        with self._opened() as stream:
            try:
                start = stream.read(HEAD)
            except (OSError, EOFError, zlib.error):
                start = b"".join(self._pieces_of_broken())
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return start.decode("utf-16", errors="replace")
        return "" if b"\0" in start else decoded(start.rsplit(b"\n", 1)[0] if b"\n" in start else start)[0].lstrip("\ufeff")

    def lines(self) -> Iterator[Line]:
        """Every line, ends of lines of all three kinds; a packed file that breaks off gives what could be unpacked."""
        with self._opened() as stream:
            wide = stream.peek(2)[:2] if hasattr(stream, "peek") else b""
            if wide in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                yield from self._wide_lines()
                return
            number = 0
            for piece in self._pieces(stream):
                for one in piece.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\r") if b"\r" in piece else (piece.rstrip(b"\n"),):
                    number += 1
                    text, repaired = decoded(one)
                    text = text.lstrip("\ufeff") if number == 1 else text
                    yield Line(number, text, Problem("repaired", "encoding_mixed", value=text[:80], became=repaired) if repaired else None)

    def fingerprint(self) -> str:
        """SHA-256 of the file as it stands, packed or not."""
        with self.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()

    def _pieces(self, stream: IO[bytes]) -> Iterator[bytes]:
        while True:
            try:
                piece = stream.readline(LONGEST)
            except (EOFError, zlib.error, OSError) as reason:
                self.damage.append(Problem("noted", "gz_truncated", value=str(reason)))
                return
            if not piece:
                return
            if len(piece) >= LONGEST:
                self.damage.append(Problem("noted", "line_too_long"))
            yield piece

    def _pieces_of_broken(self) -> Iterator[bytes]:
        """What can be unpacked of a packed file that is shorter than a head."""
        unpacking = zlib.decompressobj(wbits=31)
        try:
            yield unpacking.decompress(self.path.read_bytes()[:HEAD], HEAD)
        except (zlib.error, OSError):
            return

    def _wide_lines(self) -> Iterator[Line]:
        with self.path.open(encoding="utf-16", errors="replace") as stream:
            for number, text in enumerate(stream, 1):
                yield Line(number, text.rstrip("\r\n"))

    def _opened(self) -> IO[bytes]:
        try:
            with self.path.open("rb") as probe:
                packed = probe.read(2) == b"\x1f\x8b"
            return gzip.open(self.path, "rb") if packed else self.path.open("rb")  # type: ignore[return-value]
        except OSError as reason:
            raise refuse("file_absent", file=self.name) from reason


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
