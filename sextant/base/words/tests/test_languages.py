"""Two languages: in the address, remembered, changed without losing the page or leaving the site."""

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from sextant.base.words.fields import Bilingual, in_language

pytestmark = pytest.mark.django_db


def test_content_is_read_in_the_readers_language_and_falls_back_to_the_other():
    both, russian = {"ru": "Книга", "en": "Book"}, {"ru": "Книга", "en": ""}
    with translation.override("en"):
        read_in_english = (in_language(both), in_language(russian), in_language({"ru": "", "en": ""}))
    with translation.override("ru"):
        assert (read_in_english, in_language(both), in_language({"ru": "", "en": "Book"})) == (("Book", "Книга", ""), "Книга", "Book")


def test_a_bilingual_field_makes_two_columns_and_reads_as_one():
    Entry = apps.get_model("search", "Entry")
    entry = Entry(title_ru="Книга", title_en="Book")
    columns = [field.name for field in Entry._meta.fields if field.name.startswith("title")]
    assert (entry.title, columns, Entry._meta.get_field("summary_ru").get_internal_type()) == ("Book", ["title_ru", "title_en"], "TextField")


def test_a_bilingual_field_outside_a_model_is_a_programmers_mistake():
    class Plain:
        title = Bilingual()

    with pytest.raises(AttributeError):
        _text = Plain().title


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("/ru/ui/", "/en/ui/"),
        ("/ru/ui/?a=1&b=2", "/en/ui/?a=1&b=2"),
        ("/", "/en/"),
        ("/api/docs", "/api/docs"),
        ("/ru/no/such/page/", "/en/no/such/page/"),
        ("/ru/ui/?next=https://evil.example/", "/en/ui/?next=https://evil.example/"),
    ],
)
def test_the_other_language_shows_the_same_page(client, target, leads):
    assert client.get("/language/", {"to": "en", "next": target})["Location"] == leads


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/ru//evil.example",
        "///evil.example",
    ],
)
def test_changing_the_language_never_leads_off_the_site(client, target):
    leads = client.get("/language/", {"to": "en", "next": target})["Location"]
    assert (leads.startswith("/"), leads.startswith(("//", "/\\"))) == (True, False)


@pytest.mark.parametrize("asked", [{}, {"to": "de", "next": "/ru/ui/"}, {"to": "en"}, {"to": "", "next": ""}, {"to": "en\r\nX: y", "next": "/ru/"}])
def test_a_strange_request_for_a_language_leads_to_the_front_page(client, asked):
    assert client.get("/language/", asked)["Location"] in {"/", "/en/"}


def test_the_language_of_the_last_page_is_remembered():
    client = Client(headers={"accept-language": "ru"})
    before = client.get("/")["Location"]
    client.get("/en/ui/")
    assert (before, client.get("/")["Location"]) == ("/ru/", "/en/")


def test_a_visitor_who_never_chose_gets_the_browsers_language_then_the_sites(settings):
    settings.LANGUAGE_CODE = "ru"
    answers = [Client(headers={"accept-language": language}).get("/")["Location"] for language in ("en-GB,en", "ru-RU", "fi")]
    assert answers == ["/en/", "/ru/", "/ru/"]


def test_the_desk_is_reached_in_the_remembered_language_or_the_front_page_stands_in(client):
    leads = Client(headers={"accept-language": "en"}).get("/desk/")["Location"]
    assert leads in {"/en/desk/", "/en/"}


def test_a_page_is_marked_with_its_language(client):
    assert [f'<html lang="{code}"' in client.get(f"/{code}/ui/").content.decode() for code in ("ru", "en")] == [True, True]
