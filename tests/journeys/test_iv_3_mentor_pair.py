"""Two people are brought together, work towards a goal, look back; the coordinator cannot open their notes (IV.3)."""

import re
from typing import Any

import pytest
from django.core.cache import cache

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.mentoring.models import Note, Pair
from sextant.work.mentoring.tests.factories import programme
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "I doubt whether I stay"
WORDS = {
    "en": {
        "mentor": "Be a mentor",
        "mentee": "Look for a mentor",
        "topic": "Archives",
        "about": "About you",
        "join": "Take part",
        "joined": "You take part.",
        "find": "Find pairs",
        "worked_out": "The pairs are being worked out.",
        "reason": "Common topics: Archives.",
        "propose": "Propose these pairs",
        "proposed": "The pairs are proposed;",
        "agree": "I agree",
        "agreed": "You agreed.",
        "goal": "Set a goal",
        "what": "What you want to reach",
        "set": "Set the goal",
        "meet": "Note a meeting",
        "when": "When",
        "met": "Note the meeting",
        "calendar": "Meetings for my calendar",
        "write": "Write a note",
        "note": "Note",
        "keep": "Keep the note",
        "end": "Come to the end",
        "ended": "Look back now;",
        "review": "Send the review",
        "thanks": "Thank you for looking back.",
        "closed": "closed",
    },
    "ru": {
        "mentor": "Стать наставником",
        "mentee": "Найти наставника",
        "topic": "Архивы",
        "about": "О вас",
        "join": "Участвовать",
        "joined": "Вы участвуете.",
        "find": "Подобрать пары",
        "worked_out": "Пары подбираются.",
        "reason": "Общие темы: Архивы.",
        "propose": "Предложить эти пары",
        "proposed": "Пары предложены;",
        "agree": "Согласиться",
        "agreed": "Вы согласились.",
        "goal": "Поставить цель",
        "what": "Чего вы хотите достичь",
        "set": "Поставить цель",
        "meet": "Отметить встречу",
        "when": "Когда",
        "met": "Отметить встречу",
        "calendar": "Встречи для календаря",
        "write": "Написать заметку",
        "note": "Заметка",
        "keep": "Сохранить заметку",
        "end": "Завершить работу",
        "ended": "Подведите итог;",
        "review": "Отправить отзыв",
        "thanks": "Спасибо за отзыв.",
        "closed": "завершена",
    },
}


def joins(page: Any, address: str, role: str, words: dict[str, str]) -> None:
    """Takes part by the programme's page."""
    page.goto(address)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name=words[role]).click()
    page.get_by_label(words["about"]).fill("Twenty years in archives" if role == "mentor" else "My second year")
    page.get_by_role("button", name=words["join"]).click()
    assert seen(page.locator(".field__error"))
    page.get_by_label(words["topic"]).check()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name=words["join"]).click()
    assert seen(page.get_by_text(words["joined"]).first)


def works(page: Any, words: dict[str, str]) -> None:
    """Sets a goal, notes a meeting, writes a note."""
    page.get_by_role("group").get_by_text(words["goal"], exact=True).first.click()
    page.get_by_label(words["what"]).fill("Give a talk in spring")
    page.get_by_role("button", name=words["set"], exact=True).click()
    assert seen(page.get_by_text("Give a talk in spring"))
    page.get_by_text(words["meet"], exact=True).first.click()
    page.get_by_label(words["when"]).fill("2026-12-01T15:00")
    page.get_by_role("button", name=words["met"], exact=True).click()
    assert seen(page.get_by_role("link", name=words["calendar"]))
    with page.expect_download() as download:
        page.get_by_role("link", name=words["calendar"]).click()
    assert download.value.path().read_bytes().count(b"BEGIN:VEVENT") == 1
    page.get_by_text(words["write"], exact=True).first.click()
    page.locator("textarea[name=note-text]").fill(SECRET)
    page.get_by_role("button", name=words["keep"]).click()
    assert seen(page.get_by_text(SECRET))
    assert violations_by_day_and_night(page) == []


def looks_back(page: Any, address: str, words: dict[str, str]) -> None:
    """Writes the closing review."""
    page.goto(address)
    page.get_by_role("radio", name="5").check()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name=words["review"]).click()
    assert seen(page.get_by_text(words["thanks"]))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_from_two_profiles_to_the_closing_review(browser: Any, live_server: Any, make_user: Any, language: str) -> None:
    cache.clear()
    words, where = WORDS[language], programme()

    def opened(*roles: str) -> Any:
        user = make_user(*roles, language=language)
        PersonFactory(user=user, email=user.email, language=language)
        page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        log_in(page, user)
        return page

    old, young, coordinator = opened(), opened(), opened("secretary")
    joins(old, f"/{language}/mentoring/{where.pk}/", "mentor", words)
    joins(young, f"/{language}/mentoring/{where.pk}/", "mentee", words)

    coordinator.goto(f"/{language}/mentoring/{where.pk}/coordinate/")
    coordinator.get_by_role("button", name=words["find"]).click()
    assert seen(coordinator.get_by_text(words["worked_out"]).first)
    run_waiting()
    coordinator.reload()
    assert seen(coordinator.get_by_text(words["reason"]))
    assert violations_by_day_and_night(coordinator) == []
    coordinator.get_by_role("button", name=words["propose"]).click()
    assert seen(coordinator.get_by_text(words["proposed"]))

    pair = Pair.objects.get()
    address = f"/{language}/mentoring/pairs/{pair.pk}/"
    assert all(re.search(address, letter.body) for letter in Letter.objects.filter(template="mentoring.proposed"))
    for page in (old, young):
        page.goto(address)
        assert violations_by_day_and_night(page) == []
        page.get_by_role("button", name=words["agree"]).click()
        assert seen(page.get_by_text(words["agreed"]).first)
    works(young, words)
    old.goto(address)
    assert seen(old.get_by_text(SECRET))

    assert coordinator.goto(address).status == 403
    assert coordinator.get_by_text(SECRET).count() == 0
    coordinator.goto(f"/{language}/mentoring/{where.pk}/coordinate/")
    assert (coordinator.get_by_text(SECRET).count(), Note.objects.count()) == (0, 1)
    assert violations_by_day_and_night(coordinator) == []

    old.get_by_role("button", name=words["end"]).click()
    assert seen(old.get_by_text(words["ended"]))
    looks_back(old, address, words)
    looks_back(young, address, words)
    assert seen(young.locator(".chip").get_by_text(words["closed"], exact=True))
    pair.refresh_from_db()
    assert pair.state == "closed"
