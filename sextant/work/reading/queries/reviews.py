"""Reviews: what a member of the council has to do, and the means of what was handed in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.ordering import in_order
from sextant.work.reading import states
from sextant.work.reading.models import Book, CouncilMember, Criterion, Review, ReviewScore, Season


def council(today: date) -> list[CouncilMember]:
    """Everybody who sits or sat on the council, those who sit now first."""
    rows = CouncilMember.objects.select_related("person").annotate(handed_in=Count("reviews", filter=Q(reviews__state=states.HANDED_IN)))
    return sorted(in_order(rows), key=lambda one: (one.until is not None and one.until < today, one.person.family_name, one.since))


def reviews_of(book: Book) -> QuerySet[Review]:
    """Reviews handed in, with their points."""
    rows = book.reviews.filter(state=states.HANDED_IN).select_related("member__person")
    return rows.prefetch_related("scores__criterion").order_by("handed_in_on", "pk")


def own_review(book: Book, seat: CouncilMember | None) -> Review | None:
    if seat is None:
        return None
    return (
        Review.objects.filter(book=book, member__person=seat.person_id).select_related("member__person").prefetch_related("scores__criterion").first()
    )


def books_to_review(season: Season, seat: CouncilMember) -> QuerySet[Book]:
    """Books of the season that the member has not reviewed yet, those with the fewest reviews first."""
    done = Review.objects.filter(member__person=seat.person_id, state=states.HANDED_IN).values("book")
    rows = Book.objects.filter(season=season, state=states.ACCEPTED).exclude(pk__in=done)
    return rows.annotate(reviewed=Count("reviews", filter=Q(reviews__state=states.HANDED_IN))).order_by("reviewed", "title", "pk")


@dataclass(frozen=True)
class Mean:
    """A criterion and the mean of its points over the reviews that gave some."""

    criterion: Criterion
    value: float
    reviews: int


def means_of(book: Book) -> list[Mean]:
    """Means by criterion over the reviews handed in."""
    points: dict[Criterion, list[int]] = defaultdict(list)
    for one in ReviewScore.objects.filter(review__book=book, review__state=states.HANDED_IN).select_related("criterion"):
        points[one.criterion].append(one.value)
    return [Mean(one, sum(values) / len(values), len(values)) for one, values in sorted(points.items(), key=lambda pair: pair[0].position)]


def scores_of_season(season: Season) -> dict[int, list[tuple[float, bool]]]:
    """For every book of the season (key): each review's mean of points, weighted by the criteria, and whether it recommends the book."""
    rows = ReviewScore.objects.filter(review__book__season=season, review__state=states.HANDED_IN)
    sums: dict[int, list[Any]] = {}
    for review, book, recommends, value, weight in rows.values_list("review", "review__book", "review__recommends", "value", "criterion__weight"):
        kept = sums.setdefault(review, [book, recommends, 0, 0])
        kept[2] += value * weight
        kept[3] += weight
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for book, recommends, points, weight in sums.values():
        found[book].append((points / weight, bool(recommends)))
    return found


def criteria_asked() -> list[Criterion]:
    return list(Criterion.objects.filter(is_asked=True))
