"""Who finds whom in the directory, and what of them."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sextant.base.search.actions import index
from sextant.society.members.actions.people import create_person, update_person
from sextant.society.members.actions.privacy import set_privacy
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    SectionFactory,
    SectionMemberFactory,
    active,
)

pytestmark = pytest.mark.django_db


def someone(**switches):
    """A person with everything that could leak."""
    person = create_person(
        by=None, family_name="Пушкина", given_name="Наталья", email="secret@library.example", phone="+7 900 123-45-67", born_on=date(1990, 8, 27)
    )
    AffiliationFactory(person=person, organisation=OrganisationFactory(name_ru="Тайная библиотека", name_en="Secret library"))
    set_privacy(person, by=None, switches=switches) if switches else index(person)
    return person


def fellow(make_user):
    """A member in good standing with a log-in."""
    user = make_user()
    active(person=PersonFactory(user=user), on=timezone.localdate())
    return user


def page_of(client, user, address):
    if user is not None:
        client.force_login(user)
    return client.get(address)


def export(client, user):
    answer = page_of(client, user, "/en/members/people/?format=json")
    return [row for row in json.loads(b"".join(answer.streaming_content)) if row["name"].startswith("Пушкина")]


def test_a_fellow_member_does_not_find_somebody_who_opened_nothing(client, make_user):
    person = someone()
    user = fellow(make_user)
    assert export(client, user) == []
    assert page_of(client, user, f"/en/members/people/{person.pk}/").status_code == 403


def test_a_fellow_member_sees_name_and_workplace_of_an_open_entry_and_nothing_more(client, make_user):
    person = someone(in_directory=True)
    user = fellow(make_user)
    (row,) = export(client, user)
    assert (row["work"], row["email"], row["phone"], row["state"]) == ("Secret library", "", "", "")
    page = page_of(client, user, f"/en/members/people/{person.pk}/").content.decode()
    assert ("Secret library" in page, "secret@" in page, "123-45-67" in page, "1990" in page) == (True, False, False, False)


def test_the_email_is_shown_to_members_only_when_it_was_opened(client, make_user):
    person = someone(in_directory=True, email_to_members=True)
    page = page_of(client, fellow(make_user), f"/en/members/people/{person.pk}/").content.decode()
    assert ("secret@" in page, "123-45-67" in page, "1990" in page) == (True, False, False)


def test_a_public_page_shows_a_visitor_neither_workplace_nor_contacts(client):
    person = someone(in_directory=True, public_page=True, email_to_members=True, phone_to_members=True)
    page = client.get(f"/en/members/people/{person.pk}/").content.decode()
    assert ("Пушкина" in page, "Secret library" in page, "secret@" in page, "1990" in page) == (True, False, False, False)
    listed = client.get("/en/members/people/public/").content.decode()
    assert ("Пушкина" in listed, "Secret library" in listed, "secret@" in listed) == (True, False, False)


def test_a_visitor_cannot_filter_public_people_by_a_workplace_they_may_not_see(client):
    someone(public_page=True)
    assert "Пушкина" not in client.get("/en/members/people/public/?work=Тайная").content.decode()


def test_the_office_sees_everything_and_a_log_in_without_membership_nothing(client, make_user):
    person = someone()
    (row,) = export(client, make_user("secretary"))
    assert (row["email"], row["phone"]) == ("secret@library.example", "+7 900 123-45-67")
    assert "27 August 1990" in client.get(f"/en/members/people/{person.pk}/").content.decode()
    assert page_of(client, make_user(), "/en/members/people/").status_code == 403


def test_a_chair_sees_the_people_of_the_own_section_without_their_contacts(client, make_user):
    section, person, user = SectionFactory(), someone(), make_user()
    OfficeFactory(section=section, person=PersonFactory(user=user), since=date(2020, 1, 1))
    assert export(client, user) == []
    SectionMemberFactory(section=section, person=person)
    (row,) = export(client, user)
    assert (row["work"], row["email"]) == ("Secret library", "")


def test_a_name_is_found_in_another_case_with_a_typo_and_by_the_former_name(client, make_user):
    person, office = someone(), make_user("secretary")
    update_person(person, by=None, family_name="Ланская")
    client.force_login(office)
    asked = ("ланской", "Лонская", "пушкина", "secret@library", "Толстой")
    found = ["Ланская" in client.get("/en/members/people/", {"q": q}).content.decode() for q in asked]
    assert found == [True, True, True, True, False]


def test_filters_narrow_and_the_download_follows_them(client, make_user):
    client.force_login(make_user("secretary"))
    section = SectionFactory()
    inside = SectionMemberFactory(section=section).person
    active(person=inside, on=timezone.localdate())
    PersonFactory(region=None)
    lines = b"".join(client.get(f"/en/members/people/?section={section.pk}&state=active&audience=personal&format=csv").streaming_content).decode(
        "utf-8-sig"
    )
    assert [row["id"] for row in csv.DictReader(io.StringIO(lines))] == [str(inside.pk)]


def test_nonsense_in_the_address_is_no_error(client, make_user):
    client.force_login(make_user("secretary"))
    assert client.get("/en/members/people/?region=x&section=99999999&state=no&order=evil&page=zzz").status_code == 200


def test_a_merged_person_leads_to_the_other_one(client, make_user):
    client.force_login(make_user("secretary"))
    kept = PersonFactory()
    gone = PersonFactory(merged_into=kept)
    assert client.get(f"/en/members/people/{gone.pk}/").headers["Location"] == f"/en/members/people/{kept.pk}/"


@pytest.mark.parametrize("query", ["", "?q=читалкин&work=библиотека", "?q=читалкен"])
def test_the_directory_asks_as_many_queries_for_three_people_as_for_one_and_at_most_ten(client, make_user, query):
    client.force_login(make_user("secretary"))
    assert connection.features.has_json_object_function, "SQLite is asked about JSON once in a process, and not while we count"
    counts = []
    for more in (1, 2):
        for _number in range(more):
            place = AffiliationFactory()
            person = place.person
            index(place.organisation)
            active(person=person, on=timezone.localdate())
            index(person)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/members/people/{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_a_persons_page_with_everything_asks_at_most_25_queries(client, make_user, django_assert_max_num_queries):
    person = PersonFactory()
    for _number in range(3):
        AffiliationFactory(person=person)
        SectionMemberFactory(person=person)
        OfficeFactory(person=person)
    active(person=person, on=timezone.localdate())
    client.force_login(make_user("secretary"))
    with django_assert_max_num_queries(25):
        assert client.get(f"/en/members/people/{person.pk}/").status_code == 200


def test_the_list_is_empty_in_words(client, make_user):
    user = make_user("secretary")
    client.force_login(user)
    assert "Nobody was found." in client.get("/en/members/people/?q=нетникого").content.decode()
    assert Person.objects.count() == 0
