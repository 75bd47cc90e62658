"""`sextant user`: the first officer of a new site."""

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.test import Client

from sextant.base.accounts.models import User
from sextant.base.audit.models import Entry
from sextant.base.office.actions import add_user, deactivate_user
from sextant.base.office.commands import user
from sextant.base.permissions.queries import holds

pytestmark = pytest.mark.django_db
WORDS = "brass arc and mirror"


def call(*arguments, typed=""):
    return CliRunner().invoke(user, arguments, input=typed)


def log_in(client, email, password):
    return client.post("/en/accounts/login/", {"login": email, "password": password}).status_code


def test_the_first_officer_is_added_with_a_password_and_logs_in(client):
    answer = call("add", "Office@Example.org", "--role", "secretary", typed=f"{WORDS}\n{WORDS}\n")
    added = User.objects.get()
    assert (answer.exit_code, added.email, holds(added, "secretary"), added.is_superuser) == (0, "office@example.org", True, False)
    assert (log_in(client, added.email, WORDS), "_auth_user_id" in client.session) == (302, True)


def test_a_link_sets_the_password_once(client):
    address = call("add", "office@example.org", "--language", "en", "--link").output.split()[-1]
    page = address.removeprefix("http://127.0.0.1:8000")
    form = client.get(page, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": WORDS, "password2": WORDS})
    assert (log_in(client, "office@example.org", WORDS), "_auth_user_id" in client.session) == (302, True)
    assert Client().get(page).context["token_fail"] is True


def test_an_unknown_role_is_refused_with_those_that_can_be_given():
    answer = call("add", "office@example.org", "--role", "king", "--link")
    assert (answer.exit_code, User.objects.count(), "secretary, director, treasurer" in answer.output) == (2, 0, True)


def test_an_address_is_added_once_whatever_its_case():
    call("add", "office@example.org", "--link")
    with pytest.raises(ValidationError, match="There is a user with the address"):
        add_user(email="OFFICE@example.org", by=None)


@pytest.mark.parametrize(("email", "password"), [("office", WORDS), ("office@example.org", "1234567890"), ("office@example.org", "short")])
def test_a_bad_address_or_a_weak_password_adds_nobody(email, password):
    with pytest.raises(ValidationError):
        add_user(email=email, password=password, by=None)
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_record_keeps_the_address_apart():
    add_user(email="office@example.org", superuser=True, by=None)
    line = Entry.objects.get()
    assert (line.verb, line.after, "office@example.org" in str(line.before)) == ("accounts.add_user", {"is_superuser": True}, False)


def test_a_link_is_printed_for_those_who_may_log_in_only(make_user):
    away = make_user(email="away@example.org")
    deactivate_user(away, by=None)
    outcomes = [call("link", email).exit_code for email in (make_user(email="here@example.org").email, away.email, "nobody@example.org")]
    assert outcomes == [0, 1, 1]


def test_users_are_listed_with_their_roles(make_user):
    make_user("editor", "analyst", email="a@example.org")
    make_user(email="b@example.org", is_superuser=True)
    assert call("list").output.splitlines() == ["a@example.org  analyst, editor", "b@example.org  superuser"]
