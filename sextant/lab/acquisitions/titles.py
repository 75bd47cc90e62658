"""A title on offer, and the marks by which targets find it: age, language, class, awards and the like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FIELDS = ("age", "language", "class", "awards", "local_author", "accessible", "format", "publisher", "author")
"""Fields that a share, a number or a need may name."""
YES, NO = "yes", "no"
TRUE = frozenset({"yes", "y", "true", "1", "да", "д", "+", "истина"})
FALSE = frozenset({"", "no", "n", "false", "0", "нет", "н", "-", "–", "ложь"})
LANGUAGES = Path(__file__).with_name("languages.toml")
RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
OPEN = re.compile(r"(?:от\s*|from\s*)?(\d{1,3})\s*\+?")


@dataclass(frozen=True, slots=True)
class Title:
    """One title on offer. `price` is in minor units of the plan's currency; `value` is what the list's maker holds it worth (0 and more);
    `demand` counts requests that wait for it; `tags` has its marks by field, in the form of `mark`; `line` where it stood in its file; author, publisher and
    awards as they are written there."""

    id: str
    isbn: str
    title: str
    price: int
    value: float = 1.0
    demand: int = 0
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0
    author: str = ""
    publisher: str = ""
    awards: tuple[str, ...] = ()


def mark(name: str, text: str) -> str:
    """A mark in the form in which marks are compared: without capitals, ranges as `6-9`, languages by their three letters (ISO 639-2/B)."""
    plain = " ".join(text.casefold().replace("ё", "е").split())
    if name == "age":
        found = RANGE.fullmatch(plain.removesuffix("лет").removesuffix("years").strip())
        return f"{int(found[1])}-{int(found[2])}" if found else plain.replace(" ", "")
    return languages().get(plain, plain) if name == "language" else plain


def yes_or_no(text: str) -> tuple[str, ...]:
    """`yes` or `no` for a cell that says so; any other word is a `yes` with that word beside it, such as `braille`."""
    words = [mark("accessible", word) for word in re.split(r"[;|,]", text) if word.strip()]
    if not words or all(word in FALSE for word in words):
        return (NO,)
    return (YES, *dict.fromkeys(word for word in words if word not in TRUE and word not in FALSE))


def fits(name: str, wanted: str, marks: Iterable[str]) -> bool:
    """Whether one of a title's marks is the one wanted: the same; `*` any at all; `84*` any that begins so; an age range also holds
    narrower ones and, as a book for two ages follows the younger, those that begin in it."""
    if wanted == "*":
        return any(one and one != NO for one in marks)
    if wanted.endswith("*"):
        return any(one.startswith(wanted[:-1]) for one in marks)
    return any(one == wanted or (name == "age" and _begins_in(one, wanted)) for one in marks)


def _begins_in(one: str, wanted: str) -> bool:
    ours = RANGE.fullmatch(wanted)
    if not ours:
        return False
    first, last = int(ours[1]), int(ours[2])
    theirs = RANGE.fullmatch(one)
    if theirs:
        youngest, oldest = int(theirs[1]), int(theirs[2])
        return first <= youngest <= last and (oldest <= last or youngest < last)
    alone = OPEN.fullmatch(one)
    return alone is not None and first <= int(alone[1]) < last + (not one.endswith("+"))


@cache
def languages() -> dict[str, str]:
    """Every way to write a language that is known, and its three letters."""
    with LANGUAGES.open("rb") as handle:
        table = tomllib.load(handle)["languages"]
    return {word: code for code, words in table.items() for word in (code, *words)}
