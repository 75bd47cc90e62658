"""Votes as they were given and as they count: by library, by age, by book."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Sum

from sextant.society.members.models import Organisation
from sextant.work.reading import states
from sextant.work.reading.counting import counted_votes
from sextant.work.reading.models import Ballot, Book, KioskSession, Season
from sextant.work.reading.models.votes import STARS, Band

Counts = tuple[int, ...]


@dataclass
class LibraryVotes:
    """What the readers of one library said of a book: counts by stars, and how many of them count."""

    library: Organisation
    counts: list[int] = field(default_factory=lambda: [0] * len(STARS))
    cap: int = 0

    @property
    def voters(self) -> int:
        return sum(self.counts)

    @property
    def counted(self) -> int:
        """Voters that count: those beyond the cap lend no more weight."""
        return min(self.voters, self.cap)


def votes_by_library(book: Book, cap: int) -> list[LibraryVotes]:
    """All ballots of a book, library by library, those with the most voters first."""
    found: dict[int, LibraryVotes] = {}
    for ballot in book.ballots.select_related("library").order_by("library", "pk"):
        row = found.setdefault(ballot.library_id, LibraryVotes(ballot.library, cap=cap))
        row.counts = [one + other for one, other in zip(row.counts, ballot.counts, strict=True)]
    return sorted(found.values(), key=lambda row: (-row.voters, str(row.library)))


def votes_by_band(book: Book) -> list[tuple[str, Counts]]:
    """Counts by age of the readers, ages without votes left out."""
    rows: Any = book.ballots.order_by().values("band").annotate(**{f"all_{name}": Sum(name) for name in STARS})
    known = {row["band"]: tuple(row[f"all_{name}"] for name in STARS) for row in rows}
    return [(str(band.label), known[band.value]) for band in Band if band.value in known]


def counts_of_season(season: Season) -> dict[int, dict[int, Counts]]:
    """For every book of the season (key) its counts by library (key)."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * len(STARS)))
    rows = Ballot.objects.filter(book__season=season, book__state=states.ACCEPTED)
    for book, library, *counts in rows.values_list("book", "library", *STARS):
        kept = found[book][library]
        for place, number in enumerate(counts):
            kept[place] += number
    return {book: {library: tuple(counts) for library, counts in rows.items()} for book, rows in found.items()}


def totals(season: Season) -> dict[str, int]:
    """Ballots, voters and libraries of the season."""
    rows = Ballot.objects.filter(book__season=season)
    found: dict[str, Any] = rows.aggregate(ballots=Count("pk"), voters=Sum("voters"), libraries=Count("library", distinct=True))
    return {name: value or 0 for name, value in found.items()}


@dataclass
class BookVotes:
    """A book with its votes: libraries, voters, voters that count, and their mean in stars (None without votes)."""

    book: Book
    libraries: int
    voters: int
    counted: int
    mean: float | None


def book_votes(season: Season, cap: int) -> list[BookVotes]:
    """All books of the season, those with the most voters first."""
    counts = counts_of_season(season)
    found = []
    for book in Book.objects.filter(season=season, state=states.ACCEPTED):
        votes = counts.get(book.pk, {})
        mean, counted = counted_votes(votes, cap)
        found.append(BookVotes(book, len(votes), sum(map(sum, votes.values())), round(counted), mean if counted else None))
    return sorted(found, key=lambda row: (-row.voters, row.book.title, row.book.pk))


def ballots_of(libraries: Iterable[int], season: Season | None) -> QuerySet[Ballot]:
    """What these libraries reported for the season, the latest first."""
    return Ballot.objects.filter(library__in=libraries, book__season=season).select_related("book", "library").order_by("-day", "-pk")


def sessions_of(libraries: Iterable[int]) -> QuerySet[KioskSession]:
    return KioskSession.objects.filter(library__in=libraries).select_related("library", "season").order_by("-opened_at")


def libraries_of(keys: set[int]) -> QuerySet[Organisation]:
    """The libraries among these organisations."""
    return Organisation.objects.filter(pk__in=keys, merged_into=None, kind__in=Organisation.LIBRARIES)
