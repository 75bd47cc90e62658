"""Evidence: objects and addresses that support something, shown to those who may see them."""

import pytest
from django.core.exceptions import ValidationError

from sextant.society.agenda import actions, queries
from sextant.society.agenda.models import Guideline
from sextant.society.agenda.tests.factories import InitiativeFactory


@pytest.fixture
def guideline(alma) -> Guideline:
    return Guideline.objects.first()


def test_a_private_object_is_evidence_only_for_those_who_may_see_it(guideline, make_user, client):
    office = make_user("secretary")
    hidden = InitiativeFactory(is_public=False, title_en="Tajny plan")
    actions.add_evidence(about=guideline, object_kind="agenda.initiative", object_id=str(hidden.pk), by=office)
    assert [support.evidence.title for support in queries.evidence_of("guideline", guideline.pk, office)] == ["Tajny plan"]
    assert "Tajny plan" not in client.get("/en/agenda/0/1/").text


def test_nobody_links_an_object_that_is_not_open_to_them(guideline, make_user):
    hidden = InitiativeFactory(is_public=False)
    with pytest.raises(ValidationError, match="not open to you"):
        actions.add_evidence(about=guideline, object_kind="agenda.initiative", object_id=str(hidden.pk), by=make_user("analyst"))


def test_an_address_that_is_not_of_the_web_is_refused(guideline, make_user):
    with pytest.raises(ValidationError, match="must begin with http"):
        actions.add_evidence(about=guideline, title="x", url="javascript:alert(1)", by=make_user("secretary"))


def test_the_form_links_an_address_and_only_its_giver_or_the_office_takes_it_away(guideline, make_user, client):
    client.force_login(make_user("analyst"))
    client.post(f"/en/agenda/evidence/guideline/{guideline.pk}/add/", {"title": "Study", "url": "https://example.org/study"})
    (support,) = queries.evidence_of("guideline", guideline.pk, None)
    client.force_login(make_user("editor"))
    assert client.post(f"/en/agenda/evidence/{support.evidence.pk}/remove/").status_code == 403
    client.force_login(make_user("director"))
    client.post(f"/en/agenda/evidence/{support.evidence.pk}/remove/")
    assert queries.evidence_of("guideline", guideline.pk, None) == []


def test_a_visitor_does_not_reach_the_form(guideline, client):
    assert client.get(f"/en/agenda/evidence/guideline/{guideline.pk}/add/").status_code == 302
