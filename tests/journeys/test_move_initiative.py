"""A chair makes an initiative, plans it, starts it, sets a milestone and writes how it goes."""

import pytest

from sextant.society.agenda.actions import load_agenda
from sextant.society.agenda.models import Initiative
from sextant.society.agenda.tests.factories import PersonFactory, SectionFactory
from sextant.society.members.models import Office
from tests.journeys.pages import seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_chair_leads_an_initiative_from_an_idea_to_work(page, live_server, client, make_user):
    load_agenda("alma_2019")
    user, section = make_user(), SectionFactory(name_en="Young librarians")
    person = PersonFactory(user=user, email="chair@example.org")
    Office.objects.create(section=section, person=person, role="chair", since="2020-01-01")
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto("/en/agenda/iv/2/")
    page.locator("main").get_by_role("link", name="New initiative").click()
    page.get_by_label("Title in English").fill("Contest of first projects")
    page.get_by_label("Section that owns it").select_option(label="Young librarians")
    page.get_by_label("Person who answers for it").fill("chair@example.org")
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-12-31")
    page.get_by_role("button", name="Save").click()
    for state in ("planned", "under way"):
        page.get_by_label("New state").select_option(label=state)
        page.get_by_role("button", name="Change the state").click()
        assert seen(page.locator(".chip", has_text=state))
    page.get_by_text("Add a milestone").click()
    page.get_by_label("Milestone in English").fill("Call published")
    page.get_by_label("Due on").fill("2026-03-01")
    page.get_by_role("button", name="Add the milestone").click()
    assert seen(page.get_by_text("The milestone has been added."))
    page.get_by_label("What happened").fill("The *jury* has met.")
    page.get_by_role("button", name="Add the note").click()
    assert seen(page.get_by_text("The note has been added."))
    made = Initiative.objects.get()
    assert (made.state, made.milestones.get().title_en, made.notes.first().text) == ("running", "Call published", "The *jury* has met.")
