"""Titles on offer from a table of text: `id, isbn, title, price, age, language, class, awards, accessible, value` and whatever else is known.

Lists inside a cell stand apart by `;` or `|` (where `;` parts the cells, `|` and quotation marks remain). Amounts have a decimal comma
or a decimal point; an amount in another currency is exchanged only at a rate that the layout gives, never at one looked up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..literature.identifiers import isbn
from ..payments.amounts import decimals, parse_amount, to_decimal
from ..payments.refusals import PaymentError
from .findings import Report, refuse
from .offers import Offers
from .tables import Layout, Row, rows
from .titles import FALSE, Title, mark, yes_or_no

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "идентификатор", "номер", "код"),
    "isbn": ("isbn",),
    "title": ("title", "название", "заглавие", "наименование"),
    "author": ("author", "автор", "авторы"),
    "publisher": ("publisher", "издательство"),
    "price": ("price", "цена"),
    "currency": ("currency", "валюта"),
    "age": ("age", "возраст"),
    "language": ("language", "язык"),
    "class": ("class", "класс", "индекс", "ббк", "удк"),
    "awards": ("awards", "награды", "премии"),
    "accessible": ("accessible", "доступность", "доступный формат"),
    "local_author": ("local_author", "местный автор", "краевед"),
    "format": ("format", "формат", "вид издания"),
    "value": ("value", "ценность", "оценка"),
    "demand": ("demand", "спрос", "заявки"),
}
NEEDED = ("id", "title", "price")
LISTS = ("age", "language", "class", "awards", "format")
PARTS = re.compile(r"[;|]")
MOST_VALUE, MOST_DEMAND = 1e9, 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is laid out: the headers of fields that are called otherwise, the currency of the plan and of amounts without one,
    the decimal sign where it is known, and rates: how much of the plan's currency one unit of another is."""

    currency: str = "RUB"
    columns: Mapping[str, str] = field(default_factory=dict)
    decimal: str | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)


def read_layout(path: Path) -> Reading:
    """A TOML file with `currency`, `decimal` (`,` or `.`), `[columns]` field = header, `[rates]` currency = how much of ours one of it is."""
    try:
        with path.open("rb") as handle:
            table = tomllib.load(handle)
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise refuse("toml_broken", place=path.name, reason=str(trouble)) from None
    return layout(table, path.name)


def layout(table: Mapping[str, Any], place: str = "") -> Reading:
    """The same from a table that was read already."""
    for name in table:
        if name not in ("currency", "decimal", "columns", "rates"):
            raise refuse("setting_unknown", place=place, name=name, known="currency, decimal, columns, rates")
    columns, rates = table.get("columns", {}), table.get("rates", {})
    if not isinstance(columns, Mapping) or not isinstance(rates, Mapping):
        raise refuse("setting_unknown", place=place, name="columns / rates", known="[columns], [rates]")
    for name in columns:
        if name not in NAMES:
            raise refuse("setting_unknown", place=place, name=name, known=", ".join(NAMES))
    if table.get("decimal", ".") not in (",", "."):
        raise refuse("decimal_wrong", place=place, value=str(table["decimal"]))
    currency = known_currency(str(table.get("currency", "RUB")), place)
    return Reading(
        currency,
        {name: str(title) for name, title in columns.items()},
        table.get("decimal"),
        {known_currency(code, place): _rate(code, rate, place) for code, rate in rates.items()},
    )


def known_currency(code: str, place: str = "") -> str:
    """The code of ISO 4217 in capitals."""
    try:
        decimals(code.strip().upper())
    except PaymentError:
        raise refuse("currency_unknown", place=place, value=code) from None
    return code.strip().upper()


def read_candidates(path: Path, reading: Reading | None = None) -> tuple[list[Title], Report]:
    """The titles of a table, and its report: rows read = taken + merged + refused. Raises `AcquisitionsError` for a file that is no such table."""
    how = reading or Reading()
    names = NAMES | {name: (title,) for name, title in how.columns.items()}
    found = rows(path, names, tuple(dict.fromkeys((*NEEDED, *how.columns))))
    first = next(found, None)
    if not isinstance(first, Layout):
        raise refuse("file_empty", place=path.name)
    offers = Offers(Report(path.name))
    wide = len(first.columns)
    for row in found:
        assert isinstance(row, Row)
        offers.offer(row.line, _drawn(row, wide, how, "value" in first.places))
    return offers.titles(), offers.report


def _drawn(row: Row, wide: int, how: Reading, valued: bool) -> Callable[[], Title]:
    def draw() -> Title:
        if row.width > wide:
            raise refuse("cells_too_many", found=row.width, columns=wide)
        return title_from(row.cells, how, row.line, valued=valued)

    return draw


def title_from(cells: Mapping[str, str], how: Reading, line: int, *, valued: bool = True) -> Title:
    """One title from its cells by field; raises `AcquisitionsError` with what is wrong. `valued`: an empty value is a mistake, not 1."""
    for name in NEEDED:
        if not cells.get(name, "").strip():
            raise refuse("cell_empty", column=name)
    price = amount(cells["price"], cells.get("currency", ""), how)
    value = _value(cells.get("value", ""), valued)
    found, awards = tags(cells), tuple(one.strip() for one in PARTS.split(cells.get("awards", "")))
    return Title(
        cells["id"],
        number(cells.get("isbn", "")),
        cells["title"],
        price,
        value,
        _demand(cells.get("demand", "")),
        found,
        line,
        cells.get("author", ""),
        cells.get("publisher", ""),
        tuple(one for one in awards if mark("awards", one) in found.get("awards", ())),
    )


def tags(cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The marks of a title by field; a field that says nothing has none."""
    found = {name: marks(name, PARTS.split(cells[name])) for name in LISTS if cells.get(name)}
    if "awards" in found:
        found["awards"] = tuple(one for one in found["awards"] if one not in FALSE)
    found |= {name: (mark(name, cells[name]),) for name in ("author", "publisher") if cells.get(name)}
    return found | {name: yes_or_no(cells[name]) for name in ("accessible", "local_author") if cells.get(name)}


def marks(name: str, words: Iterable[str]) -> tuple[str, ...]:
    """Marks in their form, each once, in order."""
    return tuple(dict.fromkeys(mark(name, word) for word in words if word.strip()))


def number(text: str) -> str:
    """The ISBN as thirteen digits; one that is wrong stays as its signs, so that it still meets the same wrong one elsewhere."""
    return isbn(text) or re.sub(r"[^0-9A-Za-z]", "", text).upper()


def amount(text: str, currency: str, how: Reading) -> int:
    """Minor units of the plan's currency, at least 1."""
    theirs = known_currency(currency) if currency.strip() else how.currency
    if theirs != how.currency and theirs not in how.rates:
        raise refuse("currency_other", value=theirs, ours=how.currency)
    try:
        minor = parse_amount(text, theirs, how.decimal)
    except PaymentError:
        raise refuse("price_wrong", value=text, currency=theirs) from None
    if theirs != how.currency:
        ours = to_decimal(minor, theirs) * how.rates[theirs]
        minor = int(ours.scaleb(decimals(how.currency)).to_integral_value(ROUND_HALF_UP))
    if minor <= 0:
        raise refuse("price_wrong", value=text, currency=theirs)
    return minor


def _rate(code: str, rate: object, place: str) -> Decimal:
    try:
        found = Decimal(str(rate).replace(",", "."))
    except InvalidOperation:
        found = Decimal(0)
    if not found.is_finite() or found <= 0:
        raise refuse("rate_wrong", place=place, value=str(rate), currency=code)
    return found


def _value(text: str, valued: bool) -> float:
    if not text.strip():
        if valued:
            raise refuse("cell_empty", column="value")
        return 1.0
    try:
        found = float(text.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        found = -1.0
    if not 0 <= found <= MOST_VALUE:
        raise refuse("value_wrong", value=text)
    return found


def _demand(text: str) -> int:
    if not text.strip():
        return 0
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) > MOST_DEMAND:
        raise refuse("demand_wrong", value=text)
    return int(text)
