"""In which character set a record is written, with the reason, and its bytes as text.

Bytes decide before declarations do, since exports often declare what they are not: valid UTF-8 with letters beyond ASCII is practically never
anything else. The declarations are leader/09 of MARC 21 (`a` UCS in UTF-8, blank MARC-8) and field 100 $a/26–29 of UNIMARC and RUSMARC
(`50` Unicode; in RUSMARC `79` code page 866, `89` windows-1251, `99` KOI8-R, from memory).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from . import marc8

Charset = Literal["ascii", "utf-8", "marc-8", "windows-1251", "koi8-r", "cp866", "latin-1"]
PYTHON = {"ascii": "ascii", "utf-8": "utf-8", "windows-1251": "cp1251", "koi8-r": "koi8-r", "cp866": "cp866", "latin-1": "latin-1"}
RUSMARC_CODES: dict[bytes, Charset] = {b"79": "cp866", b"89": "windows-1251", b"99": "koi8-r"}
RUSSIAN: tuple[Charset, ...] = ("windows-1251", "koi8-r", "cp866")
SHORT = 40
"""Up to so many high bytes a record is too short for its letters to tell, where the records before it have told."""
HIGH = re.compile(rb"[\x80-\xff]")
ESCAPE = re.compile(rb"\x1b[()$,g-s!-\x2f]")
NONSORTING = frozenset(b"\x88\x89\x98\x9c")
TWICE = re.compile(rb"\xc3[\x82-\x85]\xc2[\x80-\xbf]")
"""Letters such as ü or ş whose UTF-8 bytes were taken for Latin-1 and encoded again."""
MARKS = re.compile(rb"[\xe0-\xfe][A-Za-z]")
"""In MARC-8 (ANSEL) a diacritic stands before the letter it is put on."""
CYRILLIC = re.compile("[А-яЁё]")
COMMON = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1),
        strict=True,
    )
)
"""How often letters stand in Russian text, per thousand (rounded; frequency dictionaries agree to within a few units, from memory)."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A character set and why it was chosen (a code of `sentences.toml`). `declared` is what the record itself says, or empty."""

    charset: Charset
    why: str
    declared: str = ""


ASCII = Encoding("ascii", "why_ascii")


def detect(data: bytes, declared: str, hint: Charset | None = None) -> Encoding:
    """The character set of the bytes of one record. `declared`: `utf-8`, `marc-8`, a code of RUSMARC as name of a set, or empty.

    `hint` is what most records of the file were so far; it decides between single-byte sets where the record is too short.
    """
    if data.isascii():
        return _ascii(declared) if b"\x1b" not in data or not ESCAPE.search(data) else Encoding("marc-8", "why_escapes", declared)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _single(data, declared, hint)
    return _utf8(declared)


@lru_cache(16)
def _ascii(declared: str) -> Encoding:
    return Encoding("ascii", "why_ascii", declared)


@lru_cache(16)
def _utf8(declared: str) -> Encoding:
    return Encoding("utf-8", "why_declared" if declared == "utf-8" else "why_valid_utf8", declared)


def _single(data: bytes, declared: str, hint: Charset | None) -> Encoding:
    """One of the sets of one byte a letter, by how Russian the text becomes; MARC-8 where it does not become Russian."""
    if ESCAPE.search(data):
        return Encoding("marc-8", "why_escapes", declared)
    high = len(HIGH.findall(data))
    if declared == "utf-8" and _only_marks(data):
        return Encoding("utf-8", "why_single_marks", declared)
    if declared == "utf-8" and mostly_utf8(data):
        return Encoding("utf-8", "why_mostly_utf8", declared)
    if hint in RUSSIAN and high <= SHORT and _all_cyrillic(data, hint):
        return Encoding(hint, "why_declared" if declared == hint else "why_records_before", declared)
    marks = len(MARKS.findall(data))
    scores = {charset: russian(data, charset) for charset in RUSSIAN}
    if hint in scores:
        scores[hint] *= 1.15
    best = max(scores, key=scores.__getitem__)
    if scores[best] > 25 and marks < high / 3:
        agrees = declared == best
        return Encoding(best, "why_declared" if agrees else "why_letters", declared)
    if declared in ("marc-8", "") and marks * 3 >= high:
        return Encoding("marc-8", "why_declared" if declared else "why_marks", declared)
    return Encoding("latin-1" if declared != "marc-8" else "marc-8", "why_nothing_else", declared)


def _all_cyrillic(data: bytes, charset: Charset) -> bool:
    """Whether every high byte becomes a Cyrillic letter or a mark of punctuation."""
    return all(sign <= "\x7f" or CYRILLIC.match(sign) or sign in "«»—–№…" for sign in data.decode(PYTHON[charset], "replace"))


def _only_marks(data: bytes) -> bool:
    """Whether all that is no UTF-8 are the controls of non-sorting parts, as single bytes (an export has lost the byte C2 before them)."""
    return "\ufffd" not in data.decode("utf-8", "nonsorting")


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Reads a single byte 88, 89, 98 or 9C as the control it stands for, any other as U+FFFD."""
    assert isinstance(error, UnicodeDecodeError)
    sign = error.object[error.start]
    return (chr(sign) if sign in NONSORTING else "\ufffd"), error.start + 1


codecs.register_error("nonsorting", _mark)


def mostly_utf8(data: bytes) -> bool:
    """Whether there are ten times as many whole sequences of UTF-8 as bytes that belong to none."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("�")
    return sum(1 for sign in text if sign > "\x7f") - wrong > 10 * wrong


def russian(data: bytes, charset: str) -> float:
    """How Russian the bytes are in that set: mean frequency (per thousand) of what the high bytes become, capitals amid a word counted as nothing."""
    text = data[:4000].decode(PYTHON[charset], "replace")
    total = signs = 0
    before = " "
    for sign in text:
        if sign > "\x7f":
            signs += 1
            if not (sign.isupper() and before.islower()):
                total += COMMON.get(sign.lower(), 0)
        before = sign
    return total / signs if signs else 0.0


def decoded(data: bytes, encoding: Encoding) -> str:
    """The bytes as text; what does not fit becomes U+FFFD."""
    if data.isascii() and encoding.charset != "marc-8":
        return data.decode("ascii")
    if encoding.charset == "marc-8":
        return marc8.text_of(data)
    return data.decode(PYTHON[encoding.charset], "nonsorting" if encoding.charset == "utf-8" else "replace")
