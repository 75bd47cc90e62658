"""The office promises a grant, the recipient signs and reports without a log-in, the treasurer pays, the grant is closed (IV.2)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.models import Grant, GrantSpent
from sextant.society.grants.queries.invariants import trouble
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.tests.factories import PersonFactory
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _grants_gone(transactional_db: None) -> Iterator[None]:
    """Grants point to their entries, so they go before the books are emptied."""
    yield
    GrantSpent.objects.all().delete()
    Grant.objects.all().delete()


def link_of(template: str) -> str:
    """The link of the latest letter made of a template."""
    found = re.search(r"/en/grants/my/\S+", Letter.objects.filter(template=template).latest("pk").body)
    assert found is not None
    return found.group()


def test_from_the_promise_to_the_closed_grant(page: Any, browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    open_books()
    ensure_clauses()
    PersonFactory(email="ann@reader.example", language="en")
    office = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(office, make_user("secretary", "treasurer"))
    office_promises(office)

    page.goto(link_of("grants.agreement"))
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Your name").fill("Ann Reader")
    page.get_by_label("Where the money goes").fill("Bank, 40817810000000000001")
    page.get_by_label("I have read the agreement").check()
    with page.expect_download() as download:
        page.get_by_role("link", name="Agreement (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    page.get_by_role("button", name="Sign the agreement").click()
    assert seen(page.get_by_text("The agreement is signed. Thank you."))

    office_pays(office)
    recipient_reports(page)
    office.goto("/en/desk/")
    office.get_by_role("link", name="Read the report on grant").click()
    assert seen(office.get_by_text("Forty readers came."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Accept the report").click()
    assert seen(office.get_by_text("The report is accepted."))
    office_pays(office)
    office.goto("/en/desk/")
    office.get_by_role("link", name="Close grant").click()
    office.get_by_role("link", name="Close the grant").click()
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The grant is closed."))
    assert violations_by_day_and_night(office) == []

    page.goto("/en/grants/")
    assert (seen(page.get_by_text("School of reading")), page.get_by_text("Ann").count()) == (True, 0)
    assert violations_by_day_and_night(page) == []
    kept = Grant.objects.get()
    assert (kept.state, kept.paid_minor, kept.details, trouble(), invariants()) == ("closed", 1_000_00, "", [], [])


def office_promises(office: Any) -> None:
    """Promises, divides the amount, sets budget and the day of the report, and sends the agreement."""
    today = timezone.localdate()
    office.goto("/en/grants/office/new/")
    office.get_by_label("Title in English").fill("School of reading")
    office.get_by_label("Person who receives").fill("ann@reader.example")
    office.get_by_label("Amount").fill("1000")
    office.get_by_label("Report due on").fill((today + timedelta(days=5)).isoformat())
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Promise").click()
    assert seen(office.get_by_text("The grant is promised and booked."))
    office.get_by_role("link", name="Set the instalments").click()
    office.get_by_label("Amount of instalment 1").fill("600")
    office.get_by_label("Amount of instalment 2").fill("300")
    office.get_by_label("Day of instalment 2").fill((today + timedelta(days=9)).isoformat())
    office.get_by_label("Condition of instalment 2").select_option("report")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The instalments do not add up"))
    assert violations_by_day_and_night(office) == []
    office.get_by_label("Amount of instalment 2").fill("400")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The instalments are saved."))
    office.get_by_role("link", name="Set the budget").click()
    office.get_by_label("What line 1 is for").fill("Books")
    office.get_by_label("Amount of line 1").fill("1000")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The budget is saved."))
    office.get_by_role("button", name="Send the agreement").click()
    assert seen(office.get_by_text("The agreement is sent"))
    assert violations_by_day_and_night(office) == []


def office_pays(office: Any) -> None:
    """Finds what may be paid on the desk and pays it."""
    office.goto("/en/desk/")
    office.get_by_role("link", name=re.compile(r"^Pay RUB")).first.click()
    office.get_by_role("link", name="Pay", exact=True).click()
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The payment is booked"))


def recipient_reports(page: Any) -> None:
    """Keeps a draft, adds a paper, sends the report; too little is refused."""
    page.goto(link_of("grants.paid"))
    page.get_by_role("link", name="Write the report").click()
    page.locator("input[type=file]").set_input_files(files=[{"name": "receipts.txt", "mimeType": "text/plain", "buffer": b"Receipt No. 1"}])
    page.get_by_role("button", name="Add the file").click()
    assert seen(page.get_by_text("The file is kept."))
    page.get_by_label("What was done").fill("Forty readers came.")
    page.get_by_role("button", name="Send the report").click()
    assert seen(page.get_by_text("Say what was spent; write 0 where nothing was.").first)
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Spent: Books").fill("990,50")
    page.get_by_role("button", name="Send the report").click()
    assert seen(page.get_by_text("The report is sent. Thank you."))
    assert violations_by_day_and_night(page) == []
