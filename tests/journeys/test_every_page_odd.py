"""Every kind of page, as the office and as a visitor: the odd ones, so that two workers share them."""

from typing import Any

import pytest

from tests.journeys.every_page import wrong_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_odd_page_opens_for_everybody_who_may_read_it(browser: Any, live_server: Any) -> None:
    assert wrong_pages(browser, live_server, 1) == ""
