"""Amounts as whole minor units (kopecks, cents): text to integers and back, never through binary fractions.

The number of decimals of a currency is that of Unicode CLDR, as Babel carries it.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision, is_currency

from .findings import CellMistake

LARGEST = Decimal(10) ** 15
SPACES = re.compile(r"[\s\u00a0\u202f]+")


def known_currency(text: str, field: str = "currency") -> str:
    """The ISO 4217 code in capitals; raises `CellMistake` for anything that is none."""
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code) or not is_currency(code):
        raise CellMistake("currency_unknown", field, text)
    return code


def minor_units(amount: Decimal | str, currency: str, field: str = "", decimal: str = ".") -> int:
    """Minor units of an amount written as text: 10000.50 USD is 1000050, 5000 JPY is 5000.

    Spaces between digits are taken for thousands. Raises `CellMistake` for text, a negative amount, more
    decimals than the currency has, or more than 10^15.
    """
    found = _number(amount, decimal)
    if found is None or abs(found) > LARGEST:
        raise CellMistake("not_an_amount", field, amount)
    if found < 0:
        raise CellMistake("amount_negative", field, amount)
    scaled = found.scaleb(get_currency_precision(currency))
    if scaled != scaled.to_integral_value():
        raise CellMistake("too_many_decimals", field, amount, currency=currency)
    return int(scaled)


def major_units(minor: int, currency: str) -> Decimal:
    """The amount as people write it: 150050 RUB is 1500.50."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def shown(minor: int, currency: str) -> str:
    """The amount with its currency for a sentence in any language: `1 500.50 RUB`."""
    amount = major_units(minor, currency)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,f}"
    return f"{text.replace(',', ' ')} {currency}"


def _number(amount: Decimal | str, decimal: str) -> Decimal | None:
    if isinstance(amount, Decimal):
        return amount if amount.is_finite() else None
    text = SPACES.sub("", amount).replace("\u2212", "-")
    if decimal != ".":
        text = text.replace(decimal, ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
