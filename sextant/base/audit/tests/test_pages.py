"""The history of an object is read by the office and by those whom its app lets; personal values by the office."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from sextant.base.accounts.models import User
from sextant.base.audit import registry
from sextant.base.audit.actions import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(make_user):
    """A user whose name was changed by another."""
    user = make_user(display_name="Анна")
    record(verb="test.rename", obj=user, by=make_user(display_name="Секретарь"), after={"n": 1}, personal_after={"name": "Тайное имя"})
    return user


def page_of(client, shown, reader):
    client.force_login(reader)
    return client.get(reverse("audit:history", args=["accounts.user", shown.pk]))


def test_the_office_reads_every_history_with_personal_values(client, make_user, line):
    text = page_of(client, line, make_user("secretary")).content.decode()
    assert ("Секретарь" in text, "Тайное имя" in text) == (True, True)


def test_those_whom_the_app_lets_read_it_without_personal_values(client, line):
    text = page_of(client, line, line).content.decode()
    assert ("Секретарь" in text, "Тайное имя" in text) == (True, False)


def test_others_are_refused_and_see_nothing_of_it(client, make_user, line):
    answer = page_of(client, line, make_user("editor"))
    assert (answer.status_code, "Секретарь" in answer.content.decode()) == (403, False)


def test_the_history_of_an_object_that_is_no_more_is_the_offices(client, make_user, line):
    key, officer, other = line.pk, make_user("secretary"), make_user()
    User.objects.filter(pk=key).delete()
    line.pk = key
    assert (page_of(client, line, officer).status_code, page_of(client, line, other).status_code) == (200, 403)


@pytest.mark.parametrize("address", [("accounts.user", "999999"), ("accounts.user", "x"), ("no.such", "1"), ("accounts.user", "9" * 40)])
def test_what_never_was_has_no_history(client, make_user, address):
    client.force_login(make_user("secretary"))
    assert client.get(reverse("audit:history", args=address)).status_code == 404


def test_a_verb_stands_in_words_where_somebody_put_it_into_words(monkeypatch):
    monkeypatch.setattr(registry, "_verbs", {})
    registry.register_verbs(**{"test.rename": "Name changed"})
    assert (registry.verb_in_words("test.rename"), registry.verb_in_words("test.other")) == ("Name changed", "test.other")


def test_the_tag_shows_the_last_lines_and_nothing_to_strangers(rf, make_user, line):
    def shown_to(user):
        request = rf.get("/")
        request.user = user
        return Template("{% load record %}{% history_of shown %}").render(Context({"request": request, "shown": line})).strip()

    assert ("test.rename" in shown_to(line), shown_to(make_user())) == (True, "")


def test_what_a_model_chooses_from_a_list_stands_in_the_words_of_that_list(client, make_user):
    user = make_user()
    record(verb="test.turn", obj=user, by=None, before={"language": "ru"}, after={"language": "en", "key": "ru"})
    text = page_of(client, user, make_user("secretary")).content.decode()
    assert ["<del>Русский</del> <ins>English</ins>" in text, "<ins>ru</ins>" in text] == [True, True]
