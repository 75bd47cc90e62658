"""A school registers a dissertation topic; another school's topic like it is warned of as it is typed, and registered with a reason (II.1)."""

from typing import Any

import pytest

from sextant.base.letters.models import Letter
from sextant.work.scholarship.models import Dissertation
from sextant.work.scholarship.tests.factories import school
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST, SECOND = "Reading of teenagers in rural libraries", "Teenagers in rural libraries: how they choose their reading"


def opened(browser: Any, live_server: Any, user: Any) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, user)
    return page


def begins(page: Any, title: str) -> None:
    """Opens the register and types a topic."""
    page.goto("/en/dissertations/")
    page.get_by_role("link", name="Register a topic").first.click()
    page.get_by_label("Topic in English").press_sequentially(title, delay=5)


def test_a_topic_like_another_is_warned_of_and_registered_with_a_reason(browser, live_server, make_user):
    first, second = make_user(language="en"), make_user(language="en")
    school(first, name_en="Institute of Culture", name_ru="")
    school(second, name_en="Academy of Letters", name_ru="")
    page = opened(browser, live_server, first)
    begins(page, FIRST)
    assert seen(page.get_by_text("No topic like this one is in the register."))
    page.get_by_role("button", name="Register the topic").click()
    assert seen(page.get_by_text("The topic is registered."))
    assert violations_by_day_and_night(page) == []

    page = opened(browser, live_server, second)
    begins(page, SECOND)
    assert seen(page.get_by_text("The register has 1 topic like this one."))
    assert seen(page.get_by_text("common words: teenagers, rural, libraries, reading"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Register the topic").click()
    assert seen(page.get_by_text("The register has topics like this one. Look at them"))
    page.get_by_label("Why this is not a double").fill("Ages ten to twelve, observed and not asked")
    page.get_by_role("button", name="Register the topic").click()
    assert seen(page.get_by_text("The topic is registered."))
    assert seen(page.get_by_text("Why it is not a double: Ages ten to twelve"))

    made = Dissertation.objects.get(title_en=SECOND)
    assert made.resemblances.get().other.title_en == FIRST
    assert "Ages ten to twelve" in Letter.objects.get(template="scholarship.like_yours", to_address=first.email).body
