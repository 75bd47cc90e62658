"""Sessions for programs: those everybody may know of, groups in numbers, what was adopted; no names and no answers."""

import pytest

from sextant.society.documents.actions.publishing import publish
from sextant.work.foresight.tests.factories import decided, deciding, opened, planned
from sextant.work.foresight.tests.test_from_plan_to_agenda import approved

pytestmark = pytest.mark.django_db


def test_a_session_that_is_prepared_is_not_told_of(client):
    session = planned(title_en="Still secret")
    assert client.get("/api/foresight/sessions").json()["items"] == []
    assert [client.get(f"/api/foresight/sessions/{session.pk}/{part}").status_code for part in ("groups", "adopted")] == [404, 404]


def test_groups_are_told_in_numbers_and_nobody_by_name(client):
    session = opened()
    answer = client.get(f"/api/foresight/sessions/{session.pk}/groups")
    assert [(one["code"], one["participants"], one["statements"]) for one in answer.json()] == [("I", 6, 4), ("II", 0, 0)]
    assert b"Guest" not in answer.content


def test_the_document_and_what_was_adopted_are_told_once_the_agenda_is_published(client):
    session = deciding()
    decided(session)
    document = approved(session)
    told = client.get("/api/foresight/sessions").json()["items"][0]
    assert (told["document"], told["published_agenda"]) == ("", "")
    assert client.get(f"/api/foresight/sessions/{session.pk}/adopted").json() == []
    publish(document, by=None)
    told = client.get("/api/foresight/sessions").json()["items"][0]
    assert (told["document"], told["base_agenda"], told["published_agenda"]) == (document.code, "earlier", "agenda_2027")
    adopted = client.get(f"/api/foresight/sessions/{session.pk}/adopted").json()
    assert [(one["guideline"], one["title_en"]) for one in adopted] == [("I.1", "Story hours")]
