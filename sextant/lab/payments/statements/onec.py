"""The text exchange file of 1C, `1CClientBankExchange`, as banks give it out (format versions 1.00 to 1.03).

The keys are those of the public description of the format ("Стандарт обмена с системами Клиент банка", version 1.03; read in
part) and of files seen in open readers of it. Whose money moves is told by the accounts of the two sides alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from ..amounts import parse_plain
from ..refusals import PaymentError, refuse, say
from .currencies import of_account
from .records import Statement
from .sheet import Sheet, read_date, same_account

MARK = "1CClientBankExchange"
ENCODINGS = ("utf-8", "windows-1251", "cp866")
DAY = "%d.%m.%Y"
KEY = re.compile(r"(ОКАТО|[А-ЯЁ][а-яё]\w*)=(.*)", re.DOTALL)
INN_BEFORE = re.compile(r"ИНН\s+(\d{10}|\d{12})(?:\\\S+)?\s+")
LOST = "\ufffd"


@dataclass(slots=True)
class Section:
    """One section of the file: its name, the line where it begins, its keys with their values."""

    name: str
    line: int
    values: dict[str, str] = field(default_factory=dict)

    def get(self, *names: str) -> str:
        """The first value that is not empty."""
        return next((self.values[name].strip() for name in names if self.values.get(name, "").strip()), "")


@dataclass(slots=True)
class Ending:
    """How far the file was read: its last line, and whether its last word was `КонецФайла`."""

    line: int = 0
    proper: bool = False


def read(stream: BinaryIO, head: bytes, asked: str | None = None) -> Statement:
    """Read a statement; `head` is the beginning of the stream, by which its encoding is found.

    Documents are read one by one. A file without its last line gives what stood before it, with `complete` False and
    the document it broke off in among the refused.
    """
    encoding = encoding_of(head)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
    sheet, ending, ours = Sheet(asked), Ending(), list[str]()
    for section, whole in _sections(text, ending):
        if section.name == "" and "Сумма" in section.values:
            sheet.refuse(section.line, say("not_understood", value=_raw(section)), _raw(section))
        elif section.name in ("", "РасчСчет"):
            _header(sheet, section, ours)
        elif whole:
            _document(sheet, section, ours, encoding)
        else:
            sheet.refuse(section.line, say("cut_short"), _raw(section))
    if not ending.proper:
        sheet.breaks_off(ending.line)
    return sheet.statement()


def encoding_of(head: bytes) -> str:
    """The encoding that the file is really in, whatever it says: the one in which a key of the format can be read."""
    for encoding in ENCODINGS:
        if any(word.encode(encoding) in head for word in ("ВерсияФормата", "Кодировка", "РасчСчет", "Секция")):
            return encoding
    raise refuse("encoding_unknown")


def _sections(text: io.TextIOWrapper, ending: Ending) -> Iterator[tuple[Section, bool]]:
    """Every section with whether its end was read; keys before the first section come as one without a name."""
    section, last = Section("", 1), ""
    for ending.line, raw in enumerate(text, 1):
        word = raw.strip()
        if word.startswith("Секция"):
            if section.name or section.values:
                yield section, not section.name
            name, _, kind = word.removeprefix("Секция").partition("=")
            section, last = Section(name, ending.line, {"Вид": kind}), ""
        elif word in ("КонецДокумента", "КонецРасчСчет"):
            yield section, True
            section, last = Section("", ending.line), ""
        elif word == "КонецФайла":
            ending.proper = True
        elif word and word != MARK:
            last = _key(section, word, last)
    if section.name or section.values:
        yield section, not section.name


def _key(section: Section, word: str, last: str) -> str:
    """Write down a key and its value; a line without a key goes on with the purpose before it."""
    found = KEY.fullmatch(word)
    if found is None:
        if last.startswith("НазначениеПлатежа"):
            section.values[last] += " " + word
        return last
    name, value = found[1], found[2]
    if name == "РасчСчет" and name in section.values:
        value = f"{section.values[name]} {value}"
    section.values[name] = value
    return name


def _header(sheet: Sheet, section: Section, ours: list[str]) -> None:
    """The accounts, the period and the balances; a section of another account than the one wanted gives its number only."""
    for account in section.get("РасчСчет").split():
        if account not in ours:
            ours.append(account)
        if not sheet.wants(account):
            continue
        sheet.currency = of_account(account)
        sheet.since = min(filter(None, (sheet.since, _day(section.get("ДатаНачала")))), default=None)
        sheet.until = max(filter(None, (sheet.until, _day(section.get("ДатаКонца")))), default=None)
        if sheet.opening is None:
            sheet.opening = _balance(sheet, section.get("НачальныйОстаток"))
        closing = _balance(sheet, section.get("КонечныйОстаток"))
        sheet.closing = sheet.closing if closing is None else closing


def _day(text: str) -> date | None:
    try:
        return read_date(text, DAY)
    except PaymentError:
        return None


def _balance(sheet: Sheet, text: str) -> int | None:
    if not text:
        return None
    try:
        return parse_plain(text.replace(",", "."), sheet.currency)
    except PaymentError:
        sheet.notices.append(say("balance_unreadable", value=text))
        return None


def _document(sheet: Sheet, section: Section, ours: list[str], encoding: str) -> None:
    try:
        if any(LOST in value for value in section.values.values()):
            raise refuse("unreadable_letters", encoding=encoding)
        _take(sheet, section, ours)
    except PaymentError as trouble:
        sheet.refuse(section.line, trouble, _raw(section))


def _take(sheet: Sheet, section: Section, ours: list[str]) -> None:
    sides = [section.get("ПлательщикСчет", "ПлательщикРасчСчет"), section.get("ПолучательСчет", "ПолучательРасчСчет")]
    mine = [bool(sheet.account) and same_account(side, sheet.account) for side in sides]
    number = section.get("Номер")
    if not any(mine):
        if not any(side in ours for side in sides):
            raise refuse("not_ours", value=number)
        sheet.elsewhere += 1
        return
    credit = mine[1]
    booked = read_date(section.get("ДатаПоступило" if credit else "ДатаСписано", "Дата"), DAY)
    minor = parse_plain(section.get("Сумма").replace(",", "."), sheet.currency)
    if not sheet.bank_bic:
        sheet.bank_bic = section.get("ПолучательБИК" if credit else "ПлательщикБИК")
    sheet.take(
        section.line,
        booked,
        minor if credit else -minor,
        valued_on=_day(section.get("Дата")),
        payer=_side(section, "Плательщик" if credit else "Получатель", sides[0 if credit else 1]),
        purpose=_purpose(section),
        reference=number,
    )


def _side(section: Section, side: str, account: str) -> tuple[str, str, str]:
    """Name, account and INN; the combined key may put `ИНН 7700000000` before the name."""
    name, inn = section.get(f"{side}1", side), section.get(f"{side}ИНН")
    found = INN_BEFORE.match(name)
    return (name[found.end() :], account, inn or found[1]) if found else (name, account, inn)


def _purpose(section: Section) -> str:
    whole = section.get("НазначениеПлатежа")
    return whole or " ".join(filter(None, (section.get(f"НазначениеПлатежа{part}") for part in range(1, 7))))


def _raw(section: Section) -> str:
    return "; ".join(f"{name}={value}" for name, value in section.values.items())
