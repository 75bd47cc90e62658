"""The draft of a list from what the council, young readers and award lists say. Called by jobs, never by pages."""

from typing import Any

from sextant.work.reading import states
from sextant.work.reading.models import Book, ListItem, RecommendedList
from sextant.work.reading.queries.awards import awards_of
from sextant.work.reading.queries.books import reading_rules
from sextant.work.reading.queries.reviews import scores_of_season
from sextant.work.reading.queries.votes import counts_of_season
from sextant.work.reading.weighing import SHRINK_REVIEWS, SHRINK_VOTES, Heard, Part, Rules, Weighed, season_means, weigh


def _part(part: Part) -> dict[str, float]:
    return {"value": round(part.value, 2), "half": round(part.half, 2)}


def _item(one: RecommendedList, rank: int, weighed: Weighed) -> ListItem:
    return ListItem(
        list=one,
        book_id=weighed.key,
        rank=rank,
        score=round(weighed.score, 2),
        low=round(weighed.low, 2),
        high=round(weighed.high, 2),
        eligible=weighed.eligible,
        proposed=weighed.proposed,
        chosen=weighed.proposed,
        parts={
            "reviews": _part(weighed.reviews) | {"number": weighed.reviewed, "recommending": weighed.recommending},
            "votes": _part(weighed.votes) | {"voters": weighed.voters, "counted": weighed.counted, "libraries": weighed.libraries},
            "awards": _part(weighed.awards),
        },
    )


def draft(one: RecommendedList) -> tuple[list[ListItem], dict[str, Any]]:
    """Items in the order of their scores, and how they were counted."""
    books = list(Book.objects.filter(season=one.season, state=states.ACCEPTED).order_by("pk"))
    reviews, votes, awards, kept = scores_of_season(one.season), counts_of_season(one.season), awards_of(books), reading_rules()
    heard = [Heard(book.pk, reviews.get(book.pk, ()), votes.get(book.pk, {}), [entry.place for entry in awards[book.pk]]) for book in books]
    rules = Rules(kept.weight_reviews / 100, kept.weight_votes / 100, kept.weight_awards / 100, kept.library_cap, kept.least_reviews, one.season.size)
    means = season_means(heard, rules.cap)
    method = {
        "weights": {"reviews": kept.weight_reviews, "votes": kept.weight_votes, "awards": kept.weight_awards},
        "cap": rules.cap,
        "least_reviews": rules.least_reviews,
        "means": {"reviews": round(means[0], 2), "votes": round(means[1], 2)},
        "shrinkage": {"reviews": SHRINK_REVIEWS, "votes": SHRINK_VOTES},
        "books": len(books),
    }
    return [_item(one, rank, weighed) for rank, weighed in enumerate(weigh(heard, rules), 1)], method
