"""A section holds an event: built on screen, a young member registers, the door lets in without the net, the certificate is verified (IV.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.society.events.models import Certificate, Event, Registration, Scan
from sextant.society.events.queries.invariants import trouble
from sextant.society.members.models import Office
from sextant.society.members.tests.factories import OfficeFactory, PersonFactory, SectionFactory, active
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "en": {
        "hold": "Hold an event", "place": "Place, in English", "begins": "Begins", "ends": "Ends",
        "hours": "Hours on the certificate", "save": "Save", "name": "Name in English", "audience": "Who may take it",
        "young": "people aged up to 35", "add": "Add the ticket", "added": "The ticket is added.", "publish": "Publish",
        "published": "The event is published.", "register": "Register", "agreed": "I agree that", "done": "You are registered.",
        "find": "Find", "let_in": "Let in Ann Reader", "welcome": "Welcome!", "over": "The event is over", "closed": "Certificates can be issued.", "issue": "Issue 1 certificate",
        "pdf": "Certificate (PDF)", "valid": "valid", "check": "Check of a certificate", "event": "School of the young",
    },
    "ru": {
        "hold": "Провести мероприятие", "place": "Место проведения, по-русски", "begins": "Начало",
        "ends": "Окончание", "hours": "Часов в сертификате", "save": "Сохранить", "name": "Название на русском", "audience": "Кому доступен",
        "young": "люди не старше 35 лет", "add": "Добавить билет", "added": "Билет добавлен.", "publish": "Опубликовать",
        "published": "Мероприятие опубликовано.", "register": "Зарегистрироваться", "agreed": "Я согласен", "done": "Вы зарегистрированы.",
        "find": "Найти", "let_in": "Пропустить Ann Reader", "welcome": "Добро пожаловать!", "over": "Мероприятие завершено", "closed": "Можно выдавать сертификаты.",
        "issue": "Выдать 1 сертификат", "pdf": "Сертификат (PDF)", "valid": "действителен", "check": "Проверка сертификата",
        "event": "Школа молодых",
    },
}  # fmt: skip


def person_of(user: Any, **fields: Any) -> Any:
    return PersonFactory(user=user, email=user.email, **fields)


def opened(browser: Any, live_server: Any, user: Any, width: int = 1280) -> Any:
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 900}).new_page()
    log_in(page, user)
    return page


def build(page: Any, say: dict[str, str], language: str) -> None:
    """The chair draws the event up, adds a ticket for the young and publishes it."""
    now = timezone.localtime()
    page.goto(f"/{language}/events/")
    page.get_by_role("link", name=say["hold"]).click()
    page.locator(f"input[name=title_{language}]").fill(say["event"])
    page.get_by_label(say["place"]).fill("Tver")
    page.locator("select[name=section]").select_option(index=1)
    page.get_by_label(say["begins"]).fill((now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label(say["ends"]).fill((now + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label(say["hours"]).fill("8")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name=say["save"], exact=True).click()
    page.locator(f"input[name=ticket-name_{language}]").fill("Young")
    page.get_by_label(say["audience"]).select_option(label=say["young"])
    page.get_by_role("button", name=say["add"], exact=True).click()
    assert seen(page.get_by_text(say["added"]))
    page.get_by_role("button", name=say["publish"], exact=True).click()
    assert seen(page.get_by_text(say["published"]))
    assert violations_by_day_and_night(page) == []


def take_part(page: Any, say: dict[str, str], language: str) -> None:
    """The young member registers and sees the ticket."""
    page.goto(f"/{language}/events/")
    page.get_by_role("link", name=say["event"]).click()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name=say["register"], exact=True).click()
    page.locator("input[name=name]").fill("Ann Reader")
    page.locator("input[name=agreed]").check()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name=say["register"], exact=True).click()
    assert seen(page.get_by_text(say["done"]))
    assert seen(page.locator(".ticket__code img"))
    assert violations_by_day_and_night(page) == []


def check_in_offline(page: Any, say: dict[str, str], language: str) -> None:
    """The door on a phone: the list is on it, the net goes, a name is let in, the net comes back."""
    page.goto(f"/{language}/events/{Event.objects.get().code}/door/")
    page.locator("#door-forget-part").wait_for()
    assert violations_by_day_and_night(page) == []
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    page.locator("#door-forget-part").wait_for()
    page.locator("#door-q").fill("ann")
    page.get_by_role("button", name=say["let_in"]).click()
    assert seen(page.locator("#door-log").get_by_text(say["welcome"]))
    assert (Scan.objects.count(), Registration.objects.get().state) == (0, "confirmed")
    page.locator("input[name=code]").fill(Registration.objects.get().code)
    page.keyboard.press("Enter")
    assert seen(page.locator("#door-log .chip--warn"))
    page.context.set_offline(False)
    page.locator("#door-net.notice--good").wait_for()
    assert (Scan.objects.count(), Registration.objects.get().state) == (2, "attended")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_from_the_event_on_screen_to_the_verified_certificate(browser: Any, live_server: Any, make_user: Any, language: str) -> None:
    cache.clear()
    say, section = WORDS[language], SectionFactory()
    chair, young = make_user(email="chair@example.org"), make_user(email="young@example.org")
    OfficeFactory(section=section, person=person_of(chair), role=Office.Role.CHAIR)
    active(person=person_of(young, born_on=date(timezone.localdate().year - 24, 1, 1)), on=timezone.localdate())
    keeper, member = opened(browser, live_server, chair), opened(browser, live_server, young, 390)
    build(keeper, say, language)
    take_part(member, say, language)
    phone = opened(browser, live_server, chair, 390)
    check_in_offline(phone, say, language)
    now, event = timezone.now(), Event.objects.get()
    Event.objects.update(starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=1))
    keeper.goto(f"/{language}/events/{event.code}/office/")
    keeper.get_by_role("button", name=say["over"]).click()
    assert seen(keeper.get_by_text(say["closed"]))
    keeper.goto(f"/{language}/events/{event.code}/office/certificates/")
    keeper.get_by_role("button", name=say["issue"]).click()
    keeper.locator("table").wait_for()
    assert violations_by_day_and_night(keeper) == []
    member.goto(f"/{language}/events/mine/")
    member.get_by_role("link", name=say["event"]).click()
    with member.expect_download() as download:
        member.get_by_role("link", name=say["pdf"]).click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    member.reload()  # a download leaves the page in the state of loading
    assert violations_by_day_and_night(member) == []
    stranger = browser.new_context(base_url=live_server.url).new_page()
    stranger.goto(keeper.locator("tbody a").first.get_attribute("href"))
    assert seen(stranger.get_by_role("heading", name=say["check"]))
    assert seen(stranger.get_by_text("Ann Reader"))
    assert seen(stranger.get_by_text(say["valid"], exact=True))
    assert (Certificate.objects.get().hours, trouble(), violations_by_day_and_night(stranger)) == (8, [], [])
