"""How far a guideline or an initiative has come at one look, and lists that narrow as one types."""

from datetime import date

import pytest

from sextant.society.agenda.course import ATTENTION, BEHIND, NONE, ON_COURSE, REACHED
from sextant.society.agenda.models import Guideline, Initiative
from sextant.society.agenda.queries import Standing, progress_of, steps_of
from sextant.society.agenda.tests.factories import InitiativeFactory, MilestoneFactory, SectionFactory
from sextant.society.members.panels import panels_of

HTMX = {"HX-Request": "true"}


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "word"),
    [
        ({}, NONE),
        ({REACHED: 2}, REACHED),
        ({REACHED: 1, ON_COURSE: 1, NONE: 3}, ON_COURSE),
        ({ON_COURSE: 1, BEHIND: 1}, ATTENTION),
        ({ON_COURSE: 1, BEHIND: 2}, BEHIND),
    ],
)
def test_a_guideline_is_off_course_only_when_most_of_its_indicators_are(words, word):
    standing = Standing(Guideline())
    standing.words.update(words)
    assert standing.word == word


def test_a_guideline_names_the_sections_at_work_but_not_those_of_private_work(alma, client):
    guideline = Guideline.objects.get(direction__code="IV", number=2)
    InitiativeFactory(home=guideline, state="running", section=SectionFactory(name_en="Open section"))
    InitiativeFactory(home=guideline, state="running", section=SectionFactory(name_en="Quiet section"), is_public=False)
    page = client.get("/en/agenda/iv/2/")
    assert [section.name for section in page.context["sections"]] == ["Open section"]
    assert ("Quiet section" in page.text, page.context["states"]) == (False, [("running", 1)])


def test_progress_counts_milestones_and_the_days_that_are_left(db):
    initiative = InitiativeFactory(state="running", ends_on=date(2026, 7, 1))
    MilestoneFactory(initiative=initiative, due_on=date(2026, 5, 1), done_on=date(2026, 5, 2))
    MilestoneFactory(initiative=initiative, due_on=date(2026, 6, 1))
    today = date(2026, 6, 11)
    found = progress_of(initiative, steps_of(initiative, today), today)
    assert (found.steps, found.reached, found.overdue, found.days_left) == (2, 1, 1, 20)


def test_a_direction_shows_its_own_sector_of_the_dial(alma, client):
    page = client.get("/en/agenda/iv/")
    assert [(sector.numeral, len(sector.segments)) for sector in page.context["dial"].sectors] == [("IV", 4)]
    assert '<span aria-current="page">IV</span>' in page.text


@pytest.mark.parametrize(("path", "part"), [("/en/agenda/initiatives/", "initiatives"), ("/en/agenda/indicators/", "indicators")])
def test_typing_into_a_filter_changes_only_the_list_and_going_back_brings_the_page(alma, client, path, part):
    whole, rows = client.get(path), client.get(path, headers=HTMX)
    back = client.get(path, headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert (f'id="{part}"' in whole.text, "<html" in whole.text, "<html" in rows.text, "<html" in back.text) == (True, True, False, True)


def test_indicators_are_narrowed_by_direction_and_keep_it_in_the_file(alma, client):
    page = client.get("/en/agenda/indicators/?direction=IV")
    assert {row.indicator.guideline.direction.code for row in page.context["page"]} == {"IV"}
    file = client.get("/en/agenda/indicators/?direction=IV&format=csv")
    lines = b"".join(file.streaming_content if file.streaming else [file.content]).decode("utf-8-sig").splitlines()
    assert {line.split(".")[0] for line in lines[1:]} == {"IV"}


def test_the_list_of_initiatives_sums_up_states_without_private_ones(alma, client):
    InitiativeFactory(state="running")
    InitiativeFactory(state="running", is_public=False)
    assert client.get("/en/agenda/initiatives/").context["counts"] == [("running", 1)]


def test_a_section_shows_its_initiatives_by_name(alma, client):
    section = SectionFactory()
    InitiativeFactory(section=section, title_en="A week of open doors", state="running")
    assert [panel.template for panel in panels_of("section", None, section)] == ["agenda/_section_panel.html"]
    assert "A week of open doors" in client.get(f"/en/members/sections/{section.code}/").text


def test_a_budget_is_written_with_its_sign_and_without_empty_hundredths(db, client):
    initiative = InitiativeFactory(budget_minor=12_000_000, is_public=True)
    assert "120\u00a0000\u00a0₽" in client.get(f"/ru/agenda/initiatives/{initiative.pk}/").text.replace("\u202f", "\u00a0")
    assert Initiative.objects.get().budget_minor == 12_000_000
