"""Initiatives: who sees, makes and moves them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sextant.base.audit.models import Entry
from sextant.base.search.queries import search
from sextant.society.agenda import actions, queries, rules, states
from sextant.society.agenda.models import Guideline, Initiative, Participant
from sextant.society.agenda.tests.factories import InitiativeFactory, MilestoneFactory, PersonFactory, SectionFactory
from sextant.society.members.models import Office

SECRET = "Tajny plan"


@pytest.fixture
def guideline(alma) -> Guideline:
    return Guideline.objects.get(direction__code="IV", number=2)


@pytest.fixture
def section(db):
    return SectionFactory()


@pytest.fixture
def chair(section, make_user):
    """A user who chairs the section."""
    user = make_user()
    Office.objects.create(section=section, person=PersonFactory(user=user), role="chair", since="2020-01-01")
    return user


def ready(section, guideline, **fields) -> Initiative:
    """An initiative that may be planned."""
    values = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31), "owner": PersonFactory(), **fields}
    return InitiativeFactory(section=section, home=guideline, **values)


def test_a_chair_makes_an_initiative_of_the_own_section_through_the_form(chair, section, guideline, client):
    client.force_login(chair)
    sent = {"title_en": "Contest", "section": section.pk, "home": guideline.pk, "currency": "RUB", "budget": "1200.50", "is_public": "on"}
    client.post("/en/agenda/initiatives/new/", sent)
    made = Initiative.objects.get()
    assert (made.title_en, made.state, made.budget_minor, queries.home_of(made)) == ("Contest", "idea", 120050, guideline)
    assert Entry.objects.filter(verb="agenda.create_initiative", object_id=str(made.pk)).count() == 1


def test_a_chair_cannot_make_an_initiative_of_another_section(chair, guideline, client):
    client.force_login(chair)
    sent = {"title_en": "Contest", "section": SectionFactory().pk, "home": guideline.pk, "currency": "RUB"}
    assert client.post("/en/agenda/initiatives/new/", sent).status_code == 422
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("path", ["", "edit/", "notes/new/", "milestones/new/", "people/add/", "files/new/"])
def test_a_private_initiative_is_closed_to_visitors_and_strangers(section, guideline, client, make_user, path):
    hidden = InitiativeFactory(section=section, home=guideline, is_public=False, title_en=SECRET, about_en=SECRET)
    answer = client.get(f"/en/agenda/initiatives/{hidden.pk}/{path}")
    assert (answer.status_code, SECRET in answer.text) == (302, False)
    client.force_login(make_user("analyst"))
    answer = client.get(f"/en/agenda/initiatives/{hidden.pk}/{path}")
    assert (answer.status_code, SECRET in answer.text) == (403, False)


def test_a_private_initiative_leaks_neither_in_lists_nor_in_files_nor_in_search(chair, section, guideline, client):
    hidden = actions.create_initiative(section=section, home=guideline, by=chair, title_en=SECRET, is_public=False)
    for path in ("", "?format=csv", "?format=json", "?text=Tajny", f"?guideline={guideline.pk}"):
        answer = client.get(f"/en/agenda/initiatives/{path}")
        text = answer.getvalue().decode() if answer.streaming else answer.text.replace('value="Tajny"', "")
        assert SECRET not in text
    assert SECRET not in client.get("/en/agenda/iv/2/").text
    assert len(search("Tajny", None)) == 0
    client.force_login(chair)
    assert SECRET in client.get("/en/agenda/initiatives/?text=Tajny").text
    assert hidden in queries.visible_initiatives(chair)


def test_those_who_take_part_see_a_private_initiative_and_write_notes_but_do_not_change_it(section, guideline, make_user):
    user = make_user()
    hidden = InitiativeFactory(section=section, home=guideline, is_public=False)
    Participant.objects.create(initiative=hidden, person=PersonFactory(user=user))
    assert rules.may_see_initiative(user, hidden)
    assert rules.may_report_on(user, hidden)
    assert not rules.may_edit_initiative(user, hidden)
    assert list(queries.visible_initiatives(user)) == [hidden]


def test_an_initiative_is_planned_run_and_done_with_notes(chair, section, guideline):
    initiative = ready(section, guideline)
    for target, note in (("planned", ""), ("running", ""), ("paused", "Waiting"), ("running", ""), ("done", "Held")):
        initiative = actions.move_initiative(initiative, target=target, note=note, by=chair)
    assert (initiative.state, initiative.done_on) == ("done", timezone.localdate())
    assert [note.moved_to for note in initiative.notes.all()] == ["done", "running", "paused", "running", "planned"]


def test_an_idea_without_owner_and_dates_is_not_planned(chair, section, guideline):
    with pytest.raises(ValidationError) as refusal:
        actions.move_initiative(InitiativeFactory(section=section, home=guideline), target="planned", by=chair)
    assert refusal.value.messages == [
        "Name the person who answers for the initiative first.",
        "Give the initiative a first and a last day first.",
    ]


@pytest.mark.once
@given(st.lists(st.sampled_from([state for state, _name in Initiative.STATES]), max_size=12))
def test_every_walk_along_the_table_stays_in_known_states_and_ends_only_in_done_or_dropped(walk):
    state, names = states.IDEA, {name for name, _title in Initiative.STATES}
    for target in walk:
        move = states.move_between(state, target)
        if move is not None:
            assert move in states.moves_from(state)
            state = move.target
    assert state in names
    assert state in states.OPEN or state in {states.DONE, states.DROPPED}


def test_a_chair_may_not_take_up_again_what_was_dropped_but_the_office_may(chair, section, guideline, make_user, client):
    dropped = ready(section, guideline, state=states.DROPPED)
    client.force_login(chair)
    assert client.post(f"/en/agenda/initiatives/{dropped.pk}/move/", {"target": "idea"}).status_code == 403
    client.force_login(make_user("director"))
    client.post(f"/en/agenda/initiatives/{dropped.pk}/move/", {"target": "idea"})
    dropped.refresh_from_db()
    assert dropped.state == states.IDEA


def test_a_milestone_past_its_day_is_overdue_until_it_is_marked(section, guideline, chair):
    today = timezone.localdate()
    step = MilestoneFactory(initiative=ready(section, guideline, state=states.RUNNING), due_on=today - timedelta(days=1))
    assert [one.overdue for one in queries.steps_of(step.initiative, today)] == [True]
    actions.mark_milestone(step, done_on=today, by=chair)
    assert [one.overdue for one in queries.steps_of(step.initiative, today)] == [False]
    actions.mark_milestone(step, done_on=None, by=chair)
    assert [one.overdue for one in queries.steps_of(step.initiative, today)] == [True]


def test_a_note_is_shown_as_text_and_never_as_script(chair, section, guideline, client):
    initiative = ready(section, guideline)
    actions.write_note(initiative, text="*Good* <script>alert(1)</script> [x](javascript:alert(1))", by=chair)
    page = client.get(f"/en/agenda/initiatives/{initiative.pk}/").text
    assert "<em>Good</em>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_names_of_people_without_a_public_page_are_not_shown_to_visitors(section, guideline, client):
    initiative = ready(section, guideline)
    page = client.get(f"/en/agenda/initiatives/{initiative.pk}/").text
    assert initiative.owner.family_name not in page
    assert "1 person whose name is not public" in page


def test_the_list_asks_as_often_for_three_initiatives_as_for_one(section, guideline, client):
    ready(section, guideline)
    client.get("/en/agenda/initiatives/")
    with CaptureQueriesContext(connection) as one:
        client.get("/en/agenda/initiatives/")
    ready(SectionFactory(), guideline)
    ready(SectionFactory(), guideline)
    with CaptureQueriesContext(connection) as three:
        client.get("/en/agenda/initiatives/")
    assert (len(one), len(one) <= 10) == (len(three), True)


def test_a_year_narrows_the_list_to_what_ran_in_it(section, guideline, client):
    ready(section, guideline, title_en="Early bird", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    ready(section, guideline, title_en="Late bird", starts_on=date(2025, 6, 1), ends_on=date(2026, 1, 31))
    page = client.get("/en/agenda/initiatives/?year=2025").text
    assert ("Early bird" in page, "Late bird" in page) == (False, True)
