"""The API answers by the rules of the pages."""

import pytest
from django.utils import timezone

from sextant.society.members.tests.factories import OrganisationFactory, RegionFactory, SectionFactory, active

pytestmark = pytest.mark.django_db


def test_organisations_are_listed_by_region_and_the_unlisted_are_left_out(client):
    OrganisationFactory(region=RegionFactory(code="RU-MOW"), name_en="Town Library")
    OrganisationFactory()
    OrganisationFactory(in_directory=False)
    told = client.get("/api/members/organisations").json()
    moscow = client.get("/api/members/organisations?region=RU-MOW").json()
    assert (told["total"], [one["name_en"] for one in moscow["items"]]) == (2, ["Town Library"])


def test_an_unlisted_organisation_is_refused_to_a_visitor(client):
    answer = client.get(f"/api/members/organisations/{OrganisationFactory(in_directory=False, name_en='Hidden').pk}")
    assert (answer.status_code in {401, 403}, "Hidden" in answer.content.decode()) == (True, False)


def test_sections_name_the_one_above(client):
    SectionFactory(code="b", parent=SectionFactory(code="a"))
    assert [(one["code"], one["above"]) for one in client.get("/api/members/sections").json()["items"]] == [("a", None), ("b", "a")]


def test_standing_is_told_to_the_office_only(client, make_user):
    membership = active(on=timezone.localdate())
    address = f"/api/members/standing/{membership.person_id}"
    assert client.get(address).status_code in {401, 403}
    client.force_login(make_user("secretary"))
    told = client.get(address).json()
    assert (told["ok"], told["reason"], told["number"]) == (True, "personal", membership.number)
