"""Rows of a list of gifts: which column holds what, and what a row means; a row that means nothing clear is refused with a reason."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError

FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name of the donor"),
    "email": gettext_lazy("e-mail"),
    "amount": gettext_lazy("amount"),
    "day": gettext_lazy("day"),
    "currency": gettext_lazy("currency"),
    "reference": gettext_lazy("number of the payment or of the gift"),
    "organisation": gettext_lazy("organisation: yes or no"),
    "letters": gettext_lazy("agrees to letters: yes or no"),
}
HEADINGS = {
    "name": r"name|donor|фио|имя|даритель|жертвователь|плательщик",
    "email": r"e-?mail|почта|адрес эл",
    "amount": r"amount|sum|сумма",
    "day": r"date|day|дата|день",
    "currency": r"currency|валюта",
    "reference": r"reference|number|№|номер",
    "organisation": r"organi[sz]ation|company|организац|юр",
    "letters": r"letters|consent|newsletter|рассылк|соглас",
}
YES = {"yes", "y", "1", "true", "да", "д", "+", "x"}
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y")


@dataclass(frozen=True)
class Row:
    """One gift of the file; `key` makes the same row brought again the same gift."""

    line: int
    name: str
    email: str
    amount_minor: int
    day: date
    currency: str
    reference: str
    is_organisation: bool
    letters: bool | None
    key: str


def guess(header: list[str]) -> dict[str, str]:
    """Which column seems to hold what, by its heading; each field once."""
    found: dict[str, str] = {}
    for place, heading in enumerate(header):
        for field, pattern in HEADINGS.items():
            if field not in found.values() and re.search(pattern, heading, re.IGNORECASE):
                found[str(place)] = field
                break
    return found


def rows_of(lines: list[tuple[int, list[Any]]], columns: dict[str, str], today: date) -> Iterator[Row | tuple[int, str]]:
    """Every row as a gift, or as (line, reason) where it is refused."""
    seen: dict[str, int] = {}
    for line, cells in lines:
        values = {field: cells[int(place)] for place, field in columns.items() if field and int(place) < len(cells)}
        try:
            yield _row(line, values, today, seen)
        except ValidationError as refusal:
            yield line, " ".join(refusal.messages)


def _row(line: int, values: dict[str, Any], today: date, seen: dict[str, int]) -> Row:
    name, email = _text(values, "name")[:300], _text(values, "email").lower()
    if not name and not email:
        raise ValidationError(_("Neither a name nor an address: nobody knows who gave."))
    if email:
        validate_email(email)
    currency = (_text(values, "currency") or "RUB").upper()
    currency = {"РУБ": "RUB", "РУБ.": "RUB", "₽": "RUB", "€": "EUR"}.get(currency, currency)
    amount, day, reference = _amount(values.get("amount"), currency), _day(values.get("day"), today), _text(values, "reference")[:140]
    plain = f"{email or name.lower()}|{day}|{amount}|{currency}|{reference}"
    seen[plain] = seen.get(plain, 0) + 1
    key = hashlib.sha256(f"{plain}|{seen[plain]}".encode()).hexdigest()
    letters = _text(values, "letters").lower() in YES if _text(values, "letters") else None
    return Row(line, name, email, amount, day, currency, reference, _text(values, "organisation").lower() in YES, letters, key)


def _text(values: dict[str, Any], field: str) -> str:
    return " ".join(str(values.get(field, "") or "").split())


def _amount(cell: Any, currency: str) -> int:
    text = f"{cell:.2f}" if isinstance(cell, float) else str(cell if cell is not None else "")
    try:
        amount = parse_amount(text, currency, "." if isinstance(cell, float) else None)
    except PaymentError as refusal:
        raise ValidationError(refusal.said.sentence((get_language() or "ru")[:2])) from refusal
    if amount <= 0:
        raise ValidationError(_("The amount is not above zero."))
    return amount


def _day(cell: Any, today: date) -> date:
    found = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
    for pattern in FORMATS if found is None else ():
        try:
            found = datetime.strptime(str(cell).strip()[:10], pattern).date()
            break
        except ValueError:
            continue
    if found is None:
        raise ValidationError(_("“%(cell)s” is no day. Write days as 2026-03-31 or 31.03.2026."), params={"cell": str(cell)[:40]})
    if not date(1990, 1, 1) <= found <= today:
        raise ValidationError(_("The day lies in the future or before 1990."))
    return found
