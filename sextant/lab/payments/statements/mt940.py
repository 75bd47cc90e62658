"""SWIFT MT940 customer statements, line by line.

Fields 25, 60, 61, 62 and 86 as SWIFT's public usage guides describe them (User Handbook, category 9; clause not seen), with
the two common orders of field 86: `?20`-style and `/EREF/`-style subfields, and SEPA tags in the text. A parser of one's
own because one unreadable line must not take the whole file with it, and each line must name its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from ..amounts import parse_plain
from ..refusals import PaymentError, refuse, say
from .records import Statement
from .sheet import Sheet, read_date

TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]+,?[0-9]*)")
MOVEMENT = re.compile(
    r"(?P<valued>[0-9]{6})(?P<entered>[0-9]{4})?(?P<mark>R?[CD])(?P<funds>[A-Z])?(?P<amount>[0-9]+,[0-9]*)"
    r"(?P<kind>[A-Z][A-Z0-9]{3})(?P<reference>[^\n/]*(?:/[^\n/]+)*)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?",
    re.DOTALL,
)
SEPA = re.compile(r"(?:^|(?<=[\s+]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+")
SLASHED = re.compile(r"/(EREF|REMI|NAME|IBAN|BIC|ORDP|BENM|TRTP|CSID|MARF|ADDR|ISDT|PREF|RTRN|CNTP|ID|USTD|STRD|CDTRREF)/")


@dataclass(slots=True)
class Field:
    """A field of the message: its tag, its text with line breaks, the line where it begins, and whether another follows."""

    tag: str
    text: str
    line: int
    followed: bool = True


@dataclass(slots=True)
class Movement:
    """A field 61 with the 86 that belongs to it; `wanted` if it is on the account asked for."""

    line: int
    text: str
    wanted: bool
    details: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """The sheet, the movement still open, and whether the statement was closed by a field 62."""

    sheet: Sheet
    open: Movement | None = None
    closed: bool = True
    wanted: bool = False
    last: int = 0


def read(stream: BinaryIO, head: bytes, asked: str | None = None) -> Statement:
    """Read a statement; pages and days of one account become one.

    A file whose last statement has no closing balance breaks off: the last movement, which may have lost its end, is refused.
    """
    reader = Reader(Sheet(asked))
    for found in _fields(stream):
        reader.last = found.line
        _field(reader, found)
    if not reader.closed:
        if reader.open and reader.open.wanted:
            reader.sheet.refuse(reader.open.line, say("cut_short"), reader.open.text)
            reader.open = None
        reader.sheet.breaks_off(reader.last)
    _finish(reader)
    if reader.sheet.account and not reader.sheet.currency:
        raise refuse("no_statement")
    return reader.sheet.statement()


def _fields(stream: BinaryIO) -> Iterator[Field]:
    """The fields of all blocks; envelopes (`{1:…`, `-}`, `-`) stand between them."""
    current: Field | None = None
    for number, raw in enumerate(stream, 1):
        text = _decoded(raw).rstrip("\r\n")
        start = TAG.match(text[text.find("{4:") + 3 :].lstrip() if "{4:" in text else text)
        if start or text.startswith(("{", "-}")) or text.strip() == "-":
            if current:
                yield current
            current = Field(start[1], start[2], number) if start else None
        elif current:
            current.text += "\n" + text
    if current:
        yield current


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _field(reader: Reader, found: Field) -> None:
    if found.tag == "86":
        if reader.open:
            reader.open.details.append(found.text)
        return
    _finish(reader)
    if found.tag == "25":
        _account(reader, found.text)
    elif found.tag in ("60F", "60M"):
        reader.closed = False
        _balance(reader, found.text, opening=True)
    elif found.tag in ("62F", "62M"):
        reader.closed = _balance(reader, found.text, opening=False)
    elif found.tag == "61":
        reader.open = Movement(found.line, found.text, reader.wanted)


def _account(reader: Reader, text: str) -> None:
    bank, _, account = text.strip().rpartition("/")
    known = reader.sheet.account
    reader.wanted = reader.sheet.wants(account.strip())
    if reader.wanted and not known:
        reader.sheet.bank_bic = bank


def _balance(reader: Reader, text: str, *, opening: bool) -> bool:
    """Write a balance down; False where it cannot be read, as when the file breaks off in it."""
    if not reader.wanted:
        return True
    sheet, found = reader.sheet, BALANCE.fullmatch(text.strip())
    try:
        if found is None:
            raise refuse("not_understood", value=text)
        minor = _minor(found[4], found[3]) * (1 if found[1] == "C" else -1)
        day = read_date(found[2], "%y%m%d")
    except PaymentError:
        sheet.notices.append(say("balance_unreadable", value=text.strip()))
        return False
    sheet.currency = sheet.currency or found[3]
    if opening and sheet.opening is None:
        sheet.opening, sheet.since = minor, day
    elif not opening:
        sheet.closing, sheet.until = minor, day
    return True


def _minor(text: str, currency: str) -> int:
    return parse_plain(text.replace(",", ".").removesuffix("."), currency)


def _finish(reader: Reader) -> None:
    """Write the open movement down, now that nothing more can belong to it."""
    movement, reader.open = reader.open, None
    if movement is None:
        return
    if not movement.wanted:
        reader.sheet.elsewhere += 1
        return
    try:
        _take(reader.sheet, movement)
    except PaymentError as trouble:
        reader.sheet.refuse(movement.line, trouble, movement.text)


def _take(sheet: Sheet, movement: Movement) -> None:
    found = MOVEMENT.fullmatch(movement.text)
    if found is None:
        raise refuse("not_understood", value=movement.text)
    if not sheet.currency:
        raise refuse("currency_not_told", account=sheet.account)
    valued = read_date(found["valued"], "%y%m%d")
    sign = 1 if found["mark"] in ("C", "RD") else -1
    details = "\n".join(movement.details) or (found["more"] or "")
    parts = _details(details)
    reference = "" if found["reference"] in ("NONREF", "NOTPROVIDED") else found["reference"].strip()
    sheet.take(
        movement.line,
        _entered(valued, found["entered"]),
        sign * _minor(found["amount"], sheet.currency),
        valued_on=valued,
        bank_id=(found["bank"] or "").strip(),
        payer=(parts.get("name", ""), parts.get("account", ""), ""),
        purpose=parts.get("purpose", ""),
        reference=parts.get("reference") or reference,
    )


def _entered(valued: date, entered: str | None) -> date:
    """The booking date, given without a year: the one nearest to the value date."""
    if not entered:
        return valued
    days = []
    for year in (valued.year - 1, valued.year, valued.year + 1):
        try:
            days.append(read_date(f"{year}{entered}", "%Y%m%d"))
        except PaymentError:
            continue
    if not days:
        raise refuse("date_wrong", value=entered, form="mmdd")
    return min(days, key=lambda day: abs(day - valued))


def _details(text: str) -> dict[str, str]:
    """Name, account, purpose and reference out of a field 86, however its bank writes it."""
    if re.match(r"[0-9]{3}\?", text):
        return _questioned(text)
    if SLASHED.search(text):
        return _slashed(text)
    return _tagged(text)


def _questioned(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in re.split(r"\?(?=[0-9]{2})", text.replace("\n", ""))[1:]:
        parts[part[:2]] = parts.get(part[:2], "") + part[2:]
    purpose = [parts.get(str(key), "") for key in (*range(20, 30), *range(60, 64))]
    found = _tagged("".join(f" {part}" if SEPA.match(part) else part for part in purpose))
    return found | {"name": parts.get("32", "") + parts.get("33", ""), "account": parts.get("31", "") or found.get("account", "")}


def _slashed(text: str) -> dict[str, str]:
    words = SLASHED.split(text.replace("\n", ""))
    parts = dict(zip(words[1::2], (word.strip("/ ") for word in words[2::2]), strict=True))
    purpose = parts.get("REMI", "") or parts.get("USTD", "")
    reference = parts.get("CDTRREF", "") or parts.get("EREF", "")
    return _without_empty(parts.get("NAME", ""), parts.get("IBAN", ""), purpose.removeprefix("USTD//"), reference)


def _tagged(text: str) -> dict[str, str]:
    words = SEPA.split(text.replace("\n", " "))
    parts = dict(zip(words[1::2], (word.strip() for word in words[2::2]), strict=True))
    purpose = parts.get("SVWZ", "") or words[0]
    return _without_empty(parts.get("ABWA", ""), parts.get("IBAN", ""), purpose, parts.get("EREF", "") or parts.get("KREF", ""))


def _without_empty(name: str, account: str, purpose: str, reference: str) -> dict[str, str]:
    said = "" if reference in ("NOTPROVIDED", "NONREF") else reference
    found = {"name": name, "account": account, "purpose": purpose, "reference": said}
    return {key: value.strip() for key, value in found.items() if value.strip()}
