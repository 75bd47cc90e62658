"""Amounts as people and banks write them, as whole minor units (kopecks, cents) of a currency.

How many decimals a currency has comes from Babel (Unicode CLDR, supplemental currency data), so that it agrees with
what the pages print; CLDR gives a few currencies fewer decimals than ISO 4217 does (IQD 0 instead of 3).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision

from .refusals import PaymentError, refuse

LIMIT = 10**15
SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u2007\u2008\u200a", " ") | {"\u2212": "-", "\u2013": "-", "\u2019": "'"})
MARKS = " ',."
PLAIN = re.compile(r"(-?)([0-9]{0,20})(?:\.([0-9]{0,20}))?")


@cache
def decimals(currency: str) -> int:
    """Decimals of a currency (RUB 2, JPY 0, KWD 3); refuses a code that is no currency of ISO 4217, past or present."""
    if currency == "XXX" or currency not in get_global("all_currencies"):
        raise refuse("currency_unknown", field="currency", value=currency)
    return get_currency_precision(currency)


def parse_amount(text: str, currency: str, decimal: str | None = None) -> int:
    """Minor units of an amount such as `1 234,50`, `1,234.50`, `1'234.50`, `-5` or `(5.00)`, which is negative.

    Thousands may stand apart by a space (also a no-break or thin one), an apostrophe, a comma or a point. `decimal`
    is the decimal sign where it is known; without it a lone mark before exactly three digits (`1,234`) is refused,
    since it may be either. More decimals than the currency has, and 10^15 minor units or more, are refused.
    """
    precision = decimals(currency)
    negative, body = _sign(text.translate(SPACES).strip(), text)
    whole, fraction = _split(body, decimal, text)
    if len(fraction) > precision:
        raise refuse("too_many_decimals", field="sum", value=text, currency=currency, decimals=precision)
    return _bounded(int((whole or "0") + fraction.ljust(precision, "0")), negative, text)


def parse_plain(text: str, currency: str) -> int:
    """Minor units of a machine's number, digits with an optional point; zeros beyond the decimals lose nothing."""
    precision = decimals(currency)
    found = PLAIN.fullmatch(text.strip())
    if not found or not (found[2] or found[3]):
        raise refuse("not_an_amount", field="sum", value=text)
    fraction = (found[3] or "").rstrip("0")
    if len(fraction) > precision:
        raise refuse("too_many_decimals", field="sum", value=text, currency=currency, decimals=precision)
    return _bounded(int((found[2] or "0") + fraction.ljust(precision, "0")), bool(found[1]), text)


def format_amount(minor: int, currency: str) -> str:
    """Decimal text with a point and all decimals of the currency: 123450 in RUB is `1234.50`, in JPY `123450`."""
    return format(to_decimal(minor, currency), "f")


def to_decimal(minor: int, currency: str) -> Decimal:
    """The amount in whole units, exactly."""
    return Decimal(minor).scaleb(-decimals(currency))


def _sign(text: str, shown: str) -> tuple[bool, str]:
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip()
    if text[:1] in ("-", "+"):
        return text[0] == "-", text[1:].strip()
    if not text:
        raise refuse("amount_empty", field="sum", value=shown)
    return False, text


def _split(body: str, decimal: str | None, shown: str) -> tuple[str, str]:
    """Digits before and after the decimal sign."""
    if len(body) > 40 or not re.fullmatch(r"[0-9 ',.]*[0-9]", body):
        raise refuse("not_an_amount", field="sum", value=shown)
    sign = decimal if decimal is not None else _decimal_sign(body, shown)
    whole, mark, fraction = body.rpartition(sign) if sign and sign in body else (body, "", "")
    if mark and not re.fullmatch("[0-9]+", fraction):
        raise _malformed(shown)
    return _ungroup(whole, sign, shown, empty=bool(mark)), fraction


def _decimal_sign(body: str, shown: str) -> str:
    """The decimal sign an amount shows by itself, or nothing where all its marks part thousands."""
    marks = [mark for mark in body if mark in ",."]
    if not marks:
        return ""
    last = marks[-1]
    if marks.count(last) > 1:
        return ""
    before, _, after = body.rpartition(last)
    if len(marks) == 1 and re.fullmatch("[1-9][0-9]{0,2}", before) and len(after) == 3:
        raise refuse("amount_ambiguous", field="sum", value=shown)
    return last


def _ungroup(whole: str, sign: str, shown: str, *, empty: bool) -> str:
    used = {mark for mark in whole if mark in MARKS}
    if sign in used or len(used) > 1 or (not whole and not empty):
        raise _malformed(shown)
    for mark in used:
        if not re.fullmatch(rf"[0-9]{{1,3}}({re.escape(mark)}[0-9]{{3}})+", whole):
            raise _malformed(shown)
        whole = whole.replace(mark, "")
    return whole


def _malformed(shown: str) -> PaymentError:
    return refuse("not_an_amount", field="sum", value=shown)


def _bounded(value: int, negative: bool, shown: str) -> int:
    if value >= LIMIT:
        raise refuse("amount_too_large", field="sum", value=shown)
    return -value if negative else value
