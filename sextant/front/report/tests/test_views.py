"""Who reads what, and every number opens to its rows."""

import pytest

from sextant.front.report import actions, states
from sextant.front.report.models import Words
from sextant.front.report.tests.factories import make_report

pytestmark = pytest.mark.django_db


def publish(report):
    return actions.move_report(actions.move_report(report, states.REVIEW, by=None), states.PUBLISHED, by=None)


def test_a_draft_is_not_shown_to_visitors(client):
    make_report()
    assert (client.get("/en/report/2018/").status_code, b"2018" in client.get("/en/report/").content) == (302, False)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_published_report_opens_in_both_languages(client, language):
    publish(make_report())
    page = client.get(f"/{language}/report/2018/")
    assert (page.status_code, ">3,5<" in page.content.decode(), ">3.5<" in page.content.decode()) == (200, language == "ru", language == "en")


def test_rows_that_stand_for_persons_are_counted_but_not_shown_to_visitors(client):
    figure = publish(make_report()).figures.get(indicator_code="counted")
    page = client.get(f"/en/report/2018/figures/{figure.pk}/").content.decode()
    assert ("Anna" in page, "fewer than five persons" in page, ">12<" in page, figure.row_fingerprint in page) == (False, True, False, True)


def test_downloads_of_rows_are_refused_to_visitors_too(client):
    figure = publish(make_report()).figures.get(indicator_code="counted")
    assert b"Anna" not in client.get(f"/en/report/2018/figures/{figure.pk}/?format=csv").content


def test_those_who_may_see_the_rows_see_and_download_them(client, make_user):
    figure = publish(make_report()).figures.get(indicator_code="counted")
    client.force_login(make_user("secretary", is_staff=True))
    page = client.get(f"/en/report/2018/figures/{figure.pk}/").content.decode()
    download = b"".join(client.get(f"/en/report/2018/figures/{figure.pk}/?format=csv").streaming_content).decode()
    assert ("Anna" in page, download.splitlines()[2]) == (True, "'=cmd,4")


def test_a_chair_of_another_section_cannot_write_the_words(client, make_user):
    make_report()
    client.force_login(make_user())
    assert (client.post("/en/report/2018/words/I/", {"text_ru": "а", "text_en": "a"}).status_code, Words.objects.get().text_ru) == (403, "")


def test_the_editor_writes_hands_in_and_agrees(client, make_user):
    make_report()
    client.force_login(make_user("editor"))
    client.post("/en/report/2018/words/I/", {"text_ru": "Год", "text_en": "Year"})
    for target in (states.REVIEW, states.AGREED):
        client.post("/en/report/2018/words/I/move/", {"to": target})
    assert (Words.objects.get().text_en, Words.objects.get().state) == ("Year", states.AGREED)


def test_only_secretary_and_director_publish(client, make_user):
    actions.move_report(make_report(), states.REVIEW, by=None)
    client.force_login(make_user("editor"))
    refused = client.post("/en/report/2018/move/", {"to": states.PUBLISHED}).status_code
    client.force_login(make_user("secretary"))
    assert (refused, client.post("/en/report/2018/move/", {"to": states.PUBLISHED}).status_code) == (403, 302)


def test_the_report_page_needs_the_same_number_of_queries_whatever_its_size(client, django_assert_max_num_queries):
    publish(make_report())
    with django_assert_max_num_queries(10):
        client.get("/en/report/2018/")


def test_an_unknown_file_is_not_found(client):
    publish(make_report())
    assert client.get("/en/report/2018/files/secret.txt").status_code == 404
