"""A library asks for an offer, the office draws up a contract, both sides accept, the work is handed over and paid (VI.2)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.paid_services.actions.clauses import ensure_clauses
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.tests.factories import make_service, pay
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _contracts_gone(transactional_db: None) -> Iterator[None]:
    """Contracts point to their invoices, so they go before the books are emptied."""
    yield
    Act.objects.all().delete()
    Contract.objects.all().delete()


def link_of(template: str) -> str:
    """The link of the latest letter made of a template."""
    found = re.search(r"/en/paid-services/my/\S+", Letter.objects.filter(template=template).latest("pk").body)
    assert found is not None
    return found.group()


def test_from_the_price_list_to_the_paid_act(page: Any, browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    open_books()
    ensure_clauses()
    make_service(about_en="Two experts read your project.")
    page.goto("/en/paid-services/")
    assert seen(page.get_by_text("Two experts read your project."))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Ask Expertise").click()
    page.get_by_label("What you need").fill("Ten hours on our project of a new branch")
    page.get_by_label("Organisation").fill("Library No. 1")
    page.get_by_label("Your name").fill("Ann Reader")
    page.get_by_label("E-mail").fill("not an address")
    page.get_by_label("I agree that").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    assert seen(page.locator(".field__error"))
    assert violations_by_day_and_night(page) == []
    page.get_by_label("E-mail").fill("ann@customer.example")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert seen(page.get_by_role("heading", name="Your request has come in"))

    office = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(office, make_user("secretary"))
    office_offers(office)
    page.goto(link_of("paid_services.offered"))
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Contract (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    page.get_by_label("Your name and position").fill("Ann Reader, director")
    page.get_by_label("I have read it").check()
    page.get_by_role("button", name="Accept the contract").click()
    assert seen(page.get_by_text("The contract is signed. Thank you."))
    assert seen(page.get_by_role("link", name="Pay the advance"))
    pay(Contract.objects.get().advance_invoice)

    office_hands_over(office)
    page.goto(link_of("paid_services.act"))
    page.get_by_label("Your name and position").fill("Ann Reader, director")
    page.get_by_label("I have read it").check()
    page.get_by_role("button", name="Accept the act").click()
    assert seen(page.get_by_text("The act is accepted. Thank you."))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Pay", exact=True).click()
    assert seen(page.get_by_role("heading", name="Invoice"))
    pay(Act.objects.get().invoice)
    office.goto("/en/paid-services/office/contracts/?state=fulfilled")
    assert office.locator(".stat__value").all_inner_texts() == ["RUB\xa010,000"] * 4
    assert violations_by_day_and_night(office) == []
    assert (invariants(), trouble()) == ([], [])


def office_offers(office: Any) -> None:
    """Finds the request on the desk, draws the contract up, changes a price with a reason and sends it."""
    today = timezone.localdate()
    office.goto("/en/desk/")
    office.get_by_role("link", name="Answer 1 request for an offer").click()
    office.get_by_role("link", name="Library No. 1").click()
    office.get_by_role("link", name="Draw up a contract").click()
    office.get_by_label("Subject of the contract, in English").fill("Review of a project")
    office.get_by_label("Last day").fill((today + timedelta(days=30)).isoformat())
    office.get_by_label("Advance, per cent").fill("30")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The draft is there."))
    office.get_by_label("Quantity").fill("10")
    office.get_by_label("Another price").fill("900")
    office.get_by_role("button", name="Add the line").click()
    assert seen(office.get_by_text("Say why the price is not that of the list.").first)
    office.get_by_label("Another price").fill("")
    office.get_by_role("button", name="Add the line").click()
    assert seen(office.get_by_text("The line is added."))
    office.get_by_role("button", name="Send to the customer").click()
    assert seen(office.get_by_text("The contract has its number, and the customer has the link."))
    assert violations_by_day_and_night(office) == []


def office_hands_over(office: Any) -> None:
    """Draws up an act: too much is refused, all that was agreed is sent."""
    office.reload()
    office.get_by_text("Draw up an act", exact=True).click()
    office.get_by_label("Expertise").fill("11")
    office.get_by_role("button", name="Draw up the act").click()
    assert seen(office.get_by_text("Acts never exceed the contract.").first)
    assert violations_by_day_and_night(office) == []
    office.get_by_label("Expertise").fill("10")
    office.get_by_role("button", name="Draw up the act").click()
    assert seen(office.get_by_text("The act is drawn up."))
    office.get_by_role("button", name="Send to the customer").click()
    assert seen(office.get_by_text("The act has its number, and the customer has the link."))
    assert violations_by_day_and_night(office) == []
