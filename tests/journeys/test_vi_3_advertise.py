"""An advertiser books a banner, the manager sells it, it is paid, readers see and follow it, and both read the report (VI.3)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from sextant.base.letters.models import Letter
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.advertising.actions.bookings import hold_booking
from sextant.work.advertising.actions.labels import ensure_labels
from sextant.work.advertising.models import Booking
from sextant.work.advertising.tests.factories import ask, make_place, pay, picture
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _bookings_gone(transactional_db: None) -> Iterator[None]:
    """Bookings point to their invoices, so they go before the books are emptied."""
    yield
    Booking.objects.all().delete()


def furnish() -> Any:
    """A place on the home page of which the next week but one is taken."""
    cache.clear()
    open_books()
    ensure_labels()
    place = make_place(about_en="Low on the home page.", hold_hours=48)
    hold_booking(ask(place, 14, 7, advertiser="Taken Ltd"), now=timezone.now(), by=None, who="manager")
    return place


def ask_for(page: Any, start: int, days: int) -> None:
    """Fills in the form for so many days from so many days ahead."""
    today = timezone.localdate()
    page.get_by_label("First day").fill((today + timedelta(days=start)).isoformat())
    page.get_by_label("Last day").fill((today + timedelta(days=start + days - 1)).isoformat())
    page.get_by_label("What is advertised").fill("Open shelves")
    page.get_by_label("Advertiser").fill("Shelf Ltd")
    page.get_by_label("Your name").fill("Ann Shelf")
    page.get_by_label("E-mail").fill("ann@shelf.example")
    page.get_by_label("I agree that").check()
    page.get_by_role("button", name="Ask", exact=True).click()


def test_from_the_media_kit_to_the_report(page: Any, browser: Any, live_server: Any, make_user: Any, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    furnish()
    page.goto("/en/advertising/")
    assert seen(page.get_by_role("heading", name="Banner"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="See free days and ask").click()
    ask_for(page, 10, 7)
    assert seen(page.get_by_text("is taken on"))
    assert violations_by_day_and_night(page) == []
    ask_for(page, 0, 7)
    assert seen(page.get_by_role("heading", name="Your request has come in"))
    letter = Letter.objects.filter(to_address="ann@shelf.example", template="advertising.asked").latest("pk")
    link = re.search(r"/en/advertising/my/\S+", letter.body)
    assert link is not None
    page.goto(link.group())
    page.get_by_role("button", name="Hold the period").click()
    assert seen(page.get_by_text("The period is held for you until"))
    upload(page, tmp_path)
    assert violations_by_day_and_night(page) == []

    manager_sells(browser, live_server, make_user)
    page.reload()
    page.get_by_role("link", name="Pay").click()
    assert seen(page.get_by_role("heading", name="Invoice"))
    booking = pay(Booking.objects.get(advertiser="Shelf Ltd"))
    assert (booking.state, invariants()) == ("running", [])
    reader_follows(browser, live_server)
    page.goto(f"{link.group()}report/")
    shown = page.get_by_role("listitem").filter(has_text="views")
    assert seen(shown)
    assert [page.locator(".stat__value").nth(number).inner_text() for number in (0, 1)] == ["1", "1"]
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Report (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def upload(page: Any, folder: Path) -> None:
    """A bad file is refused with a sentence, a good one is taken."""
    bad, good = folder / "banner.svg", folder / "banner.png"
    bad.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    good.write_bytes(picture().read())
    for path in (bad, good):
        page.get_by_label("File").set_input_files(str(path))
        page.get_by_label("What the picture shows, in Russian").fill("Полки")
        page.get_by_label("What the picture shows, in English").fill("Shelves")
        page.get_by_label("Address it leads to").fill("https://shelf.example/")
        page.get_by_role("button", name="Send", exact=True).click()
        assert seen(page.get_by_text("SVG and HTML are not taken" if path is bad else "The material has come in."))


def manager_sells(browser: Any, live_server: Any, make_user: Any) -> None:
    """Finds the request on the desk, confirms it, fills in the marks and approves the picture."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900})
    office = context.new_page()
    log_in(office, make_user("advertising_manager"))
    office.goto("/en/desk/")
    office.get_by_role("link", name="Answer the request of Shelf Ltd").click()
    office.get_by_role("button", name="Confirm and issue the invoice").click()
    assert seen(office.get_by_text("The booking is confirmed and its invoice is issued."))
    assert seen(office.get_by_text("The label lacks what the rules ask for"))
    office.get_by_label("erid").fill("2Vtzqx")
    office.get_by_label("Age mark").select_option("0+")
    office.get_by_role("button", name="Save the marks").click()
    assert seen(office.get_by_text("The labels are filled in."))
    office.get_by_role("button", name="Approve").click()
    assert seen(office.get_by_text("The material is approved."))
    assert violations_by_day_and_night(office) == []
    context.close()


def reader_follows(browser: Any, live_server: Any) -> None:
    """A reader sees the banner with its label on the home page and follows it to the approved address."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", user_agent=READER)
    context.route("https://shelf.example/**", lambda route: route.fulfill(body="<h1>Shelves</h1>", content_type="text/html"))
    home = context.new_page()
    home.goto("/en/")
    advert = home.get_by_role("complementary", name="Advertisement")
    advert.scroll_into_view_if_needed()
    assert re.sub(r"\s+", " ", advert.locator(".advert__label").inner_text()).strip() == "Advertisement Shelf Ltd erid: 2Vtzqx 0+"
    shown = advert.get_by_alt_text("Shelves")
    assert seen(shown)
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("picture => picture.naturalWidth") > 0
    assert violations_by_day_and_night(home) == []
    shown.click()
    home.wait_for_url("https://shelf.example/")
    context.close()
