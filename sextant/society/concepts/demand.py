"""Who asks for what: houses register texts in which practice asks for something, and concepts are found in them.

A source gives every text that it has, the day it was written, and where it is read; a text that not everybody may read is
counted and never shown (`url` empty).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Asked:
    """One text: its key within the source, its words in either language, the day, and the public page of it (empty: none)."""

    key: str
    text: str
    day: date
    url: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of demand: `initiatives`, `calls`, `questions` …, its name for people, and what gives its texts."""

    name: str
    title: str | Promise
    texts: Callable[[], Iterable[Asked]]


_sources: dict[str, Source] = {}


def register(name: str, title: str | Promise, texts: Callable[[], Iterable[Asked]]) -> None:
    """Makes a source of demand known; twice is once."""
    _sources[name] = Source(name, title, texts)


def sources() -> list[Source]:
    return list(_sources.values())
