"""Statements as a table of text, laid out as a mapping says: a TOML file that a user can write (`mappings/`)."""

from __future__ import annotations

import codecs
import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from ..amounts import decimals, parse_amount
from ..refusals import PaymentError, refuse
from .records import Statement
from .sheet import Sheet, read_date

MAPPINGS = Path(__file__).with_name("mappings")
COLUMNS = [
    "date",
    "valued",
    "amount",
    "credit",
    "debit",
    "payer",
    "payer_account",
    "payer_tax_id",
    "purpose",
    "reference",
    "bank_id",
    "currency",
    "account",
]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is written. `columns` gives, for each word of `COLUMNS` that the table has, the name in its header.

    `encodings` are tried in turn; `skip` lines stand before the header; `decimal` is the decimal sign of amounts;
    `date` a `strptime` form. `currency` and `account` hold where the table has no column for them.
    """

    name: str
    columns: dict[str, str]
    encodings: tuple[str, ...] = ("utf-8-sig",)
    delimiter: str = ";"
    decimal: str = ","
    date: str = "%d.%m.%Y"
    skip: int = 0
    currency: str = ""
    account: str = ""


def load(name: str) -> Mapping:
    """The mapping of that name among those shipped, or in that TOML file; refuses one that cannot be used."""
    path = Path(name) if name.endswith(".toml") else MAPPINGS / f"{name}.toml"
    try:
        with path.open("rb") as handle:
            raw = tomllib.load(handle)
    except OSError:
        raise refuse("mapping_unknown", field="mapping", value=name, known=", ".join(shipped())) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise refuse("mapping_broken", value=name, reason=str(trouble)) from None
    return _checked(path.stem, raw)


def shipped() -> list[str]:
    """Names of the mappings that come with the house."""
    return sorted(path.stem for path in MAPPINGS.glob("*.toml"))


def recognise(head: bytes) -> Mapping | None:
    """The shipped mapping whose columns all stand in the header of the table, if there is one."""
    return next((mapping for name in shipped() if encoding_of(mapping := load(name), head)), None)


def encoding_of(mapping: Mapping, head: bytes) -> str:
    """The first encoding of the mapping in which the header names all its columns, or nothing."""
    for encoding in mapping.encodings:
        rows = csv.reader(io.StringIO(head.decode(encoding, errors="replace")), delimiter=mapping.delimiter)
        if not set(mapping.columns.values()) - set(_header(rows, mapping)):
            return encoding
    return ""


def read(stream: BinaryIO, head: bytes, asked: str | None, mapping: Mapping) -> Statement:
    """Read a table row by row; a row of another account counts as elsewhere."""
    encoding = encoding_of(mapping, head) or mapping.encodings[0]
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    rows = csv.reader(text, delimiter=mapping.delimiter)
    header = _header(rows, mapping)
    for column in mapping.columns.values():
        if column not in header:
            raise refuse("column_missing", value=column, mapping=mapping.name, line=mapping.skip + 1)
    table = Table(Sheet(asked), mapping, {word: header.index(column) for word, column in mapping.columns.items()}, len(header), encoding)
    if "account" not in mapping.columns:
        table.sheet.wants(mapping.account or asked or "") if mapping.account or asked else None
    for row in _rows(rows):
        table.take(rows.line_num, row)
    if not table.sheet.held and "account" in mapping.columns:
        raise refuse("no_statement")
    return table.sheet.statement()


@dataclass(slots=True)
class Table:
    """A table while it is read."""

    sheet: Sheet
    mapping: Mapping
    places: dict[str, int]
    width: int
    encoding: str
    cells: list[str] = field(default_factory=list)

    def take(self, line: int, cells: list[str]) -> None:
        """Write one row down, or refuse it with its text."""
        self.cells = cells
        try:
            self._take(line)
        except PaymentError as trouble:
            self.sheet.refuse(line, trouble, self.mapping.delimiter.join(cells))

    def _take(self, line: int) -> None:
        if len(self.cells) < self.width:
            raise refuse("cells_missing", held=len(self.cells), needed=self.width)
        if any("\ufffd" in cell for cell in self.cells):
            raise refuse("unreadable_letters", encoding=self.encoding)
        if self._cell("account") and not self.sheet.wants(self._cell("account")):
            self.sheet.elsewhere += 1
            return
        currency = self._cell("currency") or self.mapping.currency
        minor = self._amount(currency)
        valued = self._cell("valued")
        booked = read_date(self._cell("date"), self.mapping.date)
        self.sheet.currency = self.sheet.currency or currency
        self.sheet.take(
            line,
            booked,
            minor,
            valued_on=read_date(valued, self.mapping.date) if valued else None,
            currency=currency,
            bank_id=self._cell("bank_id"),
            payer=(self._cell("payer"), self._cell("payer_account"), self._cell("payer_tax_id")),
            purpose=self._cell("purpose"),
            reference=self._cell("reference"),
        )

    def _cell(self, word: str) -> str:
        place = self.places.get(word)
        return "" if place is None else self.cells[place].strip()

    def _amount(self, currency: str) -> int:
        """The signed amount; of a pair of columns exactly one must hold an amount other than nought."""
        if "amount" in self.places:
            return parse_amount(self._cell("amount"), currency, self.mapping.decimal)
        credit, debit = (self._side(word, currency) for word in ("credit", "debit"))
        if credit and debit:
            raise refuse("both_sides")
        if not credit and not debit:
            raise refuse("neither_side")
        return credit - abs(debit)

    def _side(self, word: str, currency: str) -> int:
        text = self._cell(word)
        return parse_amount(text, currency, self.mapping.decimal) if text else 0


def _header(rows: Iterator[list[str]], mapping: Mapping) -> list[str]:
    try:
        for _ in range(mapping.skip):
            next(rows, [])
        return [cell.strip() for cell in next(rows, [])]
    except csv.Error:
        return []


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows that are not blank; one that is no row of a table at all comes out as a single cell, to be refused."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as trouble:
            row = [str(trouble)]
        if any(cell.strip() for cell in row):
            yield row


def _checked(name: str, raw: dict[str, Any]) -> Mapping:
    columns = raw.get("columns")
    if not isinstance(columns, dict) or not set(columns) <= set(COLUMNS) or "date" not in columns:
        raise refuse("mapping_broken", value=name, reason=f"[columns]: {', '.join(COLUMNS)}")
    if ("amount" in columns) == ({"credit", "debit"} <= set(columns)):
        raise refuse("mapping_broken", value=name, reason="[columns]: amount / credit + debit")
    if not _typed(raw):
        raise refuse("mapping_broken", value=name, reason="encodings, delimiter, decimal, date, skip, currency, account")
    settings = {key: value for key, value in raw.items() if key in Mapping.__dataclass_fields__ and key not in ("name", "columns")}
    if unknown := set(raw) - set(settings) - {"columns", "title_en", "title_ru"}:
        raise refuse("mapping_broken", value=name, reason=", ".join(sorted(unknown)))
    mapping = Mapping(name, columns, **settings | {"encodings": tuple(raw.get("encodings", ("utf-8-sig",)))})
    if "currency" not in columns:
        decimals(mapping.currency)
    if len(mapping.delimiter) != 1 or mapping.decimal not in (",", "."):
        raise refuse("mapping_broken", value=name, reason="delimiter, decimal")
    return mapping


def _typed(raw: dict[str, Any]) -> bool:
    """Whether every setting is of its kind: texts, a whole number of lines to skip, encodings that exist."""
    texts = [raw.get(key, "") for key in ("delimiter", "decimal", "date", "currency", "account", "name")]
    encodings = raw.get("encodings", [])
    try:
        return (
            all(isinstance(text, str) for text in [*texts, *raw["columns"].values()])
            and type(raw.get("skip", 0)) is int
            and all(codecs.lookup(encoding) for encoding in encodings)
        )
    except (LookupError, TypeError):
        return False
