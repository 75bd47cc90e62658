"""Measures of a collection by class, readers and language. Each cell keeps the places of its titles.

Names follow ISO 11620 (library performance indicators) and ISO 2789 (library statistics) where they have one: collection turnover, percentage of stock
not used, additions, loans. The standards' texts were not at hand, so clauses are not seen; the definitions below are what is computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .collection import NEVER, Band, Collection, Kept, Settings, before, group, suits


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with what it was made of. `keys` say which cell it is; `value` is None where the denominator is 0; `low` and `high` are a 95 %
    interval where there is one; `titles` are places in `Collection.titles`."""

    keys: tuple[tuple[str, str], ...]
    value: float | None
    numerator: float
    denominator: float
    titles: tuple[int, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A measure: `name` is the code of its definition in `sentences.toml` (with `definition_` before it)."""

    name: str
    cells: tuple[Cell, ...]
    words: tuple[tuple[str, object], ...] = field(default=())


Key = tuple[tuple[str, str], ...]


def divided(above: float, below: float, times: float = 1.0) -> float | None:
    """The quotient, or None where there is nothing to divide by."""
    return above * times / below if below else None


def grouped(collection: Collection, key: Callable[[Kept], Key], places: Iterable[int]) -> dict[Key, list[int]]:
    """Places of titles by key, keys in order."""
    found: dict[Key, list[int]] = defaultdict(list)
    for place in places:
        found[key(collection.titles[place])].append(place)
    return dict(sorted(found.items()))


def by_class(title: Kept) -> Key:
    """The main class of a title."""
    return (("class", title.class_ or "unknown"),)


def by_class_and_readers(bands: tuple[Band, ...]) -> Callable[[Kept], Key]:
    """Main class and group of readers."""
    return lambda title: (*by_class(title), ("readers", group(title, bands)))


def age_of_collection(collection: Collection, settings: Settings) -> tuple[Table, Table]:
    """Median years since publication, and the share of copies older than `settings.old` years, by main class and readers. Copies are weighed: a title held
    five times counts five times. Copies of unknown year are in neither."""
    dated = [place for place in collection.held() if collection.titles[place].year is not None]
    ages, old = [], []
    for key, places in grouped(collection, by_class_and_readers(settings.bands), dated).items():
        spread = sorted((max(0, collection.as_of.year - (collection.titles[place].year or 0)), collection.copies[place]) for place in places)
        copies = sum(number for _, number in spread)
        beyond = sum(number for age, number in spread if age > settings.old)
        ages.append(Cell(key, weighted_median(spread), copies, copies, tuple(places)))
        aged = tuple(place for place in places if collection.as_of.year - (collection.titles[place].year or 0) > settings.old)
        old.append(Cell(key, divided(beyond, copies), beyond, copies, aged))
    return Table("median_age", tuple(ages)), Table("old_share", tuple(old), (("old", settings.old),))


def weighted_median(spread: list[tuple[int, int]]) -> float:
    """The middle of values that each stand `weight` times; for an even number the mean of the two in the middle. `spread` is in order."""
    total = sum(weight for _, weight in spread)
    lower = upper = None
    passed = 0
    for value, weight in spread:
        passed += weight
        if lower is None and passed * 2 >= total:
            lower = value
        if passed * 2 > total:
            upper = value
            break
    return ((lower or 0) + (upper if upper is not None else lower or 0)) / 2


def renewal(collection: Collection) -> Table:
    """Copies added in the year before the day of the profile, divided by all copies, by main class (additions and stock as ISO 2789 calls them)."""
    since, end = before(collection.as_of, 1), collection.as_of.toordinal()
    fresh: dict[int, int] = defaultdict(int)
    for place, copies, added in zip(collection.holding_title, collection.holding_copies, collection.holding_added, strict=True):
        if added != NEVER and since < added <= end:
            fresh[place] += copies
    cells = []
    for key, places in grouped(collection, by_class, collection.held()).items():
        copies = sum(collection.copies[place] for place in places)
        new = sum(fresh.get(place, 0) for place in places)
        cells.append(Cell(key, divided(new, copies), new, copies, tuple(place for place in places if place in fresh)))
    return Table("renewal", tuple(cells))


def use(collection: Collection, settings: Settings) -> tuple[Table, Table]:
    """Collection turnover (loans of a year / copies), and relative use (share of loans / share of copies), by main class and readers.

    Turnover is an indicator of ISO 11620 by that name; relative use divides two shares of the whole, so that 1 is the collection's mean.
    """
    held = collection.held()
    copies_all = sum(collection.copies[place] for place in held)
    loans_all = sum(collection.loans[place] for place in held)
    turnover, relative = [], []
    for key, places in grouped(collection, by_class_and_readers(settings.bands), held).items():
        copies, loans = sum(collection.copies[place] for place in places), sum(collection.loans[place] for place in places)
        turnover.append(Cell(key, divided(loans, copies), loans, copies, tuple(places)))
        share, expected = divided(loans, loans_all), divided(copies, copies_all)
        relative.append(Cell(key, divided(share, expected or 0) if share is not None else None, share or 0, expected or 0, tuple(places)))
    return Table("turnover", tuple(turnover)), Table("relative_use", tuple(relative))


def dead_stock(collection: Collection, settings: Settings) -> Table:
    """Copies of titles without a loan in the last `settings.dead` years, of those that the library has had for so long, by main class (ISO 11620 has a
    percentage of stock not used, over one year). Where no date of addition is known, the year of publication stands for it."""
    since = before(collection.as_of, settings.dead)
    first: dict[int, int] = {}
    for place, added in zip(collection.holding_title, collection.holding_added, strict=True):
        first[place] = min(first.get(place, added), added) if added != NEVER else first.get(place, NEVER)
    there = [place for place in collection.held() if _was_there(collection, place, first.get(place, NEVER), since, settings.dead)]
    cells = []
    for key, places in grouped(collection, by_class, there).items():
        unused = tuple(place for place in places if not collection.recent[place])
        copies, idle = sum(collection.copies[place] for place in places), sum(collection.copies[place] for place in unused)
        cells.append(Cell(key, divided(idle, copies), idle, copies, unused))
    return Table("dead_stock", tuple(cells), (("dead", settings.dead),))


def _was_there(collection: Collection, place: int, added: int, since: int, years: int) -> bool:
    if added != NEVER:
        return added <= since
    year = collection.titles[place].year
    return year is not None and year < collection.as_of.year - years


def languages(collection: Collection, speakers: dict[str, float]) -> Table:
    """Copies in each language, per 100 people who speak it where the population table says how many do."""
    held = [place for place in collection.held()]
    found = grouped(collection, lambda title: (("language", title.language or "unknown"),), held)
    cells = []
    for key, places in found.items():
        copies, people = sum(collection.copies[place] for place in places), speakers.get(key[0][1], 0)
        cells.append(Cell(key, divided(copies, people, 100), copies, people, tuple(places)))
    lacking = sorted(set(speakers) - {key[0][1] for key in found})
    cells += [Cell((("language", name),), divided(0, speakers[name], 100), 0, speakers[name], ()) for name in lacking]
    return Table("languages", tuple(cells))


def provision(collection: Collection, settings: Settings, children: dict[Band, float]) -> Table:
    """Copies that suit an age band, per child of that band. A title suits every band that its ages meet, so a book for 0–15 counts in each."""
    held = collection.held()
    cells = []
    for band in settings.bands:
        places = tuple(place for place in held if suits(collection.titles[place], band))
        copies, people = sum(collection.copies[place] for place in places), children.get(band, 0)
        cells.append(Cell((("age", f"{band[0]}-{band[1]}"),), divided(copies, people), copies, people, places))
    return Table("provision", tuple(cells))
