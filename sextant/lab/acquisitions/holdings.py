"""What the library holds and lends: H.csv `isbn, location, copies, added` and L.csv `isbn, date, loans`, streamed and added up by ISBN.

A row that says no number of copies or loans is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..literature.identifiers import isbn
from .candidates import number
from .findings import AcquisitionsError, Report, refuse, say
from .tables import Layout, Row, rows

HELD = {
    "isbn": ("isbn",),
    "location": ("location", "место", "филиал", "библиотека"),
    "copies": ("copies", "экземпляров", "экземпляры", "количество"),
    "added": ("added", "поступление", "дата поступления"),
}
LENT = {"isbn": ("isbn",), "date": ("date", "дата"), "loans": ("loans", "выдачи", "выдач", "книговыдача")}
MOST = 1_000_000
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(slots=True)
class Holdings:
    """Copies by ISBN in all locations together, copies by location, and loans by ISBN where they are known. Empty: nothing is held."""

    copies: Counter[str] = field(default_factory=Counter)
    locations: Counter[str] = field(default_factory=Counter)
    loans: Counter[str] = field(default_factory=Counter)
    reports: list[Report] = field(default_factory=list)

    def held(self, number: str) -> int:
        """Copies held of an ISBN; none of a title without one."""
        return self.copies[number] if number else 0


def read_holdings(path: Path, loans: Path | None = None, *, locations: Iterable[str] = ()) -> Holdings:
    """Both tables; rows = taken + refused in each report. `locations`: only copies of these count. Raises `AcquisitionsError`."""
    found = Holdings()
    wanted = frozenset(locations)
    report = Report(path.name)
    found.reports.append(report)
    for row in _rows(path, HELD, ("isbn",), report):
        try:
            key, copies = _number(row), _whole(row, "copies")
            _day(row, "added")
        except AcquisitionsError as refusal:
            report.note(row.line, "refused", refusal.said)
            continue
        report.taken += 1
        if not wanted or row["location"] in wanted:
            found.copies[key] += copies
            found.locations[row["location"]] += copies
    if loans:
        _read_loans(loans, found)
    return found


def _read_loans(path: Path, found: Holdings) -> None:
    report = Report(path.name)
    found.reports.append(report)
    for row in _rows(path, LENT, ("isbn",), report):
        try:
            key, lent = _number(row), _whole(row, "loans")
            _day(row, "date")
        except AcquisitionsError as refusal:
            report.note(row.line, "refused", refusal.said)
            continue
        report.taken += 1
        found.loans[key] += lent


def _rows(path: Path, names: dict[str, tuple[str, ...]], needed: tuple[str, ...], report: Report) -> Iterable[Row]:
    wide = 0
    for row in rows(path, names, needed):
        if isinstance(row, Layout):
            wide = len(row.columns)
            continue
        report.read += 1
        if row.width > wide:
            report.note(row.line, "refused", say("cells_too_many", found=row.width, columns=wide))
            continue
        yield row


def _number(row: Row) -> str:
    found = number(row["isbn"])
    if not found:
        raise refuse("cell_empty", column="isbn")
    return found


def _whole(row: Row, name: str) -> int:
    text = row[name] or "1"
    if not text.isascii() or not text.isdigit() or int(text[:9]) > MOST or len(text) > 9:
        raise refuse("count_wrong", column=name, value=text)
    return int(text)


def _day(row: Row, name: str) -> None:
    """A year, a month or a day (ISO 8601); empty where it is not known."""
    text = row[name]
    if not text:
        return
    if not DAY.fullmatch(text):
        raise refuse("day_wrong", column=name, value=text)
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise refuse("day_wrong", column=name, value=text) from None


def wrong_numbers(holdings: Holdings) -> int:
    """How many of the ISBNs held have a wrong check digit: they meet only titles with the same mistake."""
    return sum(not isbn(one) for one in holdings.copies)
