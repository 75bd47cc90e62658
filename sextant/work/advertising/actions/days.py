"""Taking the days of a booking from its place, and giving them back: nowhere else are rows of taken days written.

The row of the place is locked first, so that those who ask at the same time are served one after the other (on SQLite the
write transaction does the same). Should the lock ever be missed, the constraint on place, day and lane refuses the second.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sextant.work.advertising.models import Booking, Place, TakenDay
from sextant.work.advertising.queries.calendars import full_days, stretches


def in_words(days: list[date]) -> str:
    """`1.05.2026–7.05.2026, 12.05.2026`."""
    parts = [f"{a:%d.%m.%Y}" if a == b else f"{a:%d.%m.%Y}–{b:%d.%m.%Y}" for a, b in stretches(days)]
    return ", ".join(parts)


def refuse_taken(place: Place, since: date, until: date) -> None:
    """A sentence that names the days that are gone, where there are any."""
    full = full_days(place, since, until)
    if full:
        sentence = _("“%(place)s” is taken on %(days)s. Choose other days in the calendar.") % {"place": place, "days": in_words(full)}
        raise ValidationError({"issue" if place.by_issue else "since": sentence})


@transaction.atomic
def take_days(booking: Booking) -> None:
    """Gives every day of the booking the lowest lane that is free; all of its days or none. Days it has already stay."""
    place = Place.objects.select_for_update().get(pk=booking.place_id)
    if booking.taken.exists():
        return
    refuse_taken(place, booking.since, booking.until)
    used: dict[date, set[int]] = {}
    for day, lane in TakenDay.objects.filter(place=place, day__gte=booking.since, day__lte=booking.until).values_list("day", "lane"):
        used.setdefault(day, set()).add(lane)
    rows = []
    for day in booking.every_day:
        lane = next(number for number in range(1, place.capacity + 1) if number not in used.get(day, ()))
        rows.append(TakenDay(place=place, booking=booking, day=day, lane=lane))
    try:
        with transaction.atomic():
            TakenDay.objects.bulk_create(rows, batch_size=400)
    except IntegrityError as taken:
        raise ValidationError({"since": _("Somebody has just taken these days. Choose other days in the calendar.")}) from taken


def give_back_days(booking: Booking, since: date | None = None) -> int:
    """Frees the days of a booking, all or from a day on; returns how many."""
    rows = booking.taken.all() if since is None else booking.taken.filter(day__gte=since)
    return rows.delete()[0]
