"""Who asks for what: houses register texts in which practice asks for something, and concepts are found in them.

A source gives every text that it has, the day it was written, and where it is read; a text that not everybody may read is
counted and never shown (`url` empty).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Asked:
    """One text: its key within the source, its words in either language, the day, the public page of it (empty: none), and what it is
    called for a reader (empty: by its first words)."""

    key: str
    text: str
    day: date
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of demand: `initiatives`, `calls`, `questions` …, its name for people, and what gives its texts.

    `named(keys)` gives the texts of some keys; a source without it is read whole where a page shows its texts."""

    name: str
    title: str | Promise
    texts: Callable[[], Iterable[Asked]]
    named: Callable[[Collection[str]], Iterable[Asked]] | None = None

    def of(self, keys: Collection[str]) -> list[Asked]:
        """The texts of these keys as they stand now; those that are gone are left out."""
        found = self.named(keys) if self.named else self.texts()
        return [one for one in found if one.key in keys]


_sources: dict[str, Source] = {}


def register(
    name: str,
    title: str | Promise,
    texts: Callable[[], Iterable[Asked]],
    named: Callable[[Collection[str]], Iterable[Asked]] | None = None,
) -> None:
    """Makes a source of demand known; twice is once."""
    _sources[name] = Source(name, title, texts, named)


def sources() -> list[Source]:
    return list(_sources.values())
