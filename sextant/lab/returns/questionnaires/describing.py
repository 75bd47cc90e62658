"""What an item asks for, told in words: kind of answer, unit, choices, what it replaces. Labels and definitions speak for themselves."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from .. import dictionary
from .items import Item

FILE = Path(__file__).with_name("words.toml")
FACTS = ("kind", "unit", "decimals", "choices", "may_be", "required", "part_of", "iso2789", "maps", "replaces")
"""What is told of an item, in this order; each only where there is something to tell."""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    with FILE.open("rb") as handle:
        return tomllib.load(handle)


def word(kind: str, code: str, language: str) -> str:
    """A word of `words.toml` in `en` or `ru`."""
    return _words()[kind][code][language == "ru"]


def unit_in_words(code: str, language: str) -> str:
    """A unit by its code; "" for none."""
    if not code:
        return ""
    known = dictionary.UNITS.get(code)
    return known[language == "ru"] if known else word("units", code, language)


def told(item: Item, fact: str, language: str) -> str:
    """The value of one of `FACTS` in words; "" where there is nothing to tell."""
    if fact == "kind":
        return word("kinds", item.kind, language)
    if fact == "unit":
        return unit_in_words(item.unit, language)
    if fact == "choices":
        return " / ".join(one.label.sentence(language) for one in item.choices)
    if fact == "may_be":
        return ", ".join(word("answers", code, language) for code in item.may_be)
    if fact == "maps":
        return ", ".join(f"{form}: {cell}" for form, cell in sorted(item.maps.items()))
    if fact == "replaces":
        return "; ".join(
            word("facts", "replaces" if one.formula else "breaks", language).format(code=one.code, year=one.until + 1, formula=one.formula)
            for one in item.replaces
        )
    if fact == "required":
        return word("facts", "required", language) if item.required else ""
    return {"decimals": str(item.decimals or ""), "part_of": item.part_of, "iso2789": item.iso2789}[fact]


def facts(item: Item, language: str) -> str:
    """All that is told of an item, as one line."""
    found = []
    for fact in FACTS:
        value = told(item, fact, language)
        if value:
            found.append(value if fact in ("required", "replaces") else word("facts", fact, language).format(value=value))
    return "; ".join(found) + "."
