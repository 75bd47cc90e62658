"""Groups of libraries that somebody chooses to compare with: private or public, changed by who named them."""

import csv
import io
import json
from statistics import median

import pytest
from django.core.exceptions import ValidationError

from sextant.work.returns.actions.groups import add_to_group, fix_group, make_group
from sextant.work.returns.models import ChosenGroup, GroupProtection, Library, LibraryReturn
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


SMALL, LARGE = [f"AK{number:04d}" for number in range(1, 40, 2)], [f"AK{number:04d}" for number in range(2, 41, 2)]


@pytest.fixture
def protected(tmp_path):
    """A year whose owner asked that nothing be told of fewer than four libraries."""
    release = held_year(tmp_path)
    GroupProtection.objects.create(collection=release.collection, least=4, asked_by="the ministry")
    return release


def fixed(release, by, keys, name):
    group = make_group(collection=release.collection, name=name, is_public=True, by=by)
    group.libraries.set(Library.objects.filter(key__in=keys))
    return fix_group(group, by=by)


def told(client, group, code="visits_per_head", key="AK0001"):
    rows = json.loads(client.get(f"{_address(group, key)}&format=json").getvalue())
    return next(row for row in rows if row["indicator"] == code)


def test_two_groups_that_differ_by_one_library_would_tell_its_value(client, keeper, tmp_path):
    release, secret = held_year(tmp_path), "AK0008"
    groups = []
    for keys in (["AK0007", "AK0009"], ["AK0007", "AK0009", secret]):
        groups.append(make_group(collection=release.collection, name=str(len(keys)), is_public=True, by=keeper))
        groups[-1].libraries.set(Library.objects.filter(key__in=keys))
    assert told(client, groups[1])["median"] == LibraryReturn.objects.get(library__key=secret).indicators["visits_per_head"] == 9
    assert told(client, groups[0])["median"] == 9


def test_under_protection_figures_are_told_of_fixed_groups_alone_and_these_do_not_change(client, keeper, protected):
    group = make_group(collection=protected.collection, name="Ours", is_public=True, by=keeper)
    group.libraries.set(Library.objects.filter(key__in=SMALL[:6]))
    assert told(client, group)["median"] is None
    client.force_login(keeper)
    assert "figures of the group are told after its libraries are fixed" in client.get(group.get_absolute_url()).content.decode()
    assert client.post(f"/en/returns/groups/{group.pk}/fix/").status_code == 302
    assert told(client, group)["median"] == median([2, 4, 6, 8, 10, 12])
    for path in ("add", "remove"):
        answer = client.post(f"/en/returns/groups/{group.pk}/{path}/", {"library": Library.objects.get(key="AK0011").pk}, follow=True)
        assert "are fixed, for its figures may have been told" in answer.content.decode()
    assert group.libraries.count() == 6
    assert "Add libraries" not in client.get(group.get_absolute_url()).content.decode()


def test_a_group_that_differs_by_few_libraries_from_one_fixed_before_is_refused_whoever_made_it_and_if_it_was_deleted(keeper, make_user, protected):
    first = fixed(protected, keeper, SMALL[:6], "First")
    stranger = make_user("stranger")
    for keys in (SMALL[:7], SMALL[:5], [*SMALL[:5], LARGE[0]], SMALL[:9]):
        with pytest.raises(ValidationError, match="differs by fewer than 4 libraries"):
            fixed(protected, stranger, keys, f"Another of {len(keys)}, {keys[-1]}")
    first.delete()
    with pytest.raises(ValidationError, match="differs by fewer than 4 libraries"):
        fixed(protected, stranger, SMALL[:8], "Later")
    assert fixed(protected, stranger, SMALL[:10], "Far enough").fixed_at is not None
    assert fixed(protected, keeper, SMALL[:6], "The same again").fixed_at is not None


def test_a_figure_that_only_a_few_of_the_libraries_between_two_groups_have_is_withheld(client, keeper, protected):
    for key in SMALL[6:9]:
        row = LibraryReturn.objects.get(library__key=key)
        LibraryReturn.objects.filter(pk=row.pk).update(
            indicators={code: value for code, value in row.indicators.items() if code != "visits_per_head"}
        )
    first, second = fixed(protected, keeper, SMALL[:6], "First"), fixed(protected, keeper, SMALL[:10], "Second")
    assert told(client, first)["median"] == median([2, 4, 6, 8, 10, 12])
    hidden, shown = told(client, second), told(client, second, "loans_per_head")
    assert (hidden["median"], "would tell figures of a few libraries" in hidden["withheld"], shown["median"]) == (None, True, 3)


@pytest.mark.parametrize(("keys", "shown"), [(SMALL[:-1] + LARGE, False), (SMALL[:-4] + LARGE, True), (SMALL + LARGE, True)])
def test_a_group_that_is_nearly_a_published_one_is_withheld(client, keeper, protected, keys, shown):
    group = fixed(protected, keeper, keys, "Nearly all")
    assert (told(client, group)["median"] is not None) == shown


def test_a_group_reads_the_same_from_within_and_from_without(client, keeper, protected):
    group = fixed(protected, keeper, SMALL[:6], "First")
    within, without = (told(client, group, key=key) for key in (SMALL[0], LARGE[0]))
    assert [within[name] for name in ("q1", "median", "q3", "libraries")] == [without[name] for name in ("q1", "median", "q3", "libraries")]


def test_groups_are_fixed_where_it_is_needed_and_by_who_may_change_them(client, keeper, make_user, protected):
    small = make_group(collection=protected.collection, name="Small", is_public=True, by=keeper)
    client.force_login(make_user("treasurer"))
    assert client.post(f"/en/returns/groups/{small.pk}/fix/").status_code == 403
    with pytest.raises(ValidationError, match="at least 4 libraries"):
        fix_group(small, by=keeper)
    GroupProtection.objects.all().delete()
    with pytest.raises(ValidationError, match="asked for no protection"):
        fix_group(small, by=keeper)
