"""From a shipped questionnaire to published results, as people walk it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.audit.models import Entry
from sextant.society.surveys import states
from sextant.society.surveys.models import Response, Survey, UsedKey
from sextant.society.surveys.tests.factories import answered, closed, draft, opened

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"surveys:{name}", args=args)


def test_a_stranger_answers_a_survey_made_from_a_shipped_questionnaire(client, make_user):
    office = make_user("secretary")
    client.force_login(office)
    made = client.post(page("new_survey"), {"code": "city-2026", "template": "public-perception", "title_ru": "", "title_en": ""})
    assert made.url == page("manage", "city-2026")
    client.post(page("open", "city-2026"))
    client.logout()
    begun = client.post(page("begin", "city-2026"))
    assert begun.status_code == 302
    address = begun.url
    assert client.get(address).status_code == 200
    first = client.post(address, {"page": "1", "go": "next", "visits": "never", "why_not": ["far", "other"], "why_not.other": "No bus"})
    assert first.url == f"{address}?page=2"
    second = client.post(
        address,
        {"page": "2", "go": "next", "visits": "never", "why_not": ["far", "other"], "why_not.other": "No bus", "views.open": "4", "satisfied": "5"},
    )
    assert second.url == f"{address}?page=3"
    everything = {"visits": "never", "why_not": ["far", "other"], "why_not.other": "No bus", "views.open": "4", "satisfied": "5", "age": "a25"}
    assert client.post(address, {"page": "3", "go": "next", **everything}).url == f"{address}?page=4"
    assert client.post(address, {"page": "4", "go": "send", **everything}).url == address
    response = Response.objects.get()
    assert (response.state, response.answers) == (
        Response.COMPLETE,
        {"visits": "never", "why_not": ["far", "other"], "why_not.other": "No bus", "views": {"open": "4"}, "age": "a25"},
    )
    assert "Thank you!" in client.get(address).content.decode()
    client.force_login(office)
    assert "1 answer" in client.get(page("answers", "city-2026")).content.decode()
    client.post(page("close", "city-2026"))
    client.post(page("publish", "city-2026"), {"note": ""})
    client.logout()
    assert client.get(page("results", "city-2026")).status_code == 200
    assert Survey.objects.get().state == states.PUBLISHED


def test_every_page_of_the_office_opens(client, make_user):
    client.force_login(make_user("secretary"))
    survey = closed()
    draft("another")
    for name in ("manage", "questions", "preview", "answers", "texts", "weights", "close", "publish", "codebook", "answers_file", "questions_text"):
        assert client.get(page(name, survey.code)).status_code in (200, 302, 403), name
    for name in ("manage", "settings", "questions", "add_question", "edit_text", "preview", "open", "discard"):
        assert client.get(page(name, "another")).status_code == 200, name
    assert client.get(page("edit_question", "another", "goes")).status_code == 200
    assert client.get(page("kept")).status_code == client.get(page("new_survey")).status_code == client.get(page("surveys")).status_code == 200


def test_answers_of_an_anonymous_survey_lead_to_nobody(make_user):
    survey = opened()
    answered(survey, 3)
    held = Response.objects.first()
    assert (held.person, held.invitation, held.sent_on) == (None, None, timezone.localdate())
    lines = Entry.objects.filter(verb="surveys.send")
    assert {(one.object_id, one.actor, str(one.after)) for one in lines} == {("", None, "{}")}
    assert UsedKey.objects.count() == 0
