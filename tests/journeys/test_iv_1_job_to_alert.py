"""A library offers a job, the office publishes it, a young librarian finds it, saves the search and reads the letter (IV.1)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import PersonFactory, RegionFactory
from sextant.work.careers import jobs
from sextant.work.careers.models import Job
from sextant.work.careers.tests.factories import employer
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(browser: Any, live_server: Any, user: Any) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, user)
    return page


def draws_up(page: Any, title: str) -> None:
    """A representative draws a job up in English and hands it in."""
    page.goto("/en/careers/kept/")
    page.get_by_role("link", name="New job").click()
    page.get_by_label("Name of the job in English").fill(title)
    page.get_by_label("What the work is, in English").fill("You describe books and teach others to.")
    page.get_by_label("Apply until").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("Please correct what is marked below."))
    page.get_by_label("Pay from").fill("60 000")
    page.get_by_label("Pay up to").fill("75 000")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("The draft is there."))
    page.get_by_text("Add a requirement").click()
    page.get_by_label("What is needed, in English").fill("Two foreign languages")
    page.get_by_label("Code of the competency").fill("LING-2")
    page.get_by_role("button", name="Add the requirement").click()
    assert seen(page.get_by_text("LING-2"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Hand in").click()
    assert seen(page.get_by_text("The job is handed in."))


def publishes(page: Any, title: str) -> None:
    """The office finds the job on its desk and publishes it."""
    page.goto("/en/desk/")
    page.get_by_role("link", name="Look over 1 job").click()
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Publish").click()
    assert seen(page.get_by_text("The job is on the board."))


def words_of(language: str) -> dict[str, str]:
    """What the young librarian presses and reads in a language."""
    if language == "ru":
        return {
            "save": "Письма о новых вакансиях по этим условиям",
            "button": "Сохранить поиск",
            "saved": "Поиск сохранён.",
            "pay": "от 60 000 ₽ до 75 000 ₽ в месяц до вычета налога",
            "subject": "Новая вакансия",
        }
    return {
        "save": "Letters about new jobs like these",
        "button": "Save the search",
        "saved": "The search is saved.",
        "pay": "RUB\u00a060,000 to RUB\u00a075,000 a month, before tax",
        "subject": "A new job",
    }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_from_the_draft_to_the_letter(browser: Any, live_server: Any, make_user: Any, language: str) -> None:
    cache.clear()
    words, representative = words_of(language), make_user()
    employer(representative, name_en="Pskov Library", region=RegionFactory(), city="Pskov", email="staff@library.example.org")
    keeper, office = opened(browser, live_server, representative), opened(browser, live_server, make_user("secretary"))
    draws_up(keeper, "Cataloguer")
    publishes(office, "Cataloguer")

    user = make_user(language=language)
    PersonFactory(user=user, email=user.email)
    young = opened(browser, live_server, user)
    blocked: list[str] = []
    young.on("console", lambda message: blocked.append(message.text) if "Content Security Policy" in message.text else None)
    young.goto(f"/{language}/careers/")
    young.locator(".filters [name=q]").fill("Cataloguer")
    young.wait_for_url(re.compile(r"q=Cataloguer"))
    young.reload()
    assert violations_by_day_and_night(young) == []
    young.get_by_role("link", name="Cataloguer").click()
    assert seen(young.get_by_text(words["pay"].replace(" ₽", "\u00a0₽").replace("60 000", "60\u00a0000").replace("75 000", "75\u00a0000")).first)
    assert young.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']") == "JobPosting"
    assert violations_by_day_and_night(young) == []
    young.go_back()
    young.get_by_role("link", name=words["save"]).click()
    assert violations_by_day_and_night(young) == []
    young.get_by_role("button", name=words["button"]).click()
    assert seen(young.get_by_text(words["saved"]))
    assert violations_by_day_and_night(young) == []
    assert blocked == []

    draws_up(keeper, "Cataloguer of maps")
    publishes(office, "Cataloguer of maps")
    assert jobs.write_alerts(None) == {"letters": 1, "jobs": 1}  # type: ignore[arg-type]
    letter = Letter.objects.get(template="careers.alert")
    assert (letter.recipient_id, letter.to_address, letter.subject) == (None, user.email, words["subject"])
    link = re.search(rf"/{language}/careers/jobs/\d+/", letter.body)
    assert link is not None
    young.goto(link.group())
    assert seen(young.get_by_role("heading", name="Cataloguer of maps"))
    stop = re.search(rf"/{language}/careers/alerts/stop/\S+", letter.body)
    assert stop is not None
    young.goto(stop.group())
    young.locator("main form button").first.click()
    young.wait_for_url(re.compile(rf"/{language}/careers/$"))
    assert (jobs.write_alerts(None), Job.objects.filter(state="published").count()) == ({"letters": 0, "jobs": 0}, 2)  # type: ignore[arg-type]
