"""What houses have noticed that may change the field: they tell it here, and the trend radar gathers it without importing them.

A teller writes in the active language, numbers apart from words; `told` asks it once in each language and joins the answers by their keys.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.functional import Promise

NUMBER, SHARE, YEAR = "number", "share", "year"
"""A share is from 0 to 1."""
FIELD, EXPERTS, LIBRARIES = "field", "experts", "libraries"
"""What the field studies, what people who were asked say, what libraries count."""


@dataclass(frozen=True)
class Fact:
    """A number behind what is told: what it counts, how it is written (NUMBER, SHARE or YEAR), and the page where the rows behind it are read."""

    name: str
    value: float
    url: str
    decimals: int = 0
    form: str = NUMBER


@dataclass(frozen=True)
class Telling:
    """One thing noticed: its key within the source (it stays the same from year to year), the day it was found, its words, its page and numbers."""

    key: str
    day: date
    title: str
    about: str
    url: str
    facts: tuple[Fact, ...] = field(default=())


@dataclass(frozen=True)
class Source:
    """A kind of telling: its name, its name for people, what it speaks of (FIELD, EXPERTS or LIBRARIES), and what tells."""

    name: str
    title: str | Promise
    about: str
    tell: Callable[[], Iterable[Telling]]


@dataclass(frozen=True)
class Told:
    """One thing noticed, in both languages; days, values and keys are the same in either."""

    source: str
    about: str
    ru: Telling
    en: Telling


_sources: dict[str, Source] = {}


def register(name: str, title: str | Promise, about: str, tell: Callable[[], Iterable[Telling]]) -> None:
    """Makes a source known under its name; twice is once."""
    _sources[name] = Source(name, title, about, tell)


def sources() -> list[Source]:
    """All sources by name."""
    return [_sources[name] for name in sorted(_sources)]


def told() -> list[Told]:
    """Everything that all sources tell now, in the order of the sources."""
    found = []
    for source in sources():
        with translation.override("ru"):
            russian = list(source.tell())
        with translation.override("en"):
            english = {one.key: one for one in source.tell()}
        found += [Told(source.name, source.about, one, english[one.key]) for one in russian if one.key in english]
    return found
