"""A visitor finds an edition, orders it without an account, pays by the link and downloads it; an expired link says so (VI.3)."""

import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.tests.factories import digital, pay, product
from tests.journeys.pages import seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_from_the_shelf_to_an_expired_link(page: Any) -> None:
    open_books()
    digital(product("Reading aloud", isbn="978-0-306-40615-7", about_en="Twenty plans of readings."), price=400_00)
    page.goto("/en/shop/")
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Title, author, ISBN").fill("0-306-40615-2")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**0-306-40615-2**")
    page.get_by_role("link", name="Reading aloud").click()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Into the basket").click()
    assert seen(page.get_by_text("is in the basket"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Go on to the order").click()
    page.get_by_label("Name", exact=True).fill("Anna Reader")
    page.get_by_label("E-mail").fill("anna@example.org")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Place the order").click()
    assert seen(page.get_by_role("heading", name="To be paid: RUB 400"))
    own = page.url
    with page.expect_download() as invoice:
        page.get_by_role("link", name="Invoice (PDF)").click()
    assert invoice.value.path().read_bytes()[:5] == b"%PDF-"
    page.get_by_role("link", name="Pay", exact=True).click()
    assert seen(page.get_by_role("heading", name="Invoice"))

    pay(Order.objects.get())
    page.goto(own)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Download").click()
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as parcel:
        page.get_by_role("button", name="Download the edition").click()
    with zipfile.ZipFile(parcel.value.path()) as taken:
        assert b"Anna Reader" in taken.read("licence.txt")
    Licence.objects.update(open_until=timezone.now() - timedelta(hours=1))
    page.reload()
    assert seen(page.get_by_text("This link has expired"))
    assert (Order.objects.get().state, Licence.objects.get().downloads, invariants(), stock_trouble()) == ("done", 1, [], [])
