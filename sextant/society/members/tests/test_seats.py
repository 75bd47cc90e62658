"""Seats of an organisation: never more than the plan has, and always with dates."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.society.members.actions.memberships import change_plan, resign
from sextant.society.members.actions.seats import assign_seat, release_seat
from sextant.society.members.queries.seats import free_seats
from sextant.society.members.queries.standing import in_good_standing
from sextant.society.members.tests.factories import InstitutionalPlanFactory, OrganisationFactory, PersonFactory, active, applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return active(organisation=OrganisationFactory(), on=timezone.localdate() - timedelta(days=30))


def test_a_seat_makes_its_holder_a_member_until_it_is_released(membership):
    person, yesterday = PersonFactory(), timezone.localdate() - timedelta(days=1)
    seat = assign_seat(membership, person=person, since=yesterday - timedelta(days=5), by=None)
    assert (in_good_standing(person).reason, free_seats(membership)) == ("seat", 1)
    release_seat(seat, on=yesterday, by=None)
    assert (in_good_standing(person).ok, in_good_standing(person, yesterday).ok, free_seats(membership)) == (False, True, 2)


def test_no_day_has_more_seats_than_the_plan(membership):
    today = timezone.localdate()
    assign_seat(membership, person=PersonFactory(), by=None)
    assign_seat(membership, person=PersonFactory(), since=today, until=today + timedelta(days=5), by=None)
    with pytest.raises(ValidationError, match="The membership has 2 seats, and all are taken"):
        assign_seat(membership, person=PersonFactory(), since=today + timedelta(days=5), by=None)
    assert assign_seat(membership, person=PersonFactory(), since=today + timedelta(days=6), by=None).pk


def test_nobody_sits_twice_and_nobody_sits_on_a_persons_membership(membership):
    person = PersonFactory()
    assign_seat(membership, person=person, by=None)
    with pytest.raises(ValidationError, match="has a seat on these days already"):
        assign_seat(membership, person=person, by=None)
    with pytest.raises(ValidationError, match="from an organisation's membership that is active"):
        assign_seat(applied(), person=person, by=None)


def test_a_smaller_plan_is_refused_while_its_seats_would_not_suffice(membership):
    for _number in range(2):
        assign_seat(membership, person=PersonFactory(), by=None)
    with pytest.raises(ValidationError, match="More seats are taken than the new plan has"):
        change_plan(membership, plan=InstitutionalPlanFactory(seats=1), by=None)


def test_seats_end_with_the_membership(membership):
    seat = assign_seat(membership, person=PersonFactory(), since=timezone.localdate() - timedelta(days=3), by=None)
    resign(membership, by=None)
    seat.refresh_from_db()
    assert (seat.until, in_good_standing(seat.person).ok) == (timezone.localdate(), False)
