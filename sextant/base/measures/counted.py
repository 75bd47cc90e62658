"""What houses count by concept and year: they tell it here, and a watch list looks it through without importing them.

A counter gives names and addresses in the active language; `counts` asks it once in each language and joins the answers by their keys.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise


@dataclass(frozen=True)
class Series:
    """How often a concept was met in each year, of everything that was counted (`totals`); years up to `last` are whole.

    `key` is the series' own within its source, `concept` the code of the thesaurus, `url` the page of the rows."""

    key: str
    concept: str
    name: str
    by_year: Mapping[int, int]
    totals: Mapping[int, int]
    last: int
    url: str


@dataclass(frozen=True)
class Source:
    """What counts: its name, and its name for people."""

    name: str
    title: str | Promise
    count: Callable[[], Iterable[Series]]


@dataclass(frozen=True)
class Count:
    """One series in both languages; numbers and keys are the same in either."""

    source: str
    ru: Series
    en: Series


_sources: dict[str, Source] = {}


def register(name: str, title: str | Promise, count: Callable[[], Iterable[Series]]) -> None:
    """Makes a source known under its name; twice is once."""
    _sources[name] = Source(name, title, count)


def sources() -> list[Source]:
    """All sources by name."""
    return [_sources[name] for name in sorted(_sources)]


def counts() -> list[Count]:
    """Everything that all sources count, in the order of the sources."""
    found = []
    for source in sources():
        with translation.override("ru"):
            russian = list(source.count())
        with translation.override("en"):
            english = {one.key: one for one in source.count()}
        found += [Count(source.name, one, english[one.key]) for one in russian if one.key in english]
    return found
