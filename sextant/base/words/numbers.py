"""Numbers as people of each language write them (Unicode CLDR, through Babel)."""

from babel.numbers import format_decimal

MINUS = "\u2212"


def number(value: float | None, decimals: int = 0, language: str = "ru", *, sign: bool = False) -> str:
    """`1 234,5` in Russian, `1,234.5` in English; a dash for None; with `sign` a plus before what is above zero."""
    if value is None:
        return "—"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(round(value, decimals)), format=pattern, locale=language[:2])
    rounded = round(value, decimals)
    return (MINUS if rounded < 0 else "+" if sign and rounded > 0 else "") + text
