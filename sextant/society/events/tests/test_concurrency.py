"""Many at the same moment, in processes on PostgreSQL and in threads on SQLite: capacity holds, numbers have no gaps, nobody is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.events import states
from sextant.society.events.actions.cancelling import cancel_registration, lapse_registration
from sextant.society.events.actions.checking import Seen, check_in
from sextant.society.events.models import Event, Registration, Scan
from sextant.society.events.queries.invariants import trouble
from sextant.society.events.tests.factories import TODAY, comes, order_of, pay, published
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from tests.at_once import all_at_once

WORKERS = 8
PEOPLE, PLACES = 80, 20

pytestmark = pytest.mark.django_db(transaction=True)


def _register(key: int) -> str:
    """One of many who register, on a connection of its own."""
    return comes(Event.objects.get(), f"Reader {key}").state


def _register_same(key: int) -> str:
    try:
        return comes(Event.objects.get(), "Reader", email="Reader@example.org" if key % 2 else "reader@example.org").state
    except ValidationError:
        return "refused"


def _cancel(key: int) -> str:
    registration = Registration.objects.get(number=key)
    cancel_registration(registration, reason="", who=states.PARTICIPANT, on=TODAY(), by=None)
    return "cancelled"


def _scan(key: int) -> str:
    registration = Registration.objects.get()
    answers, _lost = check_in(registration.event, [Seen(key=f"phone-{key}", at=timezone.now(), code=registration.code)], by=None, phone=str(key))
    return answers[0].result


def test_registrations_at_once_take_exactly_the_places_there_are():
    event = published(capacity=PLACES)
    ended = all_at_once(_register, list(range(PEOPLE)), WORKERS)
    assert (ended.count("confirmed"), ended.count("waiting")) == (PLACES, PEOPLE - PLACES)
    assert order_of(event) == {"confirmed": list(range(1, PLACES + 1)), "waiting": list(range(PLACES + 1, PEOPLE + 1))}
    event.refresh_from_db()
    assert (event.seats_taken, event.last_number, Letter.objects.count(), trouble()) == (PLACES, PEOPLE, PEOPLE, [])


def test_places_that_cost_are_held_and_invoiced_once_each():
    open_books()
    event = published(capacity=6, price=500_00)
    ended = all_at_once(_register, list(range(20)), WORKERS)
    assert (ended.count("offered"), ended.count("waiting"), Invoice.objects.count()) == (6, 14, 6)
    assert (order_of(event)["offered"], trouble(), invariants()) == ([1, 2, 3, 4, 5, 6], [], [])
    Registration.objects.all().delete()


def test_one_address_has_one_place_however_often_it_is_sent():
    event = published()
    assert sorted(all_at_once(_register_same, list(range(12)), WORKERS)) == ["confirmed", *["refused"] * 11]
    assert order_of(event) == {"confirmed": [1]}


def test_places_given_up_at_once_go_to_the_first_who_wait():
    event = published(capacity=10)
    for number in range(30):
        comes(event, f"Reader {number}")
    all_at_once(_cancel, list(range(1, 9)), WORKERS)
    assert order_of(event) == {"cancelled": list(range(1, 9)), "confirmed": list(range(9, 19)), "waiting": list(range(19, 31))}
    assert (Letter.objects.filter(template="events.moved_up_confirmed").count(), trouble()) == (8, [])


def _pay_or_lapse(key: int) -> str:
    """Half of them pay their place, the other half lets it lapse, all at the same moment."""
    registration = Registration.objects.get(number=abs(key))
    if key < 0:
        lapse_registration(registration, today=TODAY() + timedelta(days=30))
        return "lapsed"
    try:
        return pay(registration).state
    except ValidationError:
        return "refused"


def test_a_place_is_paid_or_lapses_and_never_both():
    open_books()
    event = published(capacity=4, price=500_00)
    for number in range(8):
        comes(event, f"Reader {number}")
    all_at_once(_pay_or_lapse, [1, -1, -2, 2, 3, -3, -4, 4], WORKERS)
    found = order_of(event)
    paid = set(Registration.objects.filter(invoice__state="settled").values_list("number", flat=True))
    assert paid == set(found.get("confirmed", []))
    assert len(found.get("confirmed", [])) + len(found.get("offered", [])) == 4
    assert (trouble(), invariants()) == ([], [])
    Registration.objects.all().delete()


def test_a_ticket_scanned_by_many_phones_lets_in_once():
    comes(published())
    ended = all_at_once(_scan, list(range(12)), WORKERS)
    registration = Registration.objects.get()
    first = Scan.objects.order_by("at", "pk")[0]
    assert (len(ended), Scan.objects.count(), registration.state, registration.attended_at) == (12, 12, states.ATTENDED, first.at)
    assert ended.count("in") >= 1
