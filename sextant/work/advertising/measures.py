"""The numbers advertising can be asked for, and what waits for its manager."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line
from sextant.society.ledger.queries.tables import lines_table
from sextant.work.advertising import rules, states
from sextant.work.advertising.models import Booking, Issue, Material, Place, Price, TakenDay
from sextant.work.advertising.queries.bookings import taken_table

TASKS_SHOWN = 20


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", say("Advertising is sold by the association as a whole."))


def _bookable(place: Place, begun: date | None, period: Period) -> int:
    """Days on which a place was on sale within a period, times the bookings it takes: from its first price on; of places sold by issue, the days of the issues."""
    if begun is None or begun > period.end:
        return 0
    if place.by_issue:
        issues = Issue.objects.filter(place=place, since__gte=period.start, since__lte=period.end)
        return sum((issue.until - issue.since).days + 1 for issue in issues) * place.capacity
    return ((period.end - max(begun, period.start)).days + 1) * place.capacity


def occupancy(period: Period, scope: Scope) -> Figure:
    """Days sold as a share of the days on sale, in per cent; opens to the days sold."""
    if scope.kind != "association":
        return _elsewhere()
    begun = dict(Price.objects.order_by().values_list("place").annotate(Min("since")))
    places = list(Place.objects.all())
    bookable = sum(_bookable(place, begun.get(place.pk), period) for place in places)
    rows: QuerySet[TakenDay] = TakenDay.objects.filter(day__gte=period.start, day__lte=period.end, booking__state__in=states.SOLD)
    rows = rows.select_related("place").order_by("day", "place_id", "lane")
    if not bookable:
        return Figure(None, Source(lambda: taken_table(rows)), "missing", say("No place was on sale in the period."))
    return Figure(100 * rows.count() / bookable, Source(lambda: taken_table(rows)))


def income(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Income booked on accounts of the stream advertising, in thousands of the currency; opens to the lines."""
    if scope.kind != "association":
        return _elsewhere()
    lines = Line.objects.filter(entry__state=books.POSTED, account__kind="income", account__stream="advertising", currency=currency)
    lines = lines.filter(entry__day__gte=period.start, entry__day__lte=period.end)
    lines = lines.select_related("entry", "account", "fund", "programme").order_by("entry_id", "id")
    total = -sum(lines.values_list("amount_minor", flat=True))
    return Figure(total / 100_000, Source(lambda: lines_table(lines)))


def tasks_of(user: Any) -> Iterator[Task]:
    """Requests to answer, materials to look at, and bookings whose days have begun while something is missing."""
    if not rules.may_manage(user):
        return
    group, today = _("Advertising"), timezone.localdate()
    for booking in Booking.objects.filter(state__in=(states.ASKED, states.HELD)).select_related("place").order_by("asked_at")[:TASKS_SHOWN]:
        words = {"advertiser": booking.advertiser, "place": booking.place}
        title = say("Answer the request of %(advertiser)s: %(place)s") % words
        yield Task(title, reverse("advertising:booking", args=[booking.pk]), _day(booking.held_until), group)
    for material in Material.objects.filter(state=states.SENT).select_related("booking__place").order_by("sent_at")[:TASKS_SHOWN]:
        title = say("Look at the material of %(advertiser)s") % {"advertiser": material.booking.advertiser}
        yield Task(title, reverse("advertising:booking", args=[material.booking_id]), material.booking.since, group)
    late = Booking.objects.filter(state=states.CONFIRMED, since__lte=today + timedelta(days=1)).order_by("since")[:TASKS_SHOWN]
    for booking in late:
        title = say("%(advertiser)s should run by now, but something is missing") % {"advertiser": booking.advertiser}
        yield Task(title, reverse("advertising:booking", args=[booking.pk]), booking.since, group)


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def measures() -> list[Measure]:
    """Everything this house can count."""
    sold = _("Days sold as a share of all days on which places were on sale, counting every booking a place takes at once.")
    earned = _("Income booked in the period on accounts of the stream advertising, in thousands of the currency.")
    see = rules.may_see_bookings
    return [
        Measure("advertising.occupancy", _("Advertising space sold"), sold, _("per cent"), occupancy, see, 1),
        Measure("advertising.income", _("Income from advertising"), earned, _("thousands"), income, see, 0, ("currency",)),
    ]
