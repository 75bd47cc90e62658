"""The office opens a session, people answer and write on their phones, proposals become a document, and the document the agenda on the dial (0.1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import cast, close_vote
from sextant.society.documents.models import ApprovalVote, Document
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight.actions.statements import seed_statement
from sextant.work.foresight.models import Group, Participant, Session
from sextant.work.foresight.tests.factories import earlier_agenda
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = "Vera;vera@example.org;I;en\nZoe;;I;en\nAda;;I;en\nBob;;I;en\nCy;;I;en"


def plans(page: Any) -> None:
    page.goto("/en/foresight/")
    page.get_by_role("link", name="Plan a foresight session").first.click()
    page.get_by_label("Title in English").fill("Agenda 2027")
    page.get_by_label("Title in Russian").fill("Повестка 2027")
    page.get_by_label("Code of the new agenda").fill("agenda_2027")
    page.get_by_label("First day").fill("2027-04-22")
    page.get_by_label("Last day").fill("2027-04-24")
    page.get_by_label("Agenda that the session starts from").select_option(label="Earlier agenda")
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("The session is planned."))
    assert violations_by_day_and_night(page) == []


def invites(page: Any) -> None:
    session = Session.objects.get()
    page.goto(f"/en/foresight/{session.pk}/people/list/")
    page.get_by_label("People, one a line").fill(PEOPLE)
    page.get_by_role("button", name="Put on the list").click()
    assert seen(page.get_by_text("5 people are new on the list"))
    page.goto(f"/en/foresight/{session.pk}/")
    page.get_by_role("link", name="Send the invitations").click()
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_role("link", name="Open the session").click()
    page.get_by_role("button", name="Open the session").click()
    assert seen(page.get_by_role("link", name="End the answers, go on to decide"))


def answers_on_a_phone(phone: Any, url: str) -> None:
    """A guest comes by the link of the letter, agrees, answers two statements and writes one."""
    body = Letter.objects.get(to_address="vera@example.org").body
    link = next(line for line in body.splitlines() if "/place/" in line)
    phone.goto(f"{url}/en/{link.split('/en/')[1]}")
    assert violations_by_day_and_night(phone) == []
    phone.get_by_role("button", name="I have read this, and take part").click()
    phone.get_by_role("link", name="Answer the next statement").click()
    assert violations_by_day_and_night(phone) == []
    phone.get_by_role("button", name="Agree", exact=True).click()
    assert seen(phone.locator("progress[value='500']"))
    phone.get_by_role("button", name="Disagree").click()
    assert seen(phone.get_by_text("You have answered everything so far."))
    phone.get_by_role("link", name="Write", exact=True).click()
    phone.get_by_label("Your statement").fill("Open on Sundays")
    phone.get_by_role("button", name="Send to the moderator").click()
    assert seen(phone.get_by_text("Your statement is with the moderator."))
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations_by_day_and_night(phone) == []


def moderates_and_shows(page: Any, group: Group) -> None:
    page.goto(f"/en/foresight/groups/{group.pk}/queue/")
    page.get_by_role("button", name="Accept").click()
    assert seen(page.get_by_text("The statement is accepted."))
    page.goto(f"/en/foresight/groups/{group.pk}/screen/")
    assert seen(page.get_by_text("people have answered"))
    assert violations_by_day_and_night(page) == []
    page.goto(f"/en/foresight/{group.session_id}/screen/")
    assert seen(page.locator(".opinions-screen__code svg"))
    assert violations_by_day_and_night(page) == []


def proposes(page: Any, group: Group) -> None:
    page.goto(f"/en/foresight/groups/{group.pk}/proposals/new/")
    for name, words in {"title_en": "Open on Sundays", "title_ru": "Открыто по воскресеньям", "text_en": "Every library.", "text_ru": "Все."}.items():
        page.locator(f"#id_{name}").fill(words)
    page.get_by_label("Open on Sundays").check()
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("The proposal is saved."))
    assert violations_by_day_and_night(page) == []


def decides(page: Any, session: Session) -> None:
    page.goto(f"/en/foresight/{session.pk}/move/?to=deciding")
    page.get_by_role("button", name="End the answers, go on to decide").click()
    page.get_by_role("link", name="Proposals and the document").click()
    page.get_by_role("link", name="Open on Sundays").click()
    page.get_by_role("button", name="Keep the decision").click()
    page.wait_for_url(f"**/foresight/{session.pk}/proposals/")
    for decision in ("replaced by a proposal", "ended", "carried over"):
        page.goto(f"/en/foresight/{session.pk}/earlier/decide/")
        page.get_by_label("Decision").select_option(label=decision)
        if decision.startswith("replaced"):
            page.get_by_label("Replaced by").select_option(label="Open on Sundays")
        page.get_by_label("Why").fill("Agreed in the room.")
        page.get_by_role("button", name="Keep the decision").click()
        assert seen(page.get_by_text("is decided."))
    assert violations_by_day_and_night(page) == []
    page.goto(f"/en/foresight/{session.pk}/proposals/")
    page.get_by_role("button", name="Draft the document").click()
    page.wait_for_url("**/documents/**")


def approves(page: Any, voters: list[Any], office: Any) -> None:
    """The vote is opened on its page; a few cast their votes, and the text is published."""
    document = Document.objects.get()
    page.goto(f"/en/documents/{document.code}/vote/")
    page.get_by_label("Votes until").fill((timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Freeze the text and open the vote").click()
    page.wait_for_url("**/votes/**")
    vote = ApprovalVote.objects.get()
    for person in voters:
        cast(vote, person=person, choice="yes", by=person.user)
    guests = vote.electorate.filter(person=None)
    assert guests.count() == 1, "who was invited by name votes by the personal link"
    for line in guests:
        cast(vote, guest=line.guest, choice="yes", by=None)
    close_vote(vote, by=office)
    publish(Document.objects.get(), by=office)


def test_from_the_invitation_to_the_agenda_on_the_dial(browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    earlier_agenda()
    office = make_user("secretary")
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, office)
    plans(page)
    invites(page)
    session = Session.objects.get()
    group = Group.objects.select_related("session").get(session=session, code="I")
    for text in ("Read aloud every day", "Lend games"):
        seed_statement(group, text_en=text, text_ru="", by=office)
    voters: list[Any] = [PersonFactory(user=make_user()) for _number in range(3)]
    for person in voters:
        Participant.objects.create(session=session, group=group, person=person, language="en", consented_at="2027-04-22T09:00:00Z")
    phone = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}).new_page()
    answers_on_a_phone(phone, live_server.url)
    moderates_and_shows(page, group)
    proposes(page, group)
    decides(page, session)
    approves(page, voters, office)
    page.goto("/en/agenda/")
    assert seen(page.get_by_role("heading", name="Agenda 2027"))
    assert seen(page.get_by_text("Open on Sundays"))
