"""Gifts from a table or from rows, with an account of every row: read = taken + merged + refused.

Columns `donor`, `day` (2026-06-30 or 30.06.2026), `amount` and, where there are several currencies or none is given,
`currency`; `number` (of a receipt or a booking) is optional. Their Russian names and a few others are known, see `NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..funding.files import csv_table
from ..funding.findings import FundingError
from ..payments.amounts import decimals, parse_amount
from ..payments.refusals import PaymentError
from .findings import DonorsError, Refused, Said, refuse, say
from .gifts import Gift

NAMES = {
    "donor": ("donor", "donor_id", "даритель", "жертвователь"),
    "day": ("day", "date", "дата", "день"),
    "amount": ("amount", "sum", "сумма"),
    "currency": ("currency", "валюта"),
    "number": ("number", "receipt", "номер"),
}
NEEDED = ("donor", "day", "amount")
DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})")
EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class Merged:
    """A row that became a part of another, or went with it: its line, the other's line, and why."""

    line: int
    into: int
    said: Said


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table gave: `rows` = gifts + merged + refused. Gifts stand in the order of their lines, refunds taken off."""

    file: str
    rows: int
    gifts: tuple[Gift, ...]
    merged: tuple[Merged, ...]
    refused: tuple[Refused, ...]

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of the gifts, in the order of the alphabet."""
        return tuple(sorted({gift.currency for gift in self.gifts}))


def read_gifts(path: Path, *, on: date, currency: str = "") -> Reading:
    """The gifts of a CSV file (UTF-8 or windows-1251); `currency` is that of rows which name none.

    Raises `DonorsError` for a file that is no such table or lacks a column.
    """
    try:
        table = csv_table(path)
    except FundingError as trouble:
        raise DonorsError(Said(trouble.code, trouble.sentence("en"), trouble.sentence("ru"))) from None
    places = {name: _place(table.columns, known) for name, known in NAMES.items()}
    for name in NEEDED:
        if places[name] is None:
            raise refuse("column_missing", file=table.file, column=" / ".join(NAMES[name]))
    rows = [
        (line, {name: cells[place] if place is not None and place < len(cells) else "" for name, place in places.items()})
        for line, cells in table.rows
    ]
    return _read(table.file, rows, on, currency)


def take_gifts(rows: Iterable[Mapping[str, object]], *, on: date, currency: str = "") -> Reading:
    """The same from rows with the keys `donor`, `day`, `amount` (text as people write it), `currency` and `number`.

    A `date` may stand for the text of a day; lines are counted from 1.
    """
    return _read("", [(line, {name: str(row.get(name) or "").strip() for name in NAMES}) for line, row in enumerate(rows, 1)], on, currency)


def _place(columns: tuple[str, ...], known: tuple[str, ...]) -> int | None:
    folded = [column.casefold() for column in columns]
    return next((folded.index(name) for name in known if name in folded), None)


class _Books:
    """Gifts by line as they are found, and what became of the other rows."""

    def __init__(self) -> None:
        self.gifts: dict[int, Gift] = {}
        self.merged: list[Merged] = []
        self.refused: list[Refused] = []
        self.refunds: list[tuple[int, Gift]] = []
        self.seen: dict[tuple[object, ...], tuple[int, Gift]] = {}

    def enter(self, line: int, gift: Gift, number: str) -> None:
        """A row that could be read: a gift, a refund for later, or the same row again."""
        key = ("number", number) if number else ("row", gift)
        known = self.seen.setdefault(key, (line, gift))
        if known == (line, gift):
            if gift.amount_minor > 0:
                self.gifts[line] = gift
            else:
                self.refunds.append((line, gift))
        elif known[1] == gift:
            self.merged.append(Merged(line, known[0], say("duplicate", line=known[0])))
        else:
            self.refused.append(Refused(line, "number", number, say("number_twice", value=number, line=known[0])))

    def refund(self, line: int, back: Gift) -> None:
        """Take a refund off the last earlier gift of that donor with the same amount, else off the last that is large enough."""
        due = -back.amount_minor
        able = [
            (gift.amount_minor == due, gift.day, place)
            for place, gift in self.gifts.items()
            if (gift.donor, gift.currency) == (back.donor, back.currency) and gift.day <= back.day and gift.amount_minor >= due
        ]
        if not able:
            self.refused.append(Refused(line, "amount", str(back.amount_minor), say("refund_alone")))
            return
        place = max(able)[2]
        left = self.gifts[place].amount_minor - due
        self.merged.append(Merged(line, place, say("refund_part" if left else "refund_whole", line=place)))
        if left:
            self.gifts[place] = replace(self.gifts[place], amount_minor=left)
        else:
            del self.gifts[place]
            self.merged.append(Merged(place, line, say("refunded", line=line)))


def _read(file: str, rows: list[tuple[int, dict[str, str]]], on: date, currency: str) -> Reading:
    books = _Books()
    for line, row in rows:
        try:
            books.enter(line, _gift(row, on, currency), row["number"])
        except _Unreadable as trouble:
            books.refused.append(Refused(line, trouble.field, row[trouble.field], trouble.said))
    for line, back in sorted(books.refunds, key=lambda one: (one[1].day, one[0])):
        books.refund(line, back)
    merged, refused = sorted(books.merged, key=lambda one: one.line), sorted(books.refused, key=lambda one: one.line)
    return Reading(file, len(rows), tuple(books.gifts[line] for line in sorted(books.gifts)), tuple(merged), tuple(refused))


class _Unreadable(ValueError):
    def __init__(self, field: str, said: Said) -> None:
        super().__init__(said.code)
        self.field, self.said = field, said


def _gift(row: dict[str, str], on: date, currency: str) -> Gift:
    """The gift of a row; a negative amount is a refund."""
    if not row["donor"]:
        raise _Unreadable("donor", say("donor_empty"))
    day = _day(row["day"])
    if day > on:
        raise _Unreadable("day", say("day_ahead", value=row["day"], on=on.isoformat()))
    code = (row["currency"] or currency).upper()
    if not code:
        raise _Unreadable("currency", say("currency_empty"))
    try:
        decimals(code)
    except PaymentError as trouble:
        raise _Unreadable("currency", _said(trouble)) from None
    try:
        minor = parse_amount(row["amount"], code)
    except PaymentError as trouble:
        raise _Unreadable("amount", _said(trouble)) from None
    if minor == 0:
        raise _Unreadable("amount", say("amount_nought"))
    return Gift(row["donor"], day, minor, code)


def _day(text: str) -> date:
    found = DAY.fullmatch(text)
    try:
        if found:
            parts = found.groupdict()
            day = date(int(parts["y"] or parts["y2"]), int(parts["m"] or parts["m2"]), int(parts["d"] or parts["d2"]))
            if day.year >= EARLIEST:
                return day
    except ValueError:
        pass
    raise _Unreadable("day", say("not_a_day", value=text))


def _said(trouble: PaymentError) -> Said:
    en, ru = trouble.said.sentence("en"), trouble.said.sentence("ru")
    return Said(trouble.code, en[:1].upper() + en[1:], ru[:1].upper() + ru[1:])
