"""A brief is written by one person, reviewed by another, and then read by everybody."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import translate_url

from sextant.base.measures.registry import Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.concepts.models import Concept
from sextant.work.observatory.actions.briefs import begin_brief, move_brief, save_brief
from sextant.work.observatory.forms.briefs import PARTS
from sextant.work.observatory.models import Brief
from sextant.work.observatory.tests.factories import published

pytestmark = pytest.mark.django_db
TEXTS = {f"{name}_{language}": f"Words on {name}" for name in ("title", *(name for name, _label in PARTS)) for language in ("ru", "en")}


@pytest.fixture
def brief(settings, tmp_path, make_user):
    settings.SEXTANT_HOME = tmp_path
    edition = published()
    code = edition.analyses.get(name="priorities").rows[0]["concept"]
    return begin_brief(edition, Concept.objects.get(code=code), by=make_user("analyst"))


def test_a_brief_begins_with_what_was_counted_in_both_languages(brief):
    assert str(brief.figures["works"]) in brief.known_en
    assert "The latest" in brief.known_en
    assert "Последн" in brief.known_ru
    with pytest.raises(ValidationError, match="already"):
        begin_brief(brief.edition, brief.concept, by=brief.written_by)


def test_it_goes_to_review_only_when_every_part_is_written(brief):
    with pytest.raises(ValidationError, match="something is still empty"):
        move_brief(brief, "in_review", by=brief.written_by)


def test_nobody_reviews_a_brief_of_their_own(brief, make_user, client):
    save_brief(brief, TEXTS, by=brief.written_by)
    move_brief(brief, "in_review", by=brief.written_by)
    with pytest.raises(ValidationError, match="another person"):
        move_brief(brief, "published", by=brief.written_by)
    client.force_login(brief.written_by)
    assert client.post(f"/en/observatory/briefs/{brief.pk}/move/", {"to": "published"}).status_code == 403
    other = make_user("secretary")
    assert any(task.url == brief.get_absolute_url() for task in tasks_of(other))
    with pytest.raises(ValidationError, match="what is to be changed"):
        move_brief(brief, "draft", by=other)
    assert move_brief(brief, "published", by=other, review="Clear.").reviewed_by == other


def test_drafts_are_not_read_by_others(client, brief, make_user):
    save_brief(brief, {**TEXTS, "missing_en": "A secret of the draft"}, by=brief.written_by)
    for user in (None, make_user("member")):
        if user:
            client.force_login(user)
        assert client.get(f"/en/observatory/briefs/{brief.pk}/").status_code in (302, 403)
        assert "Words on title" not in client.get("/en/observatory/briefs/").content.decode()
        assert client.post(f"/en/observatory/briefs/{brief.pk}/move/", {"to": "published"}).status_code in (302, 403)


def test_a_published_brief_is_read_and_counted(client, brief, make_user):
    save_brief(brief, {**TEXTS, "topics_en": "One topic\nAnother topic"}, by=brief.written_by)
    move_brief(brief, "in_review", by=brief.written_by)
    move_brief(brief, "published", by=make_user("director"))
    page = client.get(f"/en/observatory/briefs/{brief.pk}/").content.decode()
    assert "Another topic" in page
    offers = Brief.objects.get().offers
    assert len(offers) == 2
    assert "Another topic" in client.get(translate_url(offers[1], "en")).content.decode()
    day = Brief.objects.get().published_at.date()
    found = measure("observatory.briefs_published").function(Period.of_year(day.year), Scope())
    assert found.value == len(list(found.source.records())) == 1
    works = measure("observatory.works_analysed").function(Period.of_year(day.year), Scope())
    assert works.value == brief.edition.works


def test_a_brief_is_begun_on_the_page_of_the_concept(client, make_user, settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    edition = published()
    code = edition.analyses.get(name="priorities").rows[0]["concept"]
    client.force_login(make_user("analyst"))
    answer = client.post(f"/en/observatory/briefs/new/{edition.pk}/{code}/", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/edit/")
    brief = Brief.objects.get()
    client.post(f"/en/observatory/briefs/{brief.pk}/edit/", TEXTS)
    page = client.post(f"/en/observatory/briefs/{brief.pk}/move/", {"to": "in_review"}, follow=True).content.decode()
    assert "Another person than the one who wrote it" in page
