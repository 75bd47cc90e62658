"""The office's pages of the ledger: found, read, decided about; nobody else sees a line."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.letters import registry, states
from sextant.base.letters.models import Letter
from sextant.base.letters.tests.factories import make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, make_user):
    client.force_login(make_user("secretary"))
    return client


@pytest.mark.parametrize("name", ["detail", "send_again", "note_arrival", "withdraw"])
def test_a_member_of_the_public_reads_and_decides_nothing(client, make_user, name):
    letter = make_letter(subject="Your exclusion", state=states.UNCERTAIN)
    client.force_login(make_user())
    answer = getattr(client, "get" if name == "detail" else "post")(reverse(f"letters:{name}", args=[letter.pk]))
    assert (answer.status_code, b"exclusion" in answer.content, Letter.objects.get().state) == (403, False, states.UNCERTAIN)


@pytest.mark.parametrize("name", ["letters:list", "letters:templates"])
def test_the_ledger_is_the_offices(client, make_user, name):
    client.force_login(make_user())
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "boris"}, ["two"]),
        ({"search": "взнос"}, ["one"]),
        ({"state": "failed"}, ["two"]),
        ({"until": "2019-04-25"}, []),
        ({}, ["two", "one"]),
    ],
)
def test_letters_are_found_by_address_subject_state_and_day(office, asked, found):
    make_letter("one", subject="Взнос за год"), make_letter("two", to="boris@library.example", state=states.FAILED)
    assert [letter.key for letter in office.get(reverse("letters:list"), asked).context["page"]] == found


def test_the_list_asks_as_many_questions_for_one_letter_as_for_three(office, make_user):
    asked = []
    for keys in (["one"], ["two", "three"]):
        for key in keys:
            make_letter(key, to=make_user())
        with CaptureQueriesContext(connection) as queries:
            office.get(reverse("letters:list"))
        asked.append(len(queries))
    assert (asked[0], asked[0] <= 10) == (asked[1], True)


def test_the_words_of_a_secret_letter_are_shown_to_nobody(office):
    letter = make_letter(secret=True, body="https://site/reset/abc")
    shown = [office.get(reverse("letters:detail", args=[letter.pk])), office.get(reverse("letters:list"))]
    rows = b"".join(office.get(reverse("letters:list"), {"format": "csv"}).streaming_content)
    assert [b"reset/abc" in content for content in (shown[0].content, shown[1].content, rows)] == [False, False, False]


@pytest.mark.parametrize(("name", "becomes"), [("send_again", "queued"), ("note_arrival", "sent"), ("withdraw", "withdrawn")])
def test_the_office_decides_about_a_doubtful_letter(office, name, becomes):
    letter = make_letter(state=states.UNCERTAIN)
    office.post(reverse(f"letters:{name}", args=[letter.pk]))
    assert Letter.objects.get().state == becomes


def test_a_decision_that_comes_too_late_is_answered_with_a_sentence(office):
    letter = make_letter(state=states.WITHDRAWN)
    page = office.post(reverse("letters:withdraw", args=[letter.pk]), follow=True)
    assert "it cannot be taken back" in page.content.decode()


def test_the_download_is_what_is_on_screen(office):
    make_letter("one"), make_letter("two", to="boris@library.example")
    rows = json.loads(b"".join(office.get(reverse("letters:list"), {"search": "boris", "format": "json"}).streaming_content))
    assert [row["to_address"] for row in rows] == ["boris@library.example"]


def test_every_template_has_words_in_both_languages(office):
    pages = [office.get(reverse("letters:template", args=[template.code])) for template in registry.templates()]
    previews = [preview for page in pages for preview in page.context["previews"]]
    assert len(previews) == 2 * len(registry.templates())
    assert all(preview["subject"] and preview["body"].strip() for preview in previews)
    assert office.get(reverse("letters:template", args=["no.such"])).status_code == 404
