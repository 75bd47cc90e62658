"""What the media kit tells of each place."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from sextant.work.advertising.models import Discount, Issue, Place, Price, Reach, TakenDay, Term
from sextant.work.advertising.queries.calendars import stretches

AHEAD_DAYS = 120


@dataclass(frozen=True)
class IssueLeft:
    """An issue on sale, and how many bookings it still takes."""

    issue: Issue
    free: int


@dataclass(frozen=True)
class Offer:
    """A place as it is sold today: prices that hold or will, discounts, terms, reach, taken stretches, issues."""

    place: Place
    prices: list[Price]
    discounts: list[Discount]
    terms: list[Term]
    reach: list[Reach]
    taken: list[tuple[date, date]]
    issues: list[IssueLeft] = field(default_factory=list)

    @property
    def price(self) -> Price | None:
        """The price of today, or else the next one."""
        return self.prices[-1] if self.prices else None


def open_places(code: str) -> Place:
    """A place on sale by its code; 404 for others."""
    return get_object_or_404(Place, code=code, is_open=True)


def _offers(places: list[Place], today: date) -> list[Offer]:
    until = today + timedelta(days=AHEAD_DAYS)
    counts: dict[int, dict[date, int]] = {}
    for key, day in TakenDay.objects.filter(place__in=places, day__gte=today).values_list("place_id", "day"):
        of = counts.setdefault(key, {})
        of[day] = of.get(day, 0) + 1
    discounts, terms = list(Discount.objects.all()), list(Term.objects.all())
    made = []
    for place in places:
        taken = counts.get(place.pk, {})
        full = sorted(day for day, count in taken.items() if count >= place.capacity and day <= until)
        issues = [IssueLeft(issue, max(place.capacity - taken.get(issue.since, 0), 0)) for issue in place.issues.all() if issue.closes_on >= today]
        own_terms = [row for row in terms if row.place_id == place.pk] or [row for row in terms if row.place_id is None]
        own_discounts = [row for row in discounts if row.place_id in (None, place.pk)]
        prices = list(place.prices.all())
        held = [row for row in prices if row.since <= today and (row.until is None or row.until >= today)][:1]
        coming = [row for row in prices if row.since > today]
        made.append(Offer(place, coming + held, own_discounts, own_terms, list(place.reach.all()), stretches(full), issues))
    return made


def _furnished() -> Prefetch:
    return Prefetch("prices", Price.objects.order_by("-since"))


def kit(today: date) -> list[Offer]:
    """Every place on sale, in a constant number of queries."""
    places = Place.objects.filter(is_open=True).prefetch_related(_furnished(), "reach", "issues")
    return _offers(list(places), today)


def offer_of(place: Place, today: date) -> Offer:
    """The same of one place."""
    return _offers(list(Place.objects.filter(pk=place.pk).prefetch_related(_furnished(), "reach", "issues")), today)[0]
