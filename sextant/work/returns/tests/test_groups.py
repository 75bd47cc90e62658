"""Groups of libraries that somebody chooses to compare with: private or public, changed by who named them."""

import csv
import io
import json
from statistics import median

import pytest

from sextant.work.returns.actions.groups import add_to_group, make_group
from sextant.work.returns.models import ChosenGroup, GroupProtection, Library
from sextant.work.returns.tests.peers import held_year
from sextant.work.returns.tests.rounds import acting_for, collection_with, officer_of, region

pytestmark = pytest.mark.django_db
OTHERS = ("AK0004", "AK0007", "AK0020")


@pytest.fixture
def keeper(make_user):
    """Somebody who acts for a library."""
    return acting_for(make_user("keeper"), collection_with(1, "aside", region("RU-TVE")).libraries.get().organisation)


def named(release, by, *, is_public=False, keys=OTHERS):
    group = make_group(collection=release.collection, name="Our consortium", is_public=is_public, by=by)
    for library in Library.objects.filter(key__in=keys):
        add_to_group(group, library, by=by)
    return group


def _address(group, key="AK0001"):
    return f"/en/returns/libraries/{Library.objects.get(key=key).pk}/peers/?within=group-{group.pk}"


def test_a_keeper_names_a_group_adds_libraries_and_compares_with_them(client, keeper, tmp_path):
    release = held_year(tmp_path)
    client.force_login(keeper)
    page = client.post("/en/returns/groups/new/", {"name": "Our consortium", "collection": release.collection_id}).url
    assert "LIBRARY 4" in client.get(f"{page}?q=AK0004").content.decode()
    for key in OTHERS:
        client.post(f"{page}add/", {"library": Library.objects.get(key=key).pk})
    group = ChosenGroup.objects.get()
    body = client.get(f"{_address(group)}&format=csv").getvalue().decode("utf-8-sig")
    visits = next(row for row in csv.DictReader(io.StringIO(body)) if row["indicator"] == "visits_per_head")
    told = [float(visits[name]) for name in ("value", "percentile", "median", "libraries")]
    assert told == [2.0, 0.0, median([5, 8, 21]), 3]
    client.post(f"{page}remove/", {"library": Library.objects.get(key="AK0020").pk})
    assert sorted(group.libraries.values_list("key", flat=True)) == ["AK0004", "AK0007"]


def test_the_library_itself_is_not_among_those_it_is_compared_with(client, keeper, tmp_path):
    group = named(held_year(tmp_path), keeper, is_public=True)
    rows = json.loads(client.get(f"{_address(group, 'AK0004')}&format=json").getvalue())
    assert {row["libraries"] for row in rows} == {2}


def test_a_private_group_is_seen_by_nobody_else(client, keeper, make_user, tmp_path):
    group = named(held_year(tmp_path), keeper)
    for user in (None, "analyst", "treasurer"):
        if user:
            client.force_login(make_user(user))
        answers = [client.get(f"/en/returns/groups/{group.pk}/"), client.get("/en/returns/groups/"), client.get(_address(group))]
        assert answers[0].status_code in (302, 403)
        assert all(b"Our consortium" not in answer.content for answer in answers)
        assert b"nearest libraries" in answers[2].content


def test_a_public_group_is_seen_by_everybody_and_changed_by_its_maker_and_the_office(client, keeper, make_user, tmp_path):
    group = named(held_year(tmp_path), keeper, is_public=True)
    assert "Our consortium" in client.get(_address(group)).content.decode()
    client.force_login(officer_of(make_user("officer"), region("RU-TVE")))
    assert client.get(f"/en/returns/groups/{group.pk}/").status_code == 200
    assert client.post(f"/en/returns/groups/{group.pk}/delete/").status_code == 403
    client.force_login(make_user("analyst"))
    assert client.post(f"/en/returns/groups/{group.pk}/edit/", {"name": "Another name", "is_public": "on"}).status_code == 302
    client.force_login(keeper)
    assert client.post(f"/en/returns/groups/{group.pk}/delete/").status_code == 302
    assert not ChosenGroup.objects.exists()


def test_who_acts_for_no_library_names_no_group(client, make_user, tmp_path):
    release = held_year(tmp_path, 5)
    client.force_login(make_user("treasurer"))
    assert client.post("/en/returns/groups/new/", {"name": "X", "collection": release.collection_id}).status_code == 403
    assert not ChosenGroup.objects.exists()


def test_bad_questions_are_answered_in_words(client, keeper, tmp_path):
    release = held_year(tmp_path, 5)
    group = named(release, keeper, keys=("AK0001",))
    client.force_login(keeper)
    again = client.post("/en/returns/groups/new/", {"name": "Our consortium", "collection": release.collection_id})
    assert (again.status_code, "of this name already" in again.content.decode()) == (400, True)
    foreign = client.post(f"/en/returns/groups/{group.pk}/add/", {"library": Library.objects.get(key="T001").pk}, follow=True)
    assert "same collection" in foreign.content.decode()
    assert client.post(f"/en/returns/groups/{group.pk}/add/", {"library": "9" * 30}).status_code == 404
    assert list(group.libraries.values_list("key", flat=True)) == ["AK0001"]


def test_protection_holds_for_chosen_groups_too(client, keeper, tmp_path):
    release = held_year(tmp_path)
    group = named(release, keeper, is_public=True, keys=("AK0007",))
    assert "8.00" in client.get(_address(group)).content.decode()
    GroupProtection.objects.create(collection=release.collection, least=3, asked_by="the ministry")
    page = client.get(_address(group)).content.decode()
    assert ("8.00" in page, "Withheld: too few libraries" in page) == (False, True)
