"""The agenda's table of contents, directions and guidelines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from sextant.society.agenda.actions import apply_agenda
from sextant.society.agenda.agenda_file import parse
from sextant.society.agenda.models import Guideline, Indicator, IndicatorValue
from sextant.society.agenda.tests.factories import InitiativeFactory
from sextant.society.agenda.tests.test_agenda_file import GOOD


def test_every_guideline_of_the_agenda_has_its_page_in_both_languages(alma, client):
    for guideline in Guideline.objects.select_related("direction"):
        for language, title in (("en", guideline.title_en), ("ru", guideline.title_ru)):
            answer = client.get(f"/{language}/agenda/{guideline.direction.slug}/{guideline.number}/")
            assert escape(title) in answer.text


def test_a_site_without_an_agenda_says_how_to_load_one(db, client):
    assert "sextant agenda load alma_2019" in client.get("/en/agenda/").text


def test_an_earlier_agenda_stays_readable_below_its_code(alma, client):
    apply_agenda(parse(GOOD))
    assert "A small agenda" in client.get("/en/agenda/").text
    assert client.get("/en/agenda/iv/2/").status_code == 404
    assert "/en/agenda/earlier/alma_2019/iv/2/" in client.get("/en/agenda/earlier/alma_2019/iv/").text
    assert client.get("/en/agenda/earlier/alma_2019/iv/2/").status_code == 200


@pytest.mark.parametrize("path", ["/en/agenda/", "/en/agenda/iv/"])
def test_the_agenda_asks_as_often_for_many_figures_as_for_none(alma, client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for indicator in Indicator.objects.all():
        IndicatorValue.objects.create(indicator=indicator, year=2025, starts_on="2025-01-01", ends_on="2025-12-31", value=3)
    for guideline in Guideline.objects.all():
        InitiativeFactory(home=guideline)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert (len(few), len(few) <= 10) == (len(many), True)


def test_a_private_initiative_is_not_counted_for_visitors(alma, client, make_user):
    InitiativeFactory(home=Guideline.objects.get(direction__code="IV", number=2), is_public=False)
    row = '<td class="number">1</td>'
    assert row not in client.get("/en/agenda/iv/").text
    client.force_login(make_user("secretary"))
    assert row in client.get("/en/agenda/iv/").text


def test_the_page_of_a_section_names_its_initiatives_that_the_reader_may_know_of(alma, client):
    shown = InitiativeFactory(home=Guideline.objects.first(), is_public=True, state="under_way", title_en="Reading outdoors")
    InitiativeFactory(section=shown.section, is_public=False, title_en="A plan kept back")
    text = client.get(f"/en/members/sections/{shown.section.code}/").text
    assert ("Reading outdoors" in text, "A plan kept back" in text) == (True, False)
