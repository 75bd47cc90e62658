"""A collection put together from its titles, holdings and loans: small rows and flat arrays, so that memory stays low."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .describing import Title
from .duplicates import letters
from .tables import Holding, Loan

Band = tuple[int, int]
BANDS: tuple[Band, ...] = ((0, 2), (3, 6), (7, 10), (11, 14), (15, 17))
"""Age groups of readers in years, both ends included (those of the technical regulation TR CU 007/2011, section not seen)."""
WIDEST = 10
NEVER = -1
GROUPS = {"udc": 1, "ddc": 1, "lcc": 1, "bbk": 2}
"""How many signs of a class mark make its main class."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a library may choose. `old`: years after publication beyond which a book counts as old; `dead`: years without a loan; `half_life`: years in
    which an award counts half."""

    bands: tuple[Band, ...] = BANDS
    old: int = 10
    dead: int = 3
    half_life: float = 10.0


class Kept(NamedTuple):
    """What is kept of a title; `class_` is its main class."""

    id: str
    title: str
    author: str
    year: int | None
    language: str
    low: int | None
    high: int | None
    class_: str
    isbn: str
    topics: tuple[str, ...]


@dataclass(slots=True)
class Collection:
    """`copies`, `loans` (of the year before `as_of`) and `recent` (of the years that `Settings.dead` names) stand in the order of `titles`. A holding is a
    place in `holding_title`, `holding_place` (an index of `places`), `holding_copies` and `holding_added` (ordinal of a day, −1 unknown)."""

    titles: list[Kept] = field(default_factory=list)
    as_of: date = date.min
    counted: bool = True
    copies: array[int] = field(default_factory=lambda: array("q"))
    loans: array[int] = field(default_factory=lambda: array("q"))
    recent: array[int] = field(default_factory=lambda: array("q"))
    places: list[str] = field(default_factory=list)
    holding_title: array[int] = field(default_factory=lambda: array("l"))
    holding_place: array[int] = field(default_factory=lambda: array("l"))
    holding_copies: array[int] = field(default_factory=lambda: array("q"))
    holding_added: array[int] = field(default_factory=lambda: array("l"))
    loans_from: date | None = None
    loans_to: date | None = None
    strange_copies: int = 0
    strange_loans: int = 0

    def held(self) -> list[int]:
        """Places in `titles` of those that have a copy."""
        return [place for place, copies in enumerate(self.copies) if copies]


def main_class(title: Title) -> str:
    """Scheme and main class, such as `ddc 5` or `bbk 84`; empty where there is no class mark."""
    signs = "".join(sign for sign in title.class_ if (sign.isdigit() if title.scheme in ("ddc", "udc") else sign.isalnum()))
    return f"{title.scheme} {signs[: GROUPS.get(title.scheme, 1)].upper()}" if title.scheme and signs else ""


def gather(
    titles: Iterable[Title],
    holdings: Iterable[Holding] | None,
    loans: Iterable[Loan] | None,
    settings: Settings,
    as_of: date | None = None,
    topics: Callable[[Title], tuple[str, ...]] = lambda title: (),
) -> Collection:
    """The collection on the day `as_of`: by default the last day that the loans name, else the holdings, else the last year of publication.

    Without holdings every title counts as one copy (`counted` is False). Holdings and loans of titles that the catalogue lacks are counted in
    `strange_copies` and `strange_loans`.
    """
    found = Collection()
    places: dict[str, int] = {}
    for title in titles:
        place = len(found.titles)
        places.setdefault(title.id, place)
        found.titles.append(
            Kept(title.id, title.title, title.author, title.year, title.language, title.low, title.high, main_class(title), title.isbn, topics(title))
        )
    found.copies = array("q", bytes(8 * len(found.titles)))
    _hold(found, holdings, places)
    _lend(found, loans or (), places, settings, as_of)
    return found


def _hold(found: Collection, holdings: Iterable[Holding] | None, places: dict[str, int]) -> None:
    if holdings is None:
        found.counted = False
        found.copies = array("q", [1]) * len(found.titles)
        found.places = [""]
        found.holding_title = array("l", range(len(found.titles)))
        found.holding_place = array("l", [0]) * len(found.titles)
        found.holding_copies = array("q", found.copies)
        found.holding_added = array("l", [NEVER]) * len(found.titles)
        return
    locations: dict[str, int] = {}
    for row in holdings:
        place = places.get(row.key)
        if place is None:
            found.strange_copies += row.copies
            continue
        found.copies[place] += row.copies
        found.holding_title.append(place)
        found.holding_place.append(locations.setdefault(row.location, len(locations)))
        found.holding_copies.append(row.copies)
        found.holding_added.append(row.added.toordinal() if row.added else NEVER)
    found.places = list(locations)


def _lend(found: Collection, loans: Iterable[Loan], places: dict[str, int], settings: Settings, as_of: date | None) -> None:
    title, day, number = array("l"), array("l"), array("q")
    first, last = date.max, date.min
    for row in loans:
        first, last = min(first, row.day), max(last, row.day)
        place = places.get(row.key)
        if place is None:
            found.strange_loans += row.loans
            continue
        title.append(place)
        day.append(row.day.toordinal())
        number.append(row.loans)
    if first <= last:
        found.loans_from, found.loans_to = first, last
    found.as_of = as_of or _latest(found)
    found.loans, found.recent = array("q", bytes(8 * len(found.titles))), array("q", bytes(8 * len(found.titles)))
    end = found.as_of.toordinal()
    year, years = before(found.as_of, 1), before(found.as_of, settings.dead)
    for place, when, times in zip(title, day, number, strict=True):
        if years < when <= end:
            found.recent[place] += times
        if year < when <= end:
            found.loans[place] += times


def _latest(found: Collection) -> date:
    if found.loans_to:
        return found.loans_to
    added = max(found.holding_added, default=NEVER)
    if added > 0:
        return date.fromordinal(added)
    return date(max((title.year for title in found.titles if title.year), default=2000), 12, 31)


def before(day: date, years: int) -> int:
    """The ordinal of the same day some years before (1 March for 29 February)."""
    try:
        return day.replace(year=max(day.year - years, 1)).toordinal()
    except ValueError:
        return (day + timedelta(days=1)).replace(year=max(day.year - years, 1)).toordinal()


def group(title: Kept, bands: tuple[Band, ...]) -> str:
    """The one group of readers of a title: the band in which the middle of its ages lies; `children` where they span more than ten years of childhood,
    `adults`, or `unknown`."""
    if title.low is None or title.high is None:
        return "unknown"
    if title.low >= 18:
        return "adults"
    if title.high - title.low > WIDEST:
        return "children"
    middle = (title.low + min(title.high, 17)) / 2
    return next((f"{low}-{high}" for low, high in bands if low <= middle < high + 1), "adults" if middle > 17 else "children")


def suits(title: Kept, band: Band) -> bool:
    """Whether the ages of the title and of the band meet; adults' books suit no band."""
    return title.low is not None and title.high is not None and title.low < 18 and title.low <= band[1] and title.high >= band[0]


def compared(title: str, author: str) -> tuple[str, str]:
    """Letters of the title proper and of the author's family name."""
    proper = title.split(" : ")[0].split(" / ")[0].split(" = ")[0]
    return letters(proper), letters(author.partition(",")[0])
