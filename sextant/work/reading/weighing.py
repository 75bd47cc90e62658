"""The score of a book, 0 to 100: reviews, votes and awards, each shrunk towards the mean of the season, with an interval. Pure: numbers in, numbers out.

A part of a book is (Σ w·x + k·m) / (Σ w + k), where m is the mean of the season and k (`SHRINK`) the weight of what is not known yet: a book
with few votes lies near the mean, and neither rises nor sinks by one class of thirty (the posterior mean of a normal model with known
variance, also called credibility or James–Stein shrinkage). Votes of one library beyond the cap lend no weight. The interval of votes is the score
interval of E. B. Wilson (Journal of the American Statistical Association 22, 1927) for the share of full marks; that of reviews is normal,
with the variance between reviews of the season. The parts are independent, so that the squares of their half-widths add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

Z = 1.96
"""95 %."""
SHRINK_REVIEWS, SHRINK_VOTES = 1.0, 20.0
"""Weight of the season's mean: one review, twenty voters."""
AWARD_POINTS = {"winner": 100.0, "honour": 70.0, "shortlist": 40.0}


@dataclass(frozen=True)
class Heard:
    """What is known of one book: reviews (mean of points 1…5, recommends), counts by stars of each library, and places of its awards."""

    key: int
    reviews: Sequence[tuple[float, bool]] = ()
    votes: Mapping[int, Sequence[int]] = field(default_factory=dict)
    awards: Sequence[str] = ()


@dataclass(frozen=True)
class Rules:
    """Weights of the three parts (together 1), the cap of voters of a library, the least number of reviews, the size of the list."""

    reviews: float
    votes: float
    awards: float
    cap: int
    least_reviews: int
    size: int


@dataclass(frozen=True)
class Part:
    """One part: its value 0…100 and half of its 95 % interval."""

    value: float
    half: float


@dataclass
class Weighed:
    """A book with its score, the interval, its parts, and whether it may stand on the list and is proposed for it."""

    key: int
    score: float
    low: float
    high: float
    reviews: Part
    votes: Part
    awards: Part
    voters: int
    counted: int
    libraries: int
    recommending: int
    reviewed: int
    eligible: bool
    proposed: bool = False


def hundred(stars: float) -> float:
    """1…5 as 0…100."""
    return (stars - 1) * 25


def wilson(share: float, number: float) -> tuple[float, float]:
    """The 95 % score interval of a share of `number` cases; (0, 1) where there is none."""
    if number <= 0:
        return 0.0, 1.0
    centre = share + Z * Z / (2 * number)
    half = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    whole = 1 + Z * Z / number
    return max(0.0, (centre - half) / whole), min(1.0, (centre + half) / whole)


def counted_votes(votes: Mapping[int, Sequence[int]], cap: int) -> tuple[float, float]:
    """Mean of the stars (1…5) and the number of voters that count: those of a library beyond the cap weigh nothing more."""
    weight = total = 0.0
    for counts in votes.values():
        voters = sum(counts)
        if voters:
            share = min(voters, cap)
            weight += share
            total += share * sum(star * number for star, number in enumerate(counts, 1)) / voters
    return (total / weight if weight else 0.0), weight


def _mean(pairs: Sequence[tuple[float, float]], otherwise: float) -> float:
    weight = sum(number for _value, number in pairs)
    return sum(value * number for value, number in pairs) / weight if weight else otherwise


def _spread(books: Sequence[Heard]) -> float:
    """Variance between reviews of one book, over the season; that of points evenly spread where nothing is known."""
    squares, freedom = 0.0, 0
    for book in books:
        values = [hundred(points) for points, _recommends in book.reviews]
        if len(values) > 1:
            mean = sum(values) / len(values)
            squares += sum((value - mean) ** 2 for value in values)
            freedom += len(values) - 1
    return squares / freedom if freedom and squares else 100.0**2 / 12


def season_means(books: Sequence[Heard], cap: int) -> tuple[float, float]:
    """Means of the season towards which parts are shrunk: of reviews and of votes, 0…100; the middle where there are none."""
    reviews = [(hundred(points), 1.0) for book in books for points, _recommends in book.reviews]
    votes = [(hundred(mean), weight) for mean, weight in (counted_votes(book.votes, cap) for book in books) if weight]
    return _mean(reviews, 50.0), _mean(votes, 50.0)


def weigh(books: Sequence[Heard], rules: Rules) -> list[Weighed]:
    """All books, the best first; of those that may stand on the list the first `size` that at least half of their reviewers recommend are proposed."""
    review_mean, vote_mean = season_means(books, rules.cap)
    spread = _spread(books)
    found = [_weighed(book, rules, review_mean, vote_mean, spread) for book in books]
    found.sort(key=lambda one: (not one.eligible, -one.score, one.key))
    places = rules.size
    for one in found:
        if places and one.eligible and 2 * one.recommending >= one.reviewed:
            one.proposed = True
            places -= 1
    return found


def _weighed(book: Heard, rules: Rules, review_mean: float, vote_mean: float, spread: float) -> Weighed:
    number = len(book.reviews)
    points = sum(hundred(value) for value, _recommends in book.reviews)
    reviews = Part((points + SHRINK_REVIEWS * review_mean) / (number + SHRINK_REVIEWS), Z * sqrt(spread / (number + SHRINK_REVIEWS)))
    stars, counted = counted_votes(book.votes, rules.cap)
    value = ((hundred(stars) if counted else 0.0) * counted + SHRINK_VOTES * vote_mean) / (counted + SHRINK_VOTES)
    low, high = wilson(value / 100, counted + SHRINK_VOTES)
    votes = Part(value, 50 * (high - low))
    awards = Part(max((AWARD_POINTS[place] for place in book.awards), default=0.0), 0.0)
    score = rules.reviews * reviews.value + rules.votes * votes.value + rules.awards * awards.value
    half = sqrt((rules.reviews * reviews.half) ** 2 + (rules.votes * votes.half) ** 2)
    return Weighed(
        key=book.key,
        score=score,
        low=max(0.0, score - half),
        high=min(100.0, score + half),
        reviews=reviews,
        votes=votes,
        awards=awards,
        voters=sum(sum(counts) for counts in book.votes.values()),
        counted=round(counted),
        libraries=sum(1 for counts in book.votes.values() if sum(counts)),
        recommending=sum(1 for _points, recommends in book.reviews if recommends),
        reviewed=number,
        eligible=number >= rules.least_reviews,
    )
