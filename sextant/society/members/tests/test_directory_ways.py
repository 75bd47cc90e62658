"""The directory is read along its indexes, counted where that is quickest, and still lists exactly those it should."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from sextant.base.permissions.queries import held_by
from sextant.base.search.actions import index
from sextant.society.members.models import FormerName, Person, Privacy
from sextant.society.members.queries.directory import ORDERS, Wish, directory, keys, listed_for, number_listed_for
from sextant.society.members.tests.factories import OfficeFactory, PersonFactory, SectionFactory, SectionMemberFactory, active

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody():
    """Living, merged and erased people with every setting of the switches, and one who never saw them."""
    for gone in ({}, {"merged_into": PersonFactory()}, {"erased_at": timezone.now()}):
        for in_directory in (False, True):
            for public_page in (False, True):
                Privacy.objects.create(person=PersonFactory(**gone), in_directory=in_directory, public_page=public_page)


def fellow(make_user, **switches):
    user = make_user()
    person = active(person=PersonFactory(user=user), on=timezone.localdate()).person
    Privacy.objects.create(person=person, **switches) if switches else None
    return user


def test_the_number_of_entries_is_that_of_the_list_whoever_looks(everybody, make_user):
    chair, section = make_user(), SectionFactory()
    OfficeFactory(section=section, person=PersonFactory(user=chair), since=date(2020, 1, 1))
    SectionMemberFactory(section=section, person=Person.objects.first())
    readers = [AnonymousUser(), make_user(), fellow(make_user), fellow(make_user, in_directory=True), chair, make_user("secretary")]
    numbers = [number_listed_for(reader) for reader in readers]
    assert numbers == [listed_for(reader).count() for reader in readers]
    assert numbers[:4] == [2, 2, 5, 4]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("audience", ["", "personal"])
def test_every_page_of_every_order_stands_where_the_whole_list_has_it(make_user, order, audience):
    office = make_user("secretary")
    for number in range(7):
        active(person=PersonFactory(city=f"Город {number % 3}", family_name=f"Чехов{number % 2}"), on=timezone.localdate())
    wish = Wish(order=order, audience=audience)
    whole = [person.pk for person in directory(office, wish)]
    assert [keys(office, wish)[place : place + 2] for place in (0, 2, 4, 6)] == [whole[:2], whole[2:4], whole[4:6], whole[6:]]


def test_who_answers_by_name_and_by_former_name_is_found_once_and_the_erased_not_at_all(make_user):
    person, gone = PersonFactory(family_name="Ланская"), PersonFactory(family_name="Ланская", erased_at=timezone.now())
    for former in (person, person, gone):
        FormerName.objects.create(person=former, name="Ланская Н. Н.")
    index(person)
    assert list(keys(make_user("secretary"), Wish(text="ланская"))) == [person.pk]


def test_roles_of_two_users_asked_in_turn_are_not_mixed_up(make_user):
    member, stranger = fellow(make_user), make_user()
    assert [("member", "", "") in held_by(user) for user in (member, stranger, member)] == [True, False, True]


@pytest.mark.parametrize("wish", [Wish(), Wish(order="city"), Wish(order="newest"), Wish(text="чехов"), Wish(state="active")])
def test_sqlite_walks_along_the_order_and_sorts_nobody(make_user, wish):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by its statistics")
    PersonFactory()
    plan = directory(make_user("secretary"), wish).values_list("pk", flat=True).explain()
    first = {"city": "members_person_city", "newest": "members_person_newest"}.get(wish.order, "members_person_living")
    assert (first in plan, "ORDER BY" in plan) == (True, False)
