"""From one language to the other: the same page, and the choice is remembered."""

from typing import Any

import pytest
from playwright.sync_api import expect

from sextant.society.agenda.actions import load_agenda

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_the_page_stays_the_same_with_its_question(page: Any) -> None:
    load_agenda("alma_2019")
    for address in ("/en/", "/en/agenda/iv/2/", "/en/agenda/initiatives/?q=library", "/en/members/organisations/?q=a", "/en/report/"):
        page.goto(address)
        page.get_by_role("link", name="Русский").click()
        expect(page).to_have_url(address.replace("/en/", "/ru/"))
        expect(page.locator("html")).to_have_attribute("lang", "ru")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(address)


def test_the_choice_is_remembered_at_the_next_visit(page: Any) -> None:
    page.goto("/")
    expect(page).to_have_url("/en/")
    page.get_by_role("link", name="Русский").click()
    expect(page).to_have_url("/ru/")
    page.goto("about:blank")
    page.goto("/")
    expect(page).to_have_url("/ru/")
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_a_browser_that_asks_for_russian_is_answered_in_russian(browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, locale="ru-RU")
    page = context.new_page()
    page.goto("/")
    assert page.url.endswith("/ru/")
    context.close()
