"""Holdings, circulation, population and award lists as tables of text: CSV with a header, UTF-8 or windows-1251, comma or semicolon or tab.

Every row is taken or refused, and refused rows are kept with line and reason; a table in which no column fits is refused whole. Files are read as
they stream by. A mapping (`{"isbn": "ISBN13"}`: our name, theirs) tells columns that are called otherwise.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .findings import refuse, say
from .numbers import isbn

NAMES: dict[str, tuple[str, ...]] = {
    "isbn": ("isbn", "isbn13", "isbn-13", "isbn/id", "id", "код", "идентификатор"),
    "location": ("location", "branch", "library", "филиал", "место", "местонахождение", "библиотека"),
    "copies": ("copies", "items", "экземпляры", "экземпляров", "экз"),
    "added": ("added", "acquired", "date_added", "поступление", "дата поступления", "поступил"),
    "date": ("date", "month", "дата", "месяц"),
    "loans": ("loans", "checkouts", "выдачи", "выдач", "выдано"),
    "region": ("region", "location", "регион", "район", "филиал"),
    "age_low": ("age_low", "low", "от", "возраст от"),
    "age_high": ("age_high", "high", "до", "возраст до"),
    "language": ("language", "lang", "язык"),
    "people": ("people", "children", "population", "люди", "дети", "население"),
    "award": ("award", "премия", "список"),
    "title": ("title", "заглавие", "название"),
    "author": ("author", "authors", "автор", "авторы"),
    "year": ("year", "год"),
    "source": ("source", "источник"),
}
DATE = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
RUSSIAN_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: line of the file, code of the reason and its words."""

    file: str
    line: int
    code: str
    words: tuple[tuple[str, object], ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Where and why, in `en` or `ru`."""
        word = "строка" if language == "ru" else "line"
        return f"{self.file}, {word} {self.line}: {say(self.code, **dict(self.words)).sentence(language)}"


@dataclass(slots=True)
class Rows:
    """What became of a table's rows: read = taken + refused. Up to a thousand refusals are kept, all are counted."""

    read: int = 0
    refused: int = 0
    refusals: list[Refused] = field(default_factory=list)


class _Bad(Exception):
    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code, self.words = code, tuple(words.items())


@dataclass(frozen=True, slots=True)
class Holding:
    """Copies of a title at a place. `key` is the ISBN-13 where there is one, else the id as written; `added` is a date of year, month, day
    (1 January where only the year is told) or None."""

    key: str
    location: str
    copies: int
    added: date | None


@dataclass(frozen=True, slots=True)
class Loan:
    """Loans of a title on a day, in a month or a year (from its first day)."""

    key: str
    day: date
    loans: int


@dataclass(frozen=True, slots=True)
class People:
    """How many people of ages `low` to `high` (years, both included) who speak a language live in a region; empty texts: all."""

    region: str
    low: int
    high: int
    language: str
    people: int


@dataclass(frozen=True, slots=True)
class Awarded:
    """A title that an award or a list of recommendations names. `source` tells where the list is from."""

    award: str
    title: str
    author: str
    year: int | None
    isbn: str
    source: str


def read_holdings(path: Path, mapping: Mapping[str, str] | None = None, rows: Rows | None = None) -> Iterator[Holding]:
    """Rows of `isbn, location, copies, added`; without `copies` a row is one copy, `location` and `added` may be missing."""

    def made(cells: dict[str, str]) -> Holding:
        added = _date(cells["added"], "added") if cells.get("added") else None
        return Holding(_key(cells["isbn"]), cells.get("location", ""), _count(cells.get("copies") or "1", "copies"), added)

    return _rows(path, ("isbn",), ("location", "copies", "added"), mapping, rows, made)


def read_loans(path: Path, mapping: Mapping[str, str] | None = None, rows: Rows | None = None) -> Iterator[Loan]:
    """Rows of `isbn, date, loans`; without `loans` a row is one loan."""

    def made(cells: dict[str, str]) -> Loan:
        return Loan(_key(cells["isbn"]), _date(cells["date"], "date"), _count(cells.get("loans") or "1", "loans"))

    return _rows(path, ("isbn", "date"), ("loans",), mapping, rows, made)


def read_population(path: Path, mapping: Mapping[str, str] | None = None, rows: Rows | None = None) -> Iterator[People]:
    """Rows of `age_low, age_high, people` and, if known, `region` and `language`."""

    def made(cells: dict[str, str]) -> People:
        low, high = _count(cells["age_low"], "age_low"), _count(cells["age_high"], "age_high")
        if low > high:
            raise _Bad("ages_turned", low=low, high=high)
        return People(cells.get("region", ""), low, high, cells.get("language", ""), _count(cells["people"], "people"))

    return _rows(path, ("age_low", "age_high", "people"), ("region", "language"), mapping, rows, made)


def read_awards(path: Path, mapping: Mapping[str, str] | None = None, rows: Rows | None = None) -> Iterator[Awarded]:
    """Rows of `title` and, if known, `award, author, year, isbn, source`; the award is called as the file where no column tells it.

    A TOML file holds `award`, `source` and rows `[[title]]`.
    """

    def made(cells: dict[str, str]) -> Awarded:
        year = DATE.match(cells.get("year", ""))
        number = isbn(cells.get("isbn", ""))[0]
        award = cells.get("award") or path.stem
        return Awarded(
            award, cells["title"].strip(" /:;,."), cells.get("author", ""), int(year[1]) if year else None, number, cells.get("source", "")
        )

    optional = ("award", "author", "year", "isbn", "source")
    if path.suffix == ".toml":
        return _toml(path, made, rows)
    return _rows(path, ("title",), optional, mapping, rows, made)


def _toml(path: Path, made: Callable[[dict[str, str]], Awarded], rows: Rows | None) -> Iterator[Awarded]:
    count = rows if rows is not None else Rows()
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise refuse("file_absent", file=path.name) from reason
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise refuse("toml_broken", file=path.name, reason=str(reason)) from reason
    for number, row in enumerate(data.get("title", []), 1):
        count.read += 1
        cells = {"award": str(data.get("award", "")), "source": str(data.get("source", "")), **{name: str(value) for name, value in row.items()}}
        if cells.get("title"):
            yield made(cells)
        else:
            _refuse(count, Refused(path.name, number, "cell_empty", (("column", "title"),)))


def _rows(
    path: Path,
    needed: tuple[str, ...],
    optional: tuple[str, ...],
    mapping: Mapping[str, str] | None,
    rows: Rows | None,
    made: Callable[[dict[str, str]], Any],
) -> Iterator[Any]:
    count = rows if rows is not None else Rows()
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        sample = handle.readline()
        handle.seek(0)
        delimiter = max(",;\t", key=sample.count)
        reader = csv.reader(handle, delimiter=delimiter)
        places = _places(path, next(_lines(reader), []), needed, optional, mapping or {})
        for cells in _lines(reader):
            if not any(cell.strip() for cell in cells):
                continue
            count.read += 1
            try:
                named = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
                for name in needed:
                    if not named[name]:
                        raise _Bad("cell_empty", column=name)
                row = made(named)
            except _Bad as bad:
                _refuse(count, Refused(path.name, reader.line_num, bad.code, bad.words))
            else:
                yield row


def _lines(reader: Any) -> Iterator[list[str]]:
    """Rows of the reader; a row that the module csv cannot take (a cell of more than 131,072 characters, a NUL) comes as one cell of nothing."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ["", "·"]


def _refuse(count: Rows, refused: Refused) -> None:
    count.refused += 1
    if len(count.refusals) < KEPT:
        count.refusals.append(refused)


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            head = handle.read(1 << 16)
    except OSError as reason:
        raise refuse("file_absent", file=path.name) from reason
    if not head.strip():
        raise refuse("table_empty", file=path.name)
    try:
        head[:-4].decode("utf-8") if len(head) == 1 << 16 else head.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.start < len(head) - 8:
            return "cp1251"
    return "utf-8-sig"


def _places(path: Path, header: list[str], needed: tuple[str, ...], optional: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, int]:
    found = [cell.strip().casefold() for cell in header]
    places = {}
    for name in (*needed, *optional):
        wanted = (mapping[name].strip().casefold(),) if name in mapping else NAMES[name]
        place = next((found.index(word) for word in wanted if word in found), None)
        if place is not None:
            places[name] = place
        elif name in needed or name in mapping:
            raise refuse("column_missing", file=path.name, column=mapping.get(name, name))
    return places


def _key(text: str) -> str:
    return isbn(text)[0] or text


def _count(text: str, column: str) -> int:
    digits = re.sub(r"[\s\u00a0]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise _Bad("not_a_count", column=column, value=text)
    return int(digits)


def _date(text: str, column: str) -> date:
    """`2024-03-09`, `2024-03`, `2024`, `09.03.2024`."""
    russian, plain = RUSSIAN_DATE.fullmatch(text), DATE.match(text)
    try:
        if russian:
            return date(int(russian[3]), int(russian[2]), int(russian[1]))
        if plain:
            return date(int(plain[1]), int(plain[2] or 1), int(plain[3] or 1))
    except ValueError:
        pass
    raise _Bad("not_a_date", column=column, value=text)


def read_regions(path: Path) -> dict[str, str]:
    """The region of each location, from rows of `location, region`."""

    def made(cells: dict[str, str]) -> tuple[str, str]:
        return cells["location"], cells["region"]

    return dict(_rows(path, ("location", "region"), (), {"region": "region"}, None, made))
