"""Amounts in words of the reader's language."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision, get_currency_symbol
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def major(minor: int, currency: str) -> Decimal:
    """Minor units (kopecks, cents) as an exact amount: 150050 RUB is 1500.50."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def minor(amount: Decimal, currency: str) -> int:
    """An amount as minor units; more decimals than the currency has are a ValueError."""
    scaled = amount.scaleb(get_currency_precision(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more decimals than {currency}")
    return int(scaled)


def money(minor_units: int, currency: str) -> str:
    """`1 500 ₽`, `RUB 1,500`: without decimals where there are none."""
    amount = major(minor_units, currency)
    language = (get_language() or "ru")[:2]
    whole = amount == amount.to_integral_value()
    pattern = {"ru": "#,##0\u00a0¤", "en": "¤¤\u00a0#,##0"} if whole else {"ru": "#,##0.00\u00a0¤", "en": "¤¤\u00a0#,##0.00"}
    written = format_currency(amount, currency, format=pattern.get(language, pattern["en"]), locale=language, currency_digits=False)
    return written.replace("-", "\N{MINUS SIGN}", 1) if minor_units < 0 else written


def sign(currency: str) -> str:
    """A currency where it stands as a unit: `RUB`, in Russian `₽`."""
    language = (get_language() or "ru")[:2]
    return get_currency_symbol(currency, language) if language == "ru" else currency


def thousands(minor_units: int, currency: str) -> float:
    """Minor units in thousands of the currency, for charts: 150050000 RUB is 1500.5."""
    return float(major(minor_units, currency)) / 1000


def in_thousands(currency: str) -> str:
    """The unit of large amounts on charts and in tables: `thousand RUB`, `тыс. ₽`."""
    return _("thousand %(currency)s") % {"currency": sign(currency)}


def spelled_out(minor_units: int, currency: str) -> str:
    """An amount in words, as documents on paper have it: `Одна тысяча пятьсот рублей 00 копеек`.

    Empty where the words of a currency are not known in the reader's language.
    """
    from num2words import num2words

    language = (get_language() or "ru")[:2]
    try:
        words = num2words(major(minor_units, currency), lang=language, to="currency", currency=currency, cents=False, separator="")
    except NotImplementedError:
        return ""
    return words[:1].upper() + words[1:]
