"""A library proposes an item; the office takes it up; it is discussed, voted on and published; the next year asks it, and it is answered (V.1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sextant.society.documents.actions.consulting import close_consultation
from sextant.society.documents.models import Document
from sextant.society.members.tests.factories import active
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireVersion, Submission
from sextant.work.returns.tests.rounds import YEAR, acting_for, collection_with, opened, submission_of
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def moment(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def someone(browser: Any, live_server: Any, user: Any, width: int = 1280) -> Any:
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 900}).new_page()
    log_in(page, user)
    return page


def proposes(library: Any) -> None:
    library.goto("/en/returns/questionnaires/")
    library.get_by_role("link", name="Yearly return of a public library").click()
    library.get_by_role("link", name="Propose an item").click()
    library.get_by_label("Section").select_option(label="Users and visits")
    library.get_by_label("Label in English").fill("Loans of games")
    library.get_by_label("Definition in English").fill("Board games lent in the year.")
    library.get_by_label("Unit").select_option(label="loans")
    library.get_by_label("Why").fill("Games are lent everywhere.")
    library.get_by_label("Burden for the libraries").fill("The lending system counts it.")
    assert violations_by_day_and_night(library) == []
    assert library.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    library.get_by_role("button", name="Send the proposal").click()
    assert seen(library.get_by_text("The office has not decided yet."))


def takes_up(office: Any) -> None:
    office.goto("/en/desk/")
    office.get_by_role("link", name="1 proposal to a questionnaire waits for a decision").click()
    office.get_by_role("link", name="add an item: Loans of games").click()
    office.get_by_role("link", name="Take it into the draft").click()
    office.get_by_role("button", name="Open the draft").click()
    assert seen(office.get_by_text("The draft of the next version is opened."))
    office.get_by_role("link", name="Proposals").first.click()
    office.get_by_role("link", name="add an item: Loans of games").click()
    office.get_by_role("link", name="Take it into the draft").click()
    office.get_by_label("Label in Russian").fill("Выдача игр")
    office.get_by_label("Definition in Russian").fill("Выданные за год настольные игры.")
    office.get_by_role("button", name="Put it into the draft").click()
    assert seen(office.get_by_text("The proposal stands in the draft"))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="To the document").click()
    office.get_by_role("link", name="Open a consultation").click()
    office.get_by_label("Comments until").fill(moment(10))
    office.get_by_role("button", name="Freeze the text and open the consultation").click()
    assert seen(office.get_by_text("The consultation is open."))


def comments(library: Any) -> None:
    """From the page of the change to the clause, with another wording."""
    library.goto(QuestionnaireChange.objects.get().get_absolute_url().replace("/ru/", "/en/"))
    assert seen(library.get_by_role("heading", name="Loans of games"))
    library.get_by_role("link", name="To the document").click()
    library.get_by_role("link", name="Loans of games").last.click()
    library.get_by_label("Comment").last.fill("Card games are games, too.")
    library.get_by_role("button", name="Send the comment").click()
    assert seen(library.locator(".talk").get_by_text("Card games are games, too."))


def settles(office: Any) -> None:
    office.goto("/en/desk/")
    office.get_by_role("link", name="Settle 1 comment on").click()
    office.get_by_label("not accepted", exact=True).check()
    office.get_by_label("Reason").fill("The definition says so already.")
    office.get_by_role("button", name="Save and go to the next").click()
    assert seen(office.get_by_text("Every comment has its disposition."))
    document = Document.objects.get()
    close_consultation(document, by=None)
    office.goto(f"/en/documents/{document.code}/")
    office.get_by_role("link", name="Put to the vote").click()
    office.get_by_label("Votes until").fill(moment(5))
    office.get_by_role("button", name="Freeze the text and open the vote").click()
    assert seen(office.get_by_text("0 of 1 have voted."))


def votes(library: Any) -> None:
    library.goto("/en/desk/")
    library.get_by_role("link", name="Vote on").click()
    library.get_by_label("yes, I approve").check()
    library.get_by_role("button", name="Cast my vote").click()
    assert seen(library.get_by_text("You have voted: yes, I approve."))


def publishes(office: Any) -> None:
    office.reload()
    office.get_by_role("button", name="Count the votes").click()
    assert seen(office.get_by_text("More than 1/2 of 1 is at least 1; 1 said yes."))
    office.get_by_role("link", name="Read the text").click()
    office.get_by_role("link", name="Publish the document").click()
    office.get_by_role("button", name="Publish the document").click()
    assert seen(office.get_by_text("The document is published."))


def answers(library: Any) -> None:
    """The new year asks the new item, which is answered in the form."""
    row = Submission.objects.get(round__year=YEAR + 1, library__key="T001")
    library.goto(f"/en/returns/submissions/{row.pk}/sections/users/")
    library.get_by_label("Loans of games", exact=True).fill("321")
    library.get_by_role("button", name="Save", exact=True).click()
    assert seen(library.get_by_text("The section is saved."))
    row.refresh_from_db()
    assert row.answers["loans_of_games"]["value"] == 321


def test_a_questionnaire_is_changed_from_a_proposal_to_an_answer(browser: Any, live_server: Any, make_user: Any) -> None:
    held = collection_with(1)
    row = submission_of(opened(collection=held))
    active(organisation=row.organisation, on=timezone.localdate())
    user = acting_for(make_user(), row.organisation)
    library, office = someone(browser, live_server, user), someone(browser, live_server, make_user("secretary"))
    proposes(library)
    takes_up(office)
    comments(library)
    settles(office)
    votes(library)
    publishes(office)
    version = QuestionnaireVersion.objects.get()
    assert (version.version, version.valid_from, version.origin) == (f"{YEAR + 1}.1", YEAR + 1, "voted")
    opened(collection=held, year=YEAR + 1)
    answers(library)
    stranger = browser.new_context(base_url=live_server.url, locale="ru-RU", viewport={"width": 390, "height": 844}).new_page()
    stranger.goto(f"/ru/returns/questionnaires/public/versions/{version.version}/changes/")
    assert seen(stranger.get_by_role("heading", name="Выдача игр"))
    assert stranger.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations_by_day_and_night(stranger) == []
