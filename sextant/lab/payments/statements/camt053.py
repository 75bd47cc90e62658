"""ISO 20022 statements, camt.053.001.02 to .08 in any namespace, entry by entry.

Element names are those of the message definitions camt.053.001.02 and camt.053.001.08 (ISO 20022 catalogue; clause not
seen). A batch whose parts add up to it becomes one line a part; any other entry is one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from xml.etree.ElementTree import Element, tostring

from ..accounts import check_inn
from ..amounts import parse_plain
from ..refusals import PaymentError, refuse, say
from .entries import Broken, pieces
from .records import Statement
from .sheet import Sheet, read_date

OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
SIGNS = {"CRDT": 1, "DBIT": -1}


@dataclass(slots=True)
class Reader:
    """The sheet and where in the file the reading stands; a period is told before the account it belongs to."""

    sheet: Sheet
    period: Element | None = None
    number: int = 0
    wanted: bool = False
    opened: date = date.max
    closed: date = date.min


def read(stream: BinaryIO, head: bytes, asked: str | None = None) -> Statement:
    """Read a statement; several statements of one account in a file become one.

    Broken XML gives the entries before the break, `complete` False, and the entry it broke in among the refused.
    """
    reader = Reader(Sheet(asked))
    try:
        for piece in pieces(stream):
            _piece(reader, piece)
    except Broken as broken:
        if not reader.sheet.held:
            raise refuse("damaged_xml", line=broken.line, reason=broken.reason) from None
        if broken.open_entry and reader.wanted:
            reader.sheet.refuse(reader.number + 1, say("cut_short"))
        reader.sheet.breaks_off(broken.line)
    if not reader.sheet.held:
        raise refuse("no_statement")
    return reader.sheet.statement()


def _piece(reader: Reader, piece: Element) -> None:
    if piece.tag == "Stmt":
        reader.wanted, reader.period = False, None
    elif piece.tag == "Acct":
        _account(reader, piece)
    elif piece.tag == "Ntry":
        _entry(reader, piece)
    elif reader.wanted and piece.tag == "Bal":
        _balance(reader, piece)
    elif piece.tag == "FrToDt":
        reader.period = piece


def _account(reader: Reader, account: Element) -> None:
    sheet = reader.sheet
    reader.wanted = sheet.wants(_text(account, "Id/IBAN", "Id/Othr/Id"))
    if reader.wanted:
        sheet.currency = _text(account, "Ccy") or sheet.currency
        bank = "Svcr/FinInstnId/"
        sheet.bank_bic = _text(account, bank + "BICFI", bank + "BIC", bank + "ClrSysMmbId/MmbId")
        _period(sheet, reader.period)


def _period(sheet: Sheet, period: Element | None) -> None:
    """Widen the sheet's days by those of a statement; one that cannot be read counts as not told."""
    try:
        since, until = (None if period is None else _date(period, f"{end}DtTm", f"{end}Dt") for end in ("Fr", "To"))
    except PaymentError:
        return
    sheet.since = min(filter(None, (sheet.since, since)), default=None)
    sheet.until = max(filter(None, (sheet.until, until)), default=None)


def _balance(reader: Reader, balance: Element) -> None:
    sheet, kind = reader.sheet, _text(balance, "Tp/CdOrPrtry/Cd")
    if kind not in OPENING + CLOSING:
        return
    try:
        minor, currency = _money(balance, sheet)
        day = _date(balance, "Dt/Dt", "Dt/DtTm") or date.min
    except PaymentError:
        sheet.notices.append(say("balance_unreadable", value=_text(balance, "Amt")))
        return
    sheet.currency = sheet.currency or currency
    if kind in OPENING and day < reader.opened:
        sheet.opening, reader.opened = minor, day
    elif kind in CLOSING and day >= reader.closed:
        sheet.closing, reader.closed = minor, day


def _entry(reader: Reader, entry: Element) -> None:
    details = entry.findall("NtryDtls/TxDtls")
    if not reader.wanted:
        reader.number += 1
        reader.sheet.elsewhere += 1
        return
    try:
        parts = _parts(reader.sheet, entry, details)
        booked = _booked(entry)
    except PaymentError as trouble:
        reader.number += 1
        reader.sheet.refuse(reader.number, trouble, _raw(entry))
        return
    for minor, currency, detail in parts:
        reader.number += 1
        _take(reader, entry, detail, booked, minor, currency)


def _parts(sheet: Sheet, entry: Element, details: list[Element]) -> list[tuple[int, str, list[Element]]]:
    """What the entry becomes: one line a part where the parts add up, else one line with all of them."""
    minor, currency = _money(entry, sheet)
    if len(details) > 1:
        try:
            parts = [(*_money(detail, sheet, _text(entry, "CdtDbtInd")), [detail]) for detail in details]
        except PaymentError:
            parts = []
        if parts and {part[1] for part in parts} == {currency} and sum(part[0] for part in parts) == minor:
            return parts
        sheet.notices.append(say("batch_whole", value=_text(entry, "AcctSvcrRef", "NtryRef") or _text(entry, "Amt")))
    return [(minor, currency, details)]


def _booked(entry: Element) -> date:
    status = _text(entry, "Sts/Cd", "Sts")
    if status and status != "BOOK":
        raise refuse("not_booked", value=status)
    booked = _date(entry, "BookgDt/Dt", "BookgDt/DtTm") or _date(entry, "ValDt/Dt", "ValDt/DtTm")
    if booked is None:
        raise refuse("date_wrong", value="", form="yyyy-mm-dd")
    return booked


def _take(reader: Reader, entry: Element, details: list[Element], booked: date, minor: int, currency: str) -> None:
    detail = details[0] if details else entry
    side = "Dbtr" if minor >= 0 else "Cdtr"
    try:
        valued = _date(entry, "ValDt/Dt", "ValDt/DtTm")
    except PaymentError:
        valued = None
    reader.sheet.take(
        reader.number,
        booked,
        minor,
        valued_on=valued,
        currency=currency,
        bank_id=_text(detail, "Refs/AcctSvcrRef", "Refs/TxId") or _text(entry, "AcctSvcrRef", "NtryRef"),
        payer=_party(detail, side) if len(details) < 2 else ("", "", ""),
        purpose=_purpose(entry, details),
        reference=_reference(detail),
    )


def _money(element: Element, sheet: Sheet, direction: str = "") -> tuple[int, str]:
    """Signed minor units and currency; a part without a direction of its own has that of its entry."""
    amount = next((found for path in ("Amt", "AmtDtls/TxAmt/Amt") if (found := element.find(path)) is not None), None)
    if amount is None:
        raise refuse("amount_empty")
    sign = SIGNS.get(direction := _text(element, "CdtDbtInd") or direction)
    if sign is None:
        raise refuse("direction_unknown", value=direction)
    currency = amount.get("Ccy", sheet.currency)
    return sign * parse_plain(amount.text or "", currency), currency


def _party(detail: Element, side: str) -> tuple[str, str, str]:
    parties = "RltdPties/"
    who = f"{parties}{side}/"
    ids = (f"{who}{pty}Id/{kind}/Othr/Id" for pty in ("", "Pty/") for kind in ("OrgId", "PrvtId"))
    tax_id = _text(detail, f"Tax/{side}/TaxId") or next((text for path in ids if (text := _inn(_text(detail, path)))), "")
    account = _text(detail, f"{parties}{side}Acct/Id/IBAN", f"{parties}{side}Acct/Id/Othr/Id")
    return _text(detail, f"{who}Nm", f"{who}Pty/Nm"), account, tax_id


def _inn(text: str) -> str:
    try:
        return check_inn(text)
    except PaymentError:
        return ""


def _purpose(entry: Element, details: list[Element]) -> str:
    parts = [found.text or "" for detail in details for found in detail.findall("RmtInf/Ustrd")]
    parts = parts or [text for detail in details if (text := _text(detail, "AddtlTxInf"))]
    if len(details) > 1:
        parts += [reference for detail in details if (reference := _reference(detail))]
    return " ".join(parts) or _text(entry, "AddtlNtryInf")


def _reference(detail: Element) -> str:
    end_to_end = _text(detail, "Refs/EndToEndId")
    known = end_to_end if end_to_end != "NOTPROVIDED" else ""
    return _text(detail, "RmtInf/Strd/CdtrRefInf/Ref") or known or _text(detail, "Refs/InstrId", "Refs/ChqNb")


def _text(element: Element, *paths: str) -> str:
    """The text of the first path that has some."""
    return next((text for path in paths if (text := (element.findtext(path) or "").strip())), "")


def _date(element: Element, *paths: str) -> date | None:
    text = _text(element, *paths)
    if not text:
        return None
    return read_date(re.sub(r"[T+Z].*|(?<=\d{4}-\d\d-\d\d)-.*", "", text), "%Y-%m-%d")


def _raw(entry: Element) -> str:
    return tostring(entry, encoding="unicode")
