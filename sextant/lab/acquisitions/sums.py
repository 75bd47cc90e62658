"""Sums of money and names of languages as people read them, in both languages."""

from __future__ import annotations

import re
from functools import cache

from sextant.lab.sentences import Said

from ..payments.amounts import to_decimal
from .titles import languages

CYRILLIC = re.compile(r"[а-яё -]+")


def shown(minor: int, currency: str) -> Said:
    """An amount without its currency, thousands apart by a no-break space: `20 000.00`, in Russian `20 000,00`."""
    text = f"{to_decimal(minor, currency):,f}".replace(",", "\u00a0")
    return Said("amount", text, text.replace(".", ","))


@cache
def language_name(code: str) -> Said:
    """The name of a language by its three letters; the letters where it is not known."""
    names = [word for word, known in languages().items() if known == code and len(word) > 3]
    russian = next((word for word in names if CYRILLIC.fullmatch(word)), code)
    return Said("language", next((word.title() for word in names if word.isascii()), code), russian)
