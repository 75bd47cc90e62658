"""The draft of a list from what the council, young readers and award lists say, by `lab/acquisitions`. Imported by jobs and the demo, never by pages."""

from collections.abc import Iterable
from typing import Any

from sextant.lab.acquisitions.award_lists import Listed, Match, eligible
from sextant.lab.acquisitions.recommended import Nominee, Part, Place, Review, Rules, Votes, recommend
from sextant.lab.acquisitions.titles import Title
from sextant.work.reading import states
from sextant.work.reading.counting import liking
from sextant.work.reading.models import AwardEntry, Book, ListItem, ReadingRules, RecommendedList
from sextant.work.reading.queries.books import reading_rules
from sextant.work.reading.queries.reviews import scores_of_season
from sextant.work.reading.queries.votes import counts_of_season

PRIOR, LEVEL = 2.0, 0.95
"""Weight of the season's mean in reviews; level of intervals."""
NAMES = {"council": "reviews", "young": "votes", "award": "awards"}
Scores = dict[int, list[tuple[float, bool]]]
Counts = dict[int, dict[int, tuple[int, ...]]]


def _titles(books: Iterable[Book]) -> list[Title]:
    """Each book under every name it has."""
    names = ((book, name) for book in books for name in dict.fromkeys((book.title, book.called_ru, book.called_en)) if name)
    return [Title(str(book.pk), book.isbn, name, 0, author=book.author) for book, name in names]


def _listed() -> list[Listed]:
    """Entries that everybody reads; their keys stand in place of a line."""
    rows = AwardEntry.objects.filter(list__is_public=True).select_related("list")
    return [
        Listed(one.list.code, one.place, one.title, one.author, one.year, "award", one.isbn, one.list.source_url, one.list.licence, one.pk)
        for one in rows
    ]


def _part(part: Part) -> dict[str, float]:
    return {"value": round(100 * part.value, 2), "low": round(100 * part.low, 2), "high": round(100 * part.high, 2)}


class Draft:
    """What is known of the books of one season, weighed once."""

    def __init__(self, one: RecommendedList) -> None:
        self.one, self.rules = one, reading_rules()
        self.books = list(Book.objects.filter(season=one.season, state=states.ACCEPTED).order_by("pk"))
        self.reviews: Scores = scores_of_season(one.season)
        self.votes: Counts = counts_of_season(one.season)
        self.matches = eligible(_titles(self.books), _listed())

    def weighed(self) -> Any:
        """The list as the instrument makes it."""
        nominees = [Nominee(str(book.pk), book.title, book.author, book.note_ru, book.note_en) for book in self.books]
        reviews = [Review(str(key), str(at), points) for key, given in self.reviews.items() for at, (points, _recommends) in enumerate(given)]
        votes = [Votes(str(key), *liking(counts, self.rules.library_cap)) for key, counts in self.votes.items()]
        return recommend(self.one.season.year, nominees, reviews, votes, self.matches, _how(self.rules, self.one.season.size))

    def parts(self, key: int, parts: Iterable[Part] = (), near_edge: bool = False) -> dict[str, Any]:
        """The parts of a score with what each stands on."""
        known = {NAMES[part.name]: _part(part) for part in parts}
        empty = {"value": None, "low": None, "high": None}
        given, counts = self.reviews.get(key, []), self.votes.get(key, {})
        return {
            "reviews": known.get("reviews", empty) | {"number": len(given), "recommending": sum(recommends for _points, recommends in given)},
            "votes": known.get("votes", empty)
            | {
                "voters": sum(map(sum, counts.values())),
                "counted": liking(counts, self.rules.library_cap)[1],
                "libraries": len(counts),
            },
            "awards": known.get("awards", empty) | {"entries": _entries(self.matches, key)},
            "near_edge": near_edge,
        }


def _entries(matches: Iterable[Match], key: int) -> list[int]:
    """Entries of award lists that are this book for sure."""
    return sorted({one.listed.line for one in matches if one.by != "doubtful" and one.title.id == str(key)})


def _how(kept: ReadingRules, size: int) -> Rules:
    return Rules(
        lowest=1,
        highest=5,
        least_reviews=kept.least_reviews,
        places=size,
        council=kept.weight_reviews / 100,
        young=kept.weight_votes / 100,
        award=kept.weight_awards / 100,
        prior=PRIOR,
        level=LEVEL,
    )


def _item(made: Draft, rank: int, place: Place) -> ListItem:
    key = int(place.nominee.id)
    parts = made.parts(key, place.parts, place.near_edge)
    proposed = place.on_list and 2 * parts["reviews"]["recommending"] >= parts["reviews"]["number"]
    numbers = {name: round(100 * getattr(place, name), 2) for name in ("score", "low", "high")}
    return ListItem(list=made.one, book_id=key, rank=rank, parts=parts, proposed=proposed, chosen=proposed, **numbers)


def draft(one: RecommendedList) -> tuple[list[ListItem], dict[str, Any]]:
    """Items in the order of their scores, then those that lack reviews; and how they were counted. Raises `SaidError` with a sentence."""
    made = Draft(one)
    found = made.weighed()
    items = [_item(made, rank, place) for rank, place in enumerate(found.places, 1)]
    for rank, (nominee, _said) in enumerate(found.waiting, len(items) + 1):
        key = int(nominee.id)
        items.append(ListItem(list=one, book_id=key, rank=rank, parts=made.parts(key), eligible=False))
    kept = made.rules
    method = {
        "weights": {"reviews": kept.weight_reviews, "votes": kept.weight_votes, "awards": kept.weight_awards},
        "cap": kept.library_cap,
        "least_reviews": kept.least_reviews,
        "prior": PRIOR,
        "level": round(100 * LEVEL),
        "books": len(made.books),
    }
    return items, method
