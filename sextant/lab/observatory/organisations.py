"""Organisations and countries as affiliations name them, and whether an organisation is a library.

The rules are data, `organisations.toml`; names of countries are those of Unicode CLDR in English and Russian (through Babel), with the
spellings of addresses besides. An affiliation is text that people and databases write as they like: what is read from it is a reading,
and `affiliation_parts` shows what it was read from.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale

CORRESPONDING = re.compile(r"[^;.]*?\(corresponding author\),?\s*", re.IGNORECASE)
NUMBERS = re.compile(r"\b[A-Z]{0,2}-?\d[\w-]*|[\d()]+|\S+@\S+")
LEGAL = re.compile(r"(?:inc|ltd|llc|llp|gmbh|co|corp|plc|pty|s\.?a|s\.?r\.?l|b\.?v|ag|ооо|оао|пао|ао)\.?", re.IGNORECASE)
BRACKETED = re.compile(r"\([^()]*\)")
WORD = re.compile(r"\w+")
SHORTEST = 3


@dataclass(frozen=True)
class Rules:
    """What `organisations.toml` says, compiled."""

    bodies: tuple[tuple[str, re.Pattern[str]], ...]
    unit: re.Pattern[str]
    signs: re.Pattern[str]
    unlike: re.Pattern[str]
    generic: frozenset[str]
    words: dict[str, str]
    left_out: frozenset[str]
    countries: dict[str, str]
    called: dict[str, list[str]]


@cache
def rules() -> Rules:
    """The rules that come with the product."""
    with Path(__file__).with_name("organisations.toml").open("rb") as handle:
        told = tomllib.load(handle)
    bodies, words = told["bodies"], told["words"]
    left_out = frozenset(words.pop("left_out"))
    countries = {plain(name): code for code, name in _territories()}
    countries |= {plain(name): code for code, names in told["countries"].items() for name in names}
    return Rules(
        tuple((name, re.compile(bodies[name])) for name in bodies["order"]),
        re.compile(bodies["unit"]),
        re.compile("|".join(told["library"]["signs"])),
        re.compile("|".join(told["library"]["unlike"])),
        frozenset(told["library"]["generic"]),
        {form: name for name, forms in words.items() for form in forms},
        left_out,
        countries,
        told["called"],
    )


def _territories() -> list[tuple[str, str]]:
    return [(code, name) for language in ("en", "ru") for code, name in Locale(language).territories.items() if len(code) == 2 and code.isalpha()]


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Small letters, accents taken off Latin letters; Cyrillic stays, with `е` for `ё`."""
    small = text.casefold().replace("ё", "е")
    if small.isascii():
        return " ".join(small.split())
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", small.replace("й", "\0")) if not unicodedata.combining(sign))
    return " ".join(bare.replace("\0", "й").split())


def affiliation_parts(text: str) -> list[list[str]]:
    """Addresses within a text, each as its parts between commas; the note on who answers letters, which Web of Science sets before, is left out."""
    whole = CORRESPONDING.sub("", text) if "orresponding" in text else text
    addresses = re.split(r"\.\s+(?=\S)", whole.rstrip(" .")) if whole != text else re.split(r";\s*", whole.rstrip(" ."))
    found = [[part.strip(" .") for part in one.split(",") if part.strip(" .")] for one in addresses]
    return [_with_legal_form(one) for one in found if one]


def _with_legal_form(parts: list[str]) -> list[str]:
    """`Bell Labs`, `Inc` is one part."""
    found = parts[:1]
    for part in parts[1:]:
        if LEGAL.fullmatch(part):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


@lru_cache(maxsize=100_000)
def organisations_in(text: str) -> tuple[str, ...]:
    """The organisation of each address, by its name as written: the part that is a university, else a library, else an institute, else any
    other body, else the first part."""
    return tuple(dict.fromkeys(_body(parts) for parts in affiliation_parts(text)))


def _body(parts: list[str]) -> str:
    held = rules()
    larger = [part for part in parts if not held.unit.search(plain(part))] or parts
    for kind, pattern in held.bodies:
        known = next((part for part in larger if pattern.search(plain(part)) and (kind != "library" or is_library(part))), None)
        if known is not None:
            return known
    return parts[0]


@lru_cache(maxsize=100_000)
def organisation_key(name: str) -> str:
    """What spellings of one name have in common: `Univ Sheffield` and `The University of Sheffield`. A name and its translation stay two."""
    held = rules()
    words = (held.words.get(word, word) for word in WORD.findall(plain(BRACKETED.sub(" ", name))))
    return " ".join(word for word in words if word not in held.left_out) or plain(name)


@lru_cache(maxsize=100_000)
def libraries_in(text: str) -> tuple[str, ...]:
    """The parts of an affiliation that name a library or a body of libraries; none for `software library` and schools of library science."""
    found = (part for parts in affiliation_parts(text) for part in parts if is_library(part))
    return tuple(dict.fromkeys(found))


def is_library(name: str) -> bool:
    """Whether one name, without its address, is that of a library or a body of libraries."""
    written, held = plain(name), rules()
    return bool(held.signs.search(written)) and not held.unlike.search(written)


@lru_cache(maxsize=100_000)
def countries_in(text: str) -> tuple[str, ...]:
    """ISO 3166-1 codes of the countries that end the addresses of an affiliation."""
    codes = (country_in(parts) for parts in affiliation_parts(text))
    return tuple(dict.fromkeys(code for code in codes if code))


def country_in(parts: list[str]) -> str:
    """The country of one address: the last part that is the name of one, numbers left out; `MO 65211 USA` too. Empty where none is."""
    known = rules().countries
    for part in reversed(parts[-3:]):
        bare = plain(NUMBERS.sub(" ", part)).strip(" .,-")
        if bare in known and (len(bare) >= SHORTEST or bare in ("us", "uk")):
            return known[bare]
        if bare.endswith(" usa"):
            return "US"
    return ""


def country_code(name: str) -> str:
    """The code of a country as a source writes it (a name or a code); empty where it is unknown."""
    bare = plain(name)
    return rules().countries.get(bare) or (name.strip().upper() if name.strip().upper() in _codes() else "")


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _name in _territories())


@lru_cache(maxsize=600)
def country_name(code: str, language: str) -> str:
    """What a country is called in `en` or `ru`: as in CLDR, but for the few that everybody calls otherwise."""
    called = rules().called.get(code)
    return called[language == "ru"] if called else str(Locale(language).territories.get(code, code))
