"""The page around every page, the theme, the errors."""

import pytest
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.utils import translation

from sextant.base.ui import context, errors, navigation

pytestmark = pytest.mark.django_db


def test_the_pattern_book_opens_in_both_languages(client):
    pages = {code: client.get(f"/{code}/ui/").content.decode() for code in ("ru", "en")}
    assert ["<h1>Книга образцов</h1>" in pages["ru"], "<h1>Pattern book</h1>" in pages["en"]] == [True, True]
    assert ["10\u202f401" in pages["ru"], "10,401" in pages["en"], "3\u00a0марта\u00a02026" in pages["ru"]] == [True, True, True]


def test_the_frame_itself_asks_nothing_of_the_database_for_a_visitor(monkeypatch, client, django_assert_num_queries):
    monkeypatch.setattr(context, "_notices", [])
    monkeypatch.setattr(navigation, "_doors", {})
    with django_assert_num_queries(0):
        client.get("/en/ui/")


def test_a_dangerous_step_is_asked_about_first(rf):
    words = {"title": "Remove the member?", "sentence": "The dues stay.", "verb": "Remove", "danger": True, "back": "/back/"}
    page = render(rf.get("/en/members/1/remove/"), "ui/confirm.html", words).content.decode()
    assert ['method="post"' in page, 'button--danger" type="submit">Remove<' in page, 'href="/back/"' in page] == [True, True, True]


def test_a_chosen_theme_is_remembered_and_the_reader_comes_back(client):
    answer = client.get("/en/ui/theme/", {"to": "dark", "next": "/en/ui/?page=2"})
    assert (answer.url, answer.cookies["theme"].value) == ("/en/ui/?page=2", "dark")
    assert '<html lang="en" data-theme="dark">' in client.get("/en/ui/").content.decode()


def test_a_theme_that_does_not_exist_is_not_kept_and_nobody_is_led_away(client):
    answer = client.get("/en/ui/theme/", {"to": '"><script>', "next": "https://example.org/"})
    assert (answer.url, "theme" in answer.cookies) == ("/", False)
    client.cookies["theme"] = "evil"
    assert '<html lang="en">' in client.get("/en/ui/").content.decode()


@pytest.fixture
def doors(monkeypatch):
    monkeypatch.setattr(navigation, "_doors", {})
    return navigation


def test_a_door_is_shown_to_those_its_rule_lets_in(doors):
    doors.register("Patterns", "ui:patterns", 2)
    doors.register("Office", "ui:theme", 1, lambda user: user == "secretary")
    request = RequestFactory().get("/en/ui/")
    seen = {}
    for request.user in ("visitor", "secretary"):
        seen[request.user] = [(str(item.name), item.here) for item in doors.items(request, "main")]
    assert seen == {"visitor": [("Patterns", True)], "secretary": [("Office", False), ("Patterns", True)]}


def test_a_door_to_nowhere_is_left_out(doors):
    doors.register("Nowhere", "nowhere:at-all", 1)
    assert doors.items(RequestFactory().get("/"), "main") == []


@pytest.mark.parametrize(
    ("language", "rooms"),
    [("ru", ["narrow", "narrow", "middle", "wide", "rest", "rest"]), ("en", ["narrow", "narrow", "middle", "middle", "wide", "rest"])],
)
def test_a_row_is_filled_in_order_and_the_others_stand_under_more(language, rooms):
    with translation.override(language):
        assert navigation.rooms_of(["x" * 22] * 6) == rooms


def test_the_ribbon_shows_the_first_notice_that_has_words(monkeypatch, client):
    monkeypatch.setattr(context, "_notices", [])
    context.register_notice(lambda request: None)
    context.register_notice(lambda request: "This is a demo.")
    assert "<p>This is a demo.</p>" in client.get("/en/ui/").content.decode()


def test_a_page_that_does_not_exist_says_so_in_the_language_of_the_address(client):
    answers = [client.get(f"/{code}/nowhere/") for code in ("ru", "en")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert ["Такой страницы нет" in answers[0].content.decode(), "There is no such page" in answers[1].content.decode()] == [True, True]


def test_a_form_without_its_token_is_refused_with_a_way_on():
    answer = Client(enforce_csrf_checks=True).post("/en/accounts/logout/")
    assert (answer.status_code, "The form has expired" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_a_refusal_keeps_what_was_refused_to_itself(view, status, rf):
    request = rf.get("/en/secret/")
    answer = view(request, PermissionDenied("a line of the record"))
    assert (answer.status_code, "a line of the record" in answer.content.decode()) == (status, False)


@pytest.mark.parametrize(("code", "words"), [("ru", "На нашей стороне произошёл сбой"), ("en", "Something broke on our side")])
def test_a_broken_page_needs_no_database(code, words, rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = errors.broken(rf.get(f"/{code}/desk/"))
    assert (answer.status_code, words in answer.content.decode()) == (500, True)


def test_the_pages_of_the_account_wear_the_same_frame(client):
    page = client.get("/ru/accounts/login/").content.decode()
    assert ['class="masthead"' in page, 'class="form"' in page, "<h1>" in page, "style=" in page] == [True, True, True, False]


@pytest.mark.parametrize("address", ["/en/search/?q=%00", "/en/returns/region/%00/", "/ru/members/people/?q=a%2500%00"])
def test_an_address_with_a_character_nobody_types_is_refused_with_a_sentence(address, client):
    answer = client.get(address)
    assert (answer.status_code, 'class="masthead"' in answer.content.decode()) == (400, True)


def test_a_program_is_refused_in_the_shape_of_the_api(client):
    answer = client.get("/api/search/?q=%00", headers={"accept-language": "en"})
    sentence = "The address holds a character that cannot be read; check it and call again."
    assert (answer.status_code, answer.json()) == (400, {"detail": sentence, "errors": []})
