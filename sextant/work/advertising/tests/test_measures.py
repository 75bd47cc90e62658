"""What advertising tells the agenda, what waits for its manager, and the demo."""

from datetime import date

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.work.advertising.models import Price
from sextant.work.advertising.tests.factories import TODAY, ask, confirmed, make_place, send

pytestmark = pytest.mark.django_db


def asked(code, period=None, scope=ASSOCIATION):
    return measure(code).function(period or Period.of_year(TODAY().year), scope)


def test_the_share_of_days_sold_counts_every_booking_a_place_takes():
    place = make_place(capacity=2)
    booking, _asked = confirmed(place, 0, 1), ask(place)
    period = Period(TODAY().year, booking.since, booking.since)
    figure = asked("advertising.occupancy", period)
    assert (figure.value, list(figure.source.records())) == (50, [["home", booking.since, 1, booking.pk]])


def test_a_place_counts_from_its_first_price_and_a_year_before_is_missing():
    make_place()
    Price.objects.update(since=TODAY())
    assert asked("advertising.occupancy", Period.of_year(2001)).status == "missing"
    assert asked("advertising.occupancy", scope=Scope("section", "1")).status == "not_collected"
    assert asked("advertising.occupancy", Period(TODAY().year, date(TODAY().year, 1, 1), TODAY())).value == 0


def test_income_from_advertising_opens_to_its_lines():
    confirmed(make_place())
    figure = asked("advertising.income")
    assert (figure.value, [record[3] for record in figure.source.records()]) == (0.7, ["4320"])


def test_requests_materials_and_late_bookings_wait_for_the_manager_alone(make_user):
    place = make_place(capacity=3)
    ask(place)
    send(confirmed(place))
    titles = [str(task.title) for task in tasks_of(make_user("advertising_manager")) if str(task.group) == "Advertising"]
    assert sorted(titles) == [
        "Answer the request of Shelf Ltd: Banner",
        "Look at the material of Shelf Ltd",
        "Shelf Ltd should run by now, but something is missing",
    ]
    assert [task for task in tasks_of(make_user("treasurer")) if str(task.group) == "Advertising"] == []
