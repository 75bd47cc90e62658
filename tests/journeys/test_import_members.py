"""The office brings its spreadsheet: bad rows are named, good ones taken over, and the same file again changes nothing."""

from typing import Any

import pytest
from django.test import Client

from sextant.base.jobs.worker import run_waiting
from sextant.society.members.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = "№;Ф.И.О.;Эл. почта;Дата рождения;Место работы\n1;Незнакомова Анна Петровна;anna@library.example;17.05.1980;ЦБС\n2;Плохова Ольга;нет;32.01.1990;ЦБС\n"


def log_in(page: Any, live_server: Any, user: Any) -> None:
    """The session cookie of a user who has logged in."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


def work_done(page: Any, shown: str) -> None:
    """The page says that work is under way; when it is done, the page is loaded again."""
    page.locator(".lead", has_text=shown).wait_for()
    run_waiting()
    page.reload()


def upload(page: Any, text: str) -> None:
    page.goto("/en/members/imports/")
    page.set_input_files("input[type=file]", {"name": "члены.csv", "mimeType": "text/csv", "buffer": text.encode("cp1251")})
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("button", name="Compare with the people known").click()
    work_done(page, "being checked")


def test_a_spreadsheet_with_bad_rows_is_taken_over_without_them(page: Any, live_server: Any, make_user: Any) -> None:
    log_in(page, live_server, make_user("secretary"))
    upload(page, FILE)
    assert "This is not an e-mail address" in page.inner_text("main")
    assert "There is no such day" in page.inner_text("main")
    page.get_by_role("button", name="Take these rows over").click()
    work_done(page, "being taken over")
    assert "taken over" in page.inner_text("main")
    assert [person.full_name for person in Person.objects.all()] == ["Незнакомова Анна Петровна"]
    upload(page, FILE)
    assert "there is nothing to take over" in page.inner_text("main")
