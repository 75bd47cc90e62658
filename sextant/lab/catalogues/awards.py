"""How many of the titles that awards and recommended lists name the collection holds, with the whole list shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .collection import Collection, Kept, Settings, compared
from .duplicates import letters
from .measures import Cell, Table, divided
from .tables import Awarded

YEARS = 2
LEAST = 6
"""A title of fewer letters is taken for the awarded one only where the author or the ISBN agrees too."""


@dataclass(frozen=True, slots=True)
class Eligible:
    """A title of a list; `held` is the place of the held title, or None; `by` tells how it was found: `isbn`, `author`, `title`."""

    award: str
    title: str
    author: str
    year: int | None
    source: str
    held: int | None
    by: str


def coverage(collection: Collection, awards: Iterable[Awarded], settings: Settings) -> tuple[Table, tuple[Eligible, ...]]:
    """Held titles / eligible titles for each award; in the keys stands `weighted`, where a title of age a years counts 0.5^(a / half-life).

    The same title twice in one list counts once. A measure of Sextant's own: no standard defines it. Titles are compared by ISBN, by title proper and
    author, or, where the list or the catalogue names no author, by a title proper of six letters and more if the whole titles or the years agree.
    """
    isbns = {title.isbn: place for place, title in enumerate(collection.titles) if title.isbn and collection.copies[place]}
    titles: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place in collection.held():
        key, author = compared(collection.titles[place].title, collection.titles[place].author)
        titles[key].append((author, place))
    met: set[tuple[str, str, str]] = set()
    eligible = []
    for row in awards:
        key, author = compared(row.title, row.author)
        if (row.award, letters(row.title), author) in met:
            continue
        met.add((row.award, letters(row.title), author))
        held, by = _held(collection, row, key, author, isbns, titles)
        eligible.append(Eligible(row.award, row.title, row.author, row.year, row.source, held, by))
    return _table(collection, eligible, settings), tuple(eligible)


def _held(
    collection: Collection, row: Awarded, key: str, author: str, isbns: dict[str, int], titles: dict[str, list[tuple[str, int]]]
) -> tuple[int | None, str]:
    if row.isbn and row.isbn in isbns:
        return isbns[row.isbn], "isbn"
    named = titles.get(key, []) if key else []
    for other, place in named:
        if author and other == author:
            return place, "author"
    for other, place in named:
        if len(key) >= LEAST and not (author and other) and _near(row, collection.titles[place]):
            return place, "title"
    return None, ""


def _near(row: Awarded, title: Kept) -> bool:
    """Whether two titles of one title proper may be one work without an author to tell: whole titles agree, or years do to within `YEARS`."""
    if letters(row.title) == letters(title.title):
        return True
    return row.year is not None and title.year is not None and abs(row.year - title.year) <= YEARS


def _table(collection: Collection, eligible: list[Eligible], settings: Settings) -> Table:
    lists: dict[str, list[Eligible]] = defaultdict(list)
    for one in eligible:
        lists[one.award].append(one)
    cells = []
    for award, listed in sorted(lists.items()):
        held = [one for one in listed if one.held is not None]
        weights = {id(one): 0.5 ** (max(0, collection.as_of.year - one.year) / settings.half_life) for one in listed if one.year is not None}
        weighted = divided(sum(weights.get(id(one), 0) for one in held), sum(weights.values()))
        keys = (("award", award), ("weighted", "" if weighted is None else f"{weighted:.3f}"))
        places = tuple(dict.fromkeys(one.held for one in held if one.held is not None))
        cells.append(Cell(keys, divided(len(held), len(listed)), len(held), len(listed), places))
    return Table("award_coverage", tuple(cells))
