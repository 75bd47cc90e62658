"""Numbers as they are written in each language: 9 251,5 and 9,251.5. Pure, so that a figure looks the same on every page and in print."""

from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import get_language

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
Number = int | float | Decimal


def written(value: Number | None, decimals: int | None = None, language: str | None = None) -> str:
    """The number in words of digits: grouped by thousands, with the language's decimal mark; None is an em dash.

    Without `decimals` a whole number has none and any other at most two; halves are rounded to even. Not for years.
    """
    if value is None:
        return "—"
    exact = Decimal(str(value))
    places = min(2, max(0, -int(exact.normalize().as_tuple().exponent))) if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    whole, _point, rest = f"{abs(rounded):f}".partition(".")
    russian = (language or get_language() or "ru").startswith("ru")
    whole = f"{int(whole):,}".replace(",", NARROW_SPACE if russian else ",")
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{whole}" + (f"{',' if russian else '.'}{rest}" if rest else "")


def percent(share: Number | None, decimals: int = 0, language: str | None = None) -> str:
    """A share of 0…1 as a percentage: 34 % in Russian, 34% in English; None is an em dash."""
    if share is None:
        return "—"
    russian = (language or get_language() or "ru").startswith("ru")
    return f"{written(Decimal(str(share)) * 100, decimals, language)}{NO_BREAK_SPACE if russian else ''}%"


def roman(number: int) -> str:
    """1 … 39 in Roman numerals."""
    parts = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        parts += letters * count
    return parts
