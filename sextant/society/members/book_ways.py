"""Where a book leads: houses that know of copies or plans register a source; pages that show a book ask by its ISBN.

`register(source)` with `source(user, isbns) -> Iterable[BookWay]`; all books of a page are asked at once, and a source tells only what this user
may read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class BookWay:
    """A link from a book: its ISBN in thirteen digits, the words of the link (“held by 12 libraries”), and where it leads."""

    isbn: str
    label: str | Promise
    url: str


Source = Callable[[Any, frozenset[str]], Iterable[BookWay]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Makes a source known; twice is once."""
    if source not in _sources:
        _sources.append(source)


def ways_of(user: Any, isbns: Iterable[str]) -> dict[str, list[BookWay]]:
    """Links by ISBN for this user, in the order in which the sources were registered; books that lead nowhere are left out."""
    wanted, found = frozenset(one for one in isbns if one), defaultdict(list)
    if wanted:
        for source in _sources:
            for way in source(user, wanted):
                found[way.isbn].append(way)
    return dict(found)
