"""A publisher hands a book in, finds its faults on the pages, answers; the mended file passes and gets the mark (III.2)."""

from random import Random
from typing import Any

import pytest
from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.work.publications.actions.packs import load_shipped
from sextant.work.publications.demo.load import book_pdf
from sextant.work.publications.models import Check, QualityMark
from sextant.work.publications.tests.factories import publisher
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "The river that is not there"


def opened(browser: Any, live_server: Any, user: Any) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, user)
    return page


def file(size: float, lead: float) -> dict[str, Any]:
    content = book_pdf(title=TITLE, size=size, lead=lead, isbn="978-5-00000-001-7", chance=Random(3), language="en")
    return {"name": f"river-{size:g}.pdf", "mimeType": "application/pdf", "buffer": content}


def hands_in(page: Any) -> None:
    """From the public register to the form, and to the page that waits."""
    page.goto("/en/publications/")
    page.get_by_role("link", name="Check a book").first.click()
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Readers' age").select_option("11-14")
    page.get_by_label("Age mark in the catalogue record").select_option("6+")
    page.get_by_label("File").set_input_files(file(8.5, 1))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Hand in and check").click()
    assert seen(page.get_by_role("button", name="Stop the check"))


def reads_and_answers(page: Any) -> None:
    """The page that waited shows the verdict by itself; a fault is framed where the text stands."""
    perform_here(Check.objects.get().job)
    assert seen(page.get_by_text("does not meet the norms").first)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Leaf through the pages").click()
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/pages/2/")
    assert seen(page.get_by_text("The type is 8.5 pt").first)
    picture = page.locator("svg.sheet")
    assert seen(picture.locator("rect.place--fail").nth(3))
    assert page.evaluate("() => fetch(document.querySelector('svg.sheet image').getAttribute('href')).then(one => one.status)") == 200
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="To the verdict").click()
    page.locator("#answers summary").click()
    page.get_by_label("Answer", exact=True).fill("We are setting the book anew.")
    page.get_by_role("button", name="Send the answer").click()
    assert seen(page.get_by_text("We are setting the book anew."))


def mends(page: Any) -> None:
    """A new file of the same book."""
    page.get_by_role("link", name="To the book").click()
    page.locator("summary", has_text="Check another file").click()
    page.get_by_label("File").set_input_files(file(11, 3))
    page.get_by_role("button", name="Hand in and check").click()
    assert seen(page.get_by_role("button", name="Stop the check"))
    perform_here(Check.objects.get(number=2).job)
    assert seen(page.get_by_text("meets the norms", exact=True).first)


def gives_the_mark(office: Any) -> None:
    """The office replies, and gives the mark to the newest check."""
    office.goto("/en/desk/")
    office.get_by_role("link", name="Reply to 1 publisher's answer").click()
    office.get_by_role("link", name="Reply").click()
    office.get_by_label("Reply").fill("Thank you.")
    office.get_by_role("button", name="Send the reply").click()
    office.get_by_role("link", name="To the book").click()
    office.get_by_role("link", name="2", exact=True).click()
    office.get_by_role("link", name="Give the quality mark").click()
    office.get_by_role("button", name="Give the mark").click()
    assert seen(office.get_by_text("The mark is given; its page is public."))


def test_a_book_comes_to_its_mark(browser: Any, live_server: Any, make_user: Any) -> None:
    load_shipped()
    user = make_user()
    publisher(user)
    page, office = opened(browser, live_server, user), opened(browser, live_server, make_user("secretary"))
    hands_in(page)
    reads_and_answers(page)
    mends(page)
    gives_the_mark(office)
    stranger = browser.new_context(base_url=live_server.url, locale="ru-RU").new_page()
    stranger.goto(f"/ru/publications/marks/{QualityMark.objects.get().code}/")
    assert seen(stranger.get_by_text("Знак качества действует"))
    period = Period.of_year(timezone.localdate().year)
    assert [
        measure(f"publications.{code}").function(period, ASSOCIATION).value for code in ("books_checked", "books_without_faults", "marks_given")
    ] == [
        1,
        100,
        1,
    ]
