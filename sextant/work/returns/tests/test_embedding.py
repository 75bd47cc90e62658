"""Charts and stories on other sites: framed there and nowhere else, with source, licence and the way back."""

import struct

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.work.returns.actions.stories import add_story_chart, make_story, publish_story, set_citation
from sextant.work.returns.models import Collection, Story
from sextant.work.returns.tests.factories import run_import, write_table

pytestmark = pytest.mark.django_db
EMBED = "/en/returns/embed/pls/visits_per_head"
WORDS = {"title_ru": "Посещения", "title_en": "Visits fell", "text_ru": "Их стало меньше.", "text_en": "They fell by half."}


@pytest.fixture
def collection(tmp_path):
    run_import(write_table(tmp_path))
    run_import(write_table(tmp_path, "pls_fy2019.csv", ("AK,AK0001,ANCHOR POINT,1000,2500,7000,9",)))
    return Collection.objects.get()


def told(**fields):
    """A story with one chart; published unless `draft` is asked for."""
    draft = fields.pop("draft", False)
    story = make_story(slug=fields.pop("slug", "visits"), by=None, **{**WORDS, **fields})
    chart = {"collection": Collection.objects.get(), "indicator": "visits_per_head", "kind": "years", "words_en": "Look:", "words_ru": "Смотрите:"}
    add_story_chart(story, by=None, **chart)
    return story if draft else publish_story(story, by=None)


@pytest.mark.parametrize("kind", ["years", "regions", "sizes"])
def test_a_chart_may_be_framed_elsewhere_and_sets_nothing(client, collection, kind):
    framed = client.get(f"{EMBED}/{kind}/")
    assert framed.status_code == 200
    assert ("frame-ancestors *" in framed["Content-Security-Policy"], "X-Frame-Options" in framed.headers) == (True, False)
    assert ("script-src 'self'" in framed["Content-Security-Policy"], dict(framed.cookies)) == (True, {})
    body = framed.content.decode()
    assert ("<nav" in body, "<svg" in body, "Visits per" in body) == (False, True, True)


def test_every_other_page_of_the_house_still_refuses_to_be_framed(client, collection, make_user):
    story = told()
    client.force_login(make_user("analyst"))
    pages = ("", "collections/pls/", "collections/pls/indicators/visits_per_head/", "collections/pls/indicators/visits_per_head/embed/")
    for page in (*pages, "stories/", f"stories/{story.slug}/", f"stories/{story.slug}/edit/", "collections/pls/2018/forms/"):
        plain = client.get(f"/en/returns/{page}")
        assert (plain.status_code, "frame-ancestors 'none'" in plain["Content-Security-Policy"], plain["X-Frame-Options"]) == (200, True, "DENY")


def test_source_licence_and_the_way_back_stand_below_the_chart(client, collection):
    assert "No licence is stated" in client.get(f"{EMBED}/years/").content.decode()
    words = {"source_ru": "ИМЛС", "source_en": "IMLS, Public Libraries Survey", "licence": "CC0 1.0"}
    set_citation(collection, by=None, licence_url="https://creativecommons.org/publicdomain/zero/1.0/", **words)
    body = client.get(f"{EMBED}/years/").content.decode()
    assert "IMLS, Public Libraries Survey" in body
    assert '<a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="license">CC0 1.0</a>' in body
    assert 'href="/en/returns/collections/pls/indicators/visits_per_head/"' in body
    assert '<base target="_blank">' in body
    assert "ИМЛС" in client.get("/ru/returns/embed/pls/visits_per_head/years/").content.decode()


def test_a_year_asked_for_is_drawn_and_without_one_the_latest(client, collection):
    assert "5.00, 2018" not in client.get(f"{EMBED}/sizes/").content.decode()
    for query, year in (("", "2019"), ("?year=2018", "2018"), ("?year=1999", "2019"), ("?year=no", "2019")):
        assert f"<title>Visits per head, {year} ·" in client.get(f"{EMBED}/sizes/{query}").content.decode()


@pytest.mark.parametrize("path", ["pls/visits_per_head/pie/", "pls/nothing/years/", "none/visits_per_head/years/", "stories/nothing/"])
def test_what_there_is_not_is_not_found(client, collection, path):
    assert client.get(f"/en/returns/embed/{path}").status_code == 404


def test_the_snippet_names_the_chart_its_size_and_language_and_is_escaped(client, collection):
    body = client.get("/ru/returns/collections/pls/indicators/visits_per_head/embed/").content.decode()
    assert "&lt;iframe src=&quot;" in body or '&lt;iframe src="' in body
    assert "/ru/returns/embed/pls/visits_per_head/years/" in body
    assert 'width="720" height="520"' in body
    assert "<iframe" not in body


def test_the_chart_is_a_picture_too(client, collection):
    drawing = client.get(f"{EMBED}/years/chart.svg")
    assert (drawing["Content-Type"], drawing.content.startswith(b"<svg xmlns"), b"href" in drawing.content) == ("image/svg+xml", True, False)
    assert "Public Libraries Survey" in drawing.content.decode()
    picture = client.get(f"{EMBED}/years/chart.png").content
    assert (picture[:8], struct.unpack(">I", picture[16:20])) == (b"\x89PNG\r\n\x1a\n", (1200,))
    assert client.get(f"{EMBED}/years/chart.gif").status_code == 404


def test_a_draft_is_seen_by_the_office_alone_and_framed_by_nobody(client, collection, make_user):
    told(draft=True)
    for user, page in ((None, 302), ("treasurer", 403), ("analyst", 200)):
        if user:
            client.force_login(make_user(user))
        answer = client.get("/en/returns/stories/visits/")
        assert (answer.status_code, b"They fell" in answer.content) == (page, page == 200)
        listed = client.get("/en/returns/stories/").content
        assert (b"Visits fell" in listed) == (page == 200)
        assert client.get("/en/returns/embed/stories/visits/").status_code in (302, 403)


def test_a_published_story_is_read_in_both_languages_and_may_be_framed(client, collection):
    told()
    assert "They fell by half." in client.get("/en/returns/stories/visits/").content.decode()
    russian = client.get("/ru/returns/embed/stories/visits/")
    assert ("Их стало меньше." in russian.content.decode(), "frame-ancestors *" in russian["Content-Security-Policy"]) == (True, True)
    assert "Look:" in client.get("/en/returns/embed/stories/visits/").content.decode()


def test_the_office_writes_orders_publishes_and_takes_back_a_story(client, collection, make_user):
    client.force_login(make_user("analyst"))
    assert client.post("/en/returns/stories/new/", {"slug": "visits", **WORDS}).url == "/en/returns/stories/visits/edit/"
    refused = client.post("/en/returns/stories/visits/publish/", follow=True)
    assert "without a chart cannot be published" in refused.content.decode()
    for kind in ("years", "sizes"):
        chart = {"collection": collection.pk, "indicator": "visits_per_head", "kind": kind}
        assert client.post("/en/returns/stories/visits/charts/add/", chart).status_code == 302
    story = Story.objects.get()
    client.post(f"/en/returns/stories/visits/charts/{story.charts.last().pk}/up/")
    assert list(story.charts.values_list("kind", flat=True)) == ["sizes", "years"]
    client.post("/en/returns/stories/visits/publish/")
    client.post(f"/en/returns/stories/visits/charts/{story.charts.first().pk}/remove/")
    kept = client.post(f"/en/returns/stories/visits/charts/{story.charts.get().pk}/remove/", follow=True)
    assert ("keeps at least one chart" in kept.content.decode(), story.charts.count()) == (True, 1)
    emptied = client.post("/en/returns/stories/visits/edit/", {**WORDS, "text_en": ""})
    assert (emptied.status_code, "in both languages" in emptied.content.decode()) == (400, True)
    client.post("/en/returns/stories/visits/take-back/")
    assert Story.objects.get().state == "draft"


@pytest.mark.parametrize("path", ["new/", "visits/edit/", "visits/publish/", "visits/take-back/", "visits/charts/add/"])
def test_only_the_office_writes_stories(client, collection, make_user, path):
    told(draft=True)
    client.force_login(make_user("treasurer"))
    assert client.post(f"/en/returns/stories/{path}", {"slug": "x", **WORDS}).status_code == 403
    assert list(Story.objects.values_list("slug", "state")) == [("visits", "draft")]


def test_a_story_asks_the_same_number_of_queries_for_one_and_for_six_charts(client, collection):
    story = told()
    counts = []
    for more in (0, 5):
        for number in range(more):
            add_story_chart(story, by=None, collection=collection, indicator="loans_per_head", kind=("years", "regions", "sizes")[number % 3])
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/returns/stories/visits/")
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1 <= 9
