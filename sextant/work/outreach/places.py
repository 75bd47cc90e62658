"""Countries by their ISO 3166-1 codes, named in the reader's language (CLDR, by Babel)."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language


@lru_cache(maxsize=4)
def _named(language: str) -> tuple[tuple[str, str], ...]:
    names = Locale(language).territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold().replace("ё", "е")))


NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that are no country: unions, groups, and those kept for tests."""


def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country, by name in the active language."""
    return _named((get_language() or "ru")[:2])


def country_name(code: str) -> str:
    return dict(countries()).get(code, code)
