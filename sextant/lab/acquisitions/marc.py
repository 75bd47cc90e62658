"""Titles on offer, and marks of what is held, from MARC 21, UNIMARC and RUSMARC records, which `lab/catalogues` reads and describes.

The price is 365 $b with $c, else what 020 $c says (MARC 21), else 010 $d (UNIMARC). Awards are 586 (MARC 21). Large print and braille are those of
008/23 (MARC 21). A record without a price is no offer, but its marks are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ..catalogues.describing import describe
from ..catalogues.findings import CatalogueError
from ..catalogues.findings import say as catalogue_say
from ..catalogues.reading import read_catalogue
from ..catalogues.records import Quarantined, Record
from .candidates import Reading, amount, marks, number
from .findings import AcquisitionsError, Report, refuse
from .offers import Offers
from .titles import YES, Title

PRICE = re.compile(r"(?P<before>[^\d\s:;]*)\s*(?P<price>\d[\d \u00a0]*(?:[.,]\d{1,2})?)\s*(?P<after>[^\d\s:;]*)")
SIGNS = {"руб": "RUB", "р": "RUB", "₽": "RUB", "us$": "USD", "$": "$", "€": "EUR", "euro": "EUR", "£": "GBP"}
DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD")
ASIDE = re.compile(r"\([^)\d]*\)|\[[^\]\d]*\]")
BRACKETS = str.maketrans("[]()", "    ")
FORMS = {"d": "large print", "f": "braille"}


def read_marc(path: Path, how: Reading | None = None) -> tuple[list[Title], Report]:
    """The titles of a catalogue file that have a price, and its report: records and quarantined stretches = taken + merged + refused. A finding's line
    is the number of the record. Raises `AcquisitionsError` for a file that is no catalogue."""
    reading, offers = how or Reading(), Offers(Report(path.name))
    try:
        for record in read_catalogue(path):
            offers.offer(record.number, _drawn(record, reading))
    except CatalogueError as refusal:
        raise AcquisitionsError(refusal.said, path.name) from None
    return offers.titles(), offers.report


def known_marks(paths: Iterable[Path]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Marks by ISBN of every record that has one, for the needs of a plan."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in paths:
        try:
            for record in read_catalogue(path):
                if isinstance(record, Record) and record.kind == "bibliographic":
                    isbn = number(describe(record).isbn)
                    if isbn:
                        found[isbn] = marks_of(record)
        except CatalogueError as refusal:
            raise AcquisitionsError(refusal.said, path.name) from None
    return found


def _drawn(record: Record | Quarantined, how: Reading) -> Callable[[], Title]:
    def draw() -> Title:
        if isinstance(record, Quarantined):
            words = {name: value.decode("latin-1") if isinstance(value, bytes) else value for name, value in record.words}
            raise AcquisitionsError(catalogue_say(record.reason, **words))
        if record.kind != "bibliographic":
            raise refuse("no_title_record")
        return _title(record, how)

    return draw


def _title(record: Record, how: Reading) -> Title:
    row = describe(record)
    if not row.title:
        raise refuse("cell_empty", column="245 / 200")
    price, currency = price_of(record, how.currency)
    if not price:
        raise refuse("record_without_price", title=row.title)
    awards = tuple(dict.fromkeys(text.strip(" .") for text in record.values("586"))) if record.format == "marc21" else ()
    tags, minor = marks_of(record), amount(price, currency, how)
    return Title(record.id, number(row.isbn), row.title, minor, 1.0, 0, tags, record.number, row.author, row.publisher, awards)


def marks_of(record: Record) -> dict[str, tuple[str, ...]]:
    """A record's marks by field."""
    row = describe(record)
    ages = [f"{row.low}-{row.high}"] if row.low is not None and row.high is not None else []
    form = FORMS.get(record.control("008")[23:24]) if record.format == "marc21" else None
    found = {
        "age": marks("age", [*ages, row.age_mark]),
        "language": marks("language", [row.language]),
        "class": marks("class", [row.class_]),
        "author": marks("author", [row.author]),
        "publisher": marks("publisher", [row.publisher]),
        "format": marks("format", [row.kind]),
        "awards": marks("awards", record.values("586")) if record.format == "marc21" else (),
        "accessible": (YES, form) if form else (),
    }
    return {name: those for name, those in found.items() if those}


def price_of(record: Record, ours: str = "RUB") -> tuple[str, str]:
    """The price as digits and its currency (empty: not told, so that of the plan); two empty texts where the record names none. A bare dollar sign is the
    plan's dollar where the plan is in one. Raises for a currency that is written in a way that is not known."""
    for text, currency in _written(record):
        met = PRICE.search(ASIDE.sub("", text).translate(BRACKETS))
        if met:
            return met["price"].strip(), currency or _told((met["before"], met["after"]), ours)
    return "", ""


def _told(beside: tuple[str, str], ours: str) -> str:
    """The currency that stands beside a price, before or after it."""
    words = [word.strip(".,=~ ").casefold() for word in beside]
    word = next((word for word in words if word), "")
    if not word:
        return ""
    code = SIGNS.get(word, word.upper() if len(word) == 3 else "")
    if code == "$":
        return ours if ours in DOLLARS else "USD"
    if not code:
        raise refuse("currency_unknown", value=word)
    return code


def _written(record: Record) -> Iterable[tuple[str, str]]:
    if record.format != "marc21":
        return [(text, "") for text in record.values("010", "d")]
    currency = record.first("365", "c")
    return [*((text, currency) for text in record.values("365", "b")), *((text, "") for text in record.values("020", "c"))]
