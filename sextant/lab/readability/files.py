"""Texts from files: plain text in the encodings that are met, EPUB, or standard input."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from .findings import ReadabilityError, refuse

MOST_BYTES = 128 * 2**20
ZIP = b"PK\x03\x04"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Given:
    """A text with the name of its file, its language where the file says it, and the parts that could not be read."""

    name: str
    text: str
    language: str = ""
    lost: tuple[str, ...] = ()


def read_given(path: Path) -> Given:
    """The text of a file: an EPUB by its first bytes, else plain text; `-` is standard input. Raises `ReadabilityError`."""
    if str(path) == "-":
        return Given("-", decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "-"))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        raise refuse("no_file", path.name) from None
    if data.startswith(ZIP):
        return _book(path)
    return Given(path.name, decoded(data, path.name))


def _book(path: Path) -> Given:
    try:
        from sextant.lab.publications.epub.findings import EpubError  # needs lxml, an extra
        from sextant.lab.publications.epub.reading import read_book
    except ModuleNotFoundError as lacking:
        raise refuse("extra_missing", path.name, name=str(lacking.name)) from None
    try:
        book = read_book(path)
    except EpubError as trouble:
        raise refuse("book_unreadable", path.name, why=trouble.said.en, why_ru=trouble.said.ru) from None
    return Given(path.name, book.text, book.language, book.lost)


def decoded(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 with a byte order mark, else windows-1251; refused where bytes of no text are among them."""
    if len(data) > MOST_BYTES:
        raise refuse("text_too_long", name, most=MOST_BYTES)
    encoding = next((kind for mark, kind in MARKS if data.startswith(mark)), "utf-8")
    for one in (encoding, "cp1251"):
        try:
            text = data.decode(one)
        except UnicodeDecodeError:
            continue
        if "\0" in text or sum(sign < " " and sign not in "\t\n\r\f\v" for sign in text[:10_000]) > len(text[:10_000]) / 100:
            break
        return text
    raise refuse("not_text", name)


def read_easy_words(path: Path) -> frozenset[str]:
    """Familiar words in small letters, one a line; empty lines and those with `#` are passed over."""
    given = read_given(path)
    words = frozenset(line.strip().lower().replace("’", "'") for line in given.text.splitlines() if line.strip() and not line.startswith("#"))
    if not words:
        raise ReadabilityError(refuse("no_words").said, path.name)
    return words
