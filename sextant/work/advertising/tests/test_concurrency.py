"""Many ask for the same days at once, in processes on PostgreSQL and in threads on SQLite; a place never takes more than it can."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from sextant.work.advertising.actions.bookings import hold_booking
from sextant.work.advertising.models import Booking, TakenDay
from sextant.work.advertising.queries.calendars import taken_by_day
from sextant.work.advertising.tests.factories import TODAY, ask, make_place
from tests.at_once import all_at_once

WORKERS = 6


def _hold(pk: int) -> str:
    """Tries to hold one booking on a connection of its own; says how it ended."""
    try:
        hold_booking(Booking.objects.get(pk=pk), now=timezone.now(), by=None, who="manager")
        return "held"
    except ValidationError:
        return "refused"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("capacity", [1, 3])
def test_a_place_never_takes_more_than_its_capacity(capacity):
    place = make_place(capacity=capacity)
    bookings = [ask(place, start=number % 4, days=5) for number in range(18)]
    ended = all_at_once(_hold, [booking.pk for booking in bookings], WORKERS)
    busiest = max(taken_by_day(place, TODAY(), TODAY().replace(year=TODAY().year + 1)).values())
    held = Booking.objects.filter(state="held").count()
    assert (busiest, ended.count("held"), TakenDay.objects.count()) == (capacity, held, held * 5)
    assert set(TakenDay.objects.values_list("booking__state", flat=True)) == {"held"}
    assert ended.count("refused") == 18 - held > 0


@pytest.mark.django_db
def test_the_database_itself_refuses_a_lane_taken_twice():
    place = make_place()
    first, second = ask(place), ask(place)
    TakenDay.objects.create(place=place, booking=first, day=TODAY(), lane=1)
    with pytest.raises(IntegrityError):
        TakenDay.objects.create(place=place, booking=second, day=TODAY(), lane=1)


@pytest.mark.django_db
def test_lanes_that_differ_from_day_to_day_let_everything_in_that_fits():
    place = make_place(capacity=2)
    for start, days in ((0, 2), (2, 2), (1, 2)):
        hold_booking(ask(place, start, days), now=timezone.now(), by=None, who="manager")
    assert sorted(taken_by_day(place, TODAY(), TODAY().replace(year=TODAY().year + 1)).values()) == [1, 1, 2, 2]
