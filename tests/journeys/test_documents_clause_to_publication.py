"""A document from its first clause to its publication: drafted, commented on, settled, revised, voted on by phone, published, compared."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.members.tests.factories import PersonFactory, active
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
CLAUSES = (
    ("Rooms", "Помещение", "Every library has a room for children.", "В каждой библиотеке есть детский зал."),
    ("Staff", "Люди", "A specialist.", "Специалист."),
)


def opened(browser: Any, live_server: Any, user: Any, viewport: dict[str, int] = WIDE) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport=viewport).new_page()
    log_in(page, user)
    return page


def moment(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def drafts(office: Any) -> None:
    """Title, two clauses in both languages, the second one moved up and down; then the consultation is opened."""
    office.goto("/en/documents/")
    office.get_by_role("link", name="Draft a document").first.click()
    office.get_by_label("Title in Russian").fill("Детские залы")
    office.get_by_label("Title in English").fill("Rooms for children")
    office.get_by_role("button", name="Begin the draft").click()
    for heading_en, heading_ru, text_en, text_ru in CLAUSES:
        office.get_by_role("link", name="Add a clause").first.click()
        office.get_by_label("Heading in Russian").fill(heading_ru)
        office.get_by_label("Heading in English").fill(heading_en)
        office.get_by_label("Text in Russian").fill(text_ru)
        office.get_by_label("Text in English").fill(text_en)
        office.get_by_role("button", name="Save the clause").click()
    office.get_by_role("button", name="Up 2 Staff").click()
    assert seen(office.get_by_text("1 Staff", exact=True))
    office.get_by_role("button", name="Down 1 Staff").click()
    assert seen(office.get_by_text("2 Staff", exact=True))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="Read it").click()
    office.get_by_role("link", name="Open a consultation").click()
    office.get_by_label("Comments until").fill(moment(10))
    office.get_by_role("button", name="Freeze the text and open the consultation").click()
    assert seen(office.get_by_text("The consultation is open."))


def comments(member: Any) -> None:
    """Beside the clause, without leaving the page: another wording, and a remark on the whole."""
    member.goto("/en/documents/")
    member.get_by_role("link", name="Rooms for children").click()
    member.get_by_role("link", name="Comment 1 Rooms").click()
    member.get_by_label("Language of the wording").select_option("en")
    member.get_by_label("Wording that you propose").fill("Every library has a light room for children.")
    member.get_by_role("button", name="Send the comment").click()
    assert seen(member.locator("#talk-whole, .talk").get_by_text("Proposed wording in English:"))
    assert member.locator(".talk ins").first.inner_text().strip() == "light"
    assert violations_by_day_and_night(member) == []


def settles(office: Any) -> None:
    """From the desk to the comment, its disposition, the next version with the accepted word, and the vote."""
    office.goto("/en/desk/")
    office.get_by_role("link", name="Settle 1 comment on “Rooms for children”").click()
    office.get_by_label("accepted", exact=True).check()
    office.get_by_label("Reason").fill("Light matters; taken over.")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Save and go to the next").click()
    assert seen(office.get_by_text("Every comment has its disposition."))
    office.get_by_role("link", name="Rooms for children").first.click()
    office.get_by_role("link", name="Close the consultation").click()
    office.get_by_role("button", name="Close the consultation").click()
    assert seen(office.get_by_text("The consultation is closed."))
    office.get_by_role("link", name="Rooms for children").first.click()
    office.get_by_role("button", name="Begin the next version").click()
    office.get_by_role("link", name="Write 1 Rooms").click()
    office.get_by_label("Text in English").fill("Every library has a light room for children.")
    office.get_by_label("Text in Russian").fill("В каждой библиотеке есть светлый детский зал.")
    office.get_by_role("button", name="Save the clause").click()
    office.get_by_role("link", name="Read it").click()
    office.get_by_role("link", name="Put to the vote").click()
    office.get_by_label("Votes until").fill(moment(5))
    office.get_by_role("button", name="Freeze the text and open the vote").click()
    assert seen(office.get_by_text("0 of 1 have voted."))


def votes(phone: Any) -> None:
    """By phone: no, then yes."""
    phone.goto("/en/desk/")
    phone.get_by_role("link", name="Vote on “Rooms for children”").click()
    phone.get_by_label("no, I do not approve").check()
    phone.get_by_role("button", name="Cast my vote").click()
    assert seen(phone.get_by_text("You have voted: no, I do not approve."))
    phone.get_by_label("yes, I approve").check()
    phone.get_by_role("button", name="Change my vote").click()
    assert seen(phone.get_by_text("You have voted: yes, I approve."))
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations_by_day_and_night(phone) == []


def publishes(office: Any) -> None:
    office.reload()
    office.get_by_role("button", name="Count the votes").click()
    assert seen(office.get_by_text("More than 1/2 of 1 is at least 1; 1 said yes."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="Read the text").click()
    office.get_by_role("link", name="Publish the document").click()
    office.get_by_role("button", name="Publish the document").click()
    assert seen(office.get_by_text("The document is published."))


def reads(stranger: Any) -> None:
    """Everybody reads the publication in Russian, what changed since the first version, and the PDF."""
    stranger.goto("/ru/documents/rooms-for-children/")
    assert seen(stranger.get_by_text("В каждой библиотеке есть светлый детский зал."))
    assert (
        stranger.evaluate("() => fetch(document.querySelector('a[href$=\"document.pdf\"]').href).then(one => one.headers.get('content-type'))")
        == "application/pdf"
    )
    assert violations_by_day_and_night(stranger) == []


def test_a_document_from_its_first_clause_to_its_publication(browser: Any, live_server: Any, make_user: Any) -> None:
    user = make_user()
    active(person=PersonFactory(user=user, email=user.email), on=timezone.localdate())
    office, member = opened(browser, live_server, make_user("secretary")), opened(browser, live_server, user)
    drafts(office)
    comments(member)
    settles(office)
    votes(opened(browser, live_server, user, PHONE))
    publishes(office)
    reads(browser.new_context(base_url=live_server.url, locale="ru-RU").new_page())
    office.goto("/en/documents/rooms-for-children/compare/?before=1&after=2&language=both")
    assert [one.strip() for one in office.locator(".redlines ins").all_inner_texts()] == ["светлый", "light"]
    assert violations_by_day_and_night(office) == []
    period = Period.of_year(timezone.localdate().year)
    assert [measure(f"documents.{code}").function(period, ASSOCIATION).value for code in ("documents_published", "comments_answered")] == [1, 100]
