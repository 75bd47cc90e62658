"""Logging in: by e-mail whatever its case, with limits, and never as somebody who was shut out."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from sextant.base.accounts.models import User
from sextant.base.letters.models import Letter

pytestmark = pytest.mark.django_db
ORCID = {"orcid": {"APPS": [{"client_id": "APP-1", "secret": "s", "key": ""}]}}


@pytest.fixture(autouse=True)
def _no_attempts_counted_yet():
    cache.clear()


@pytest.fixture
def known(make_user):
    """A user whose address has been confirmed."""
    user = make_user(email="anna@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def log_in(client, email, password="a long password"):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_one_logs_in_by_e_mail_whatever_its_case_and_comes_to_the_desk(client, known):
    answer = log_in(client, "Anna@Example.ORG")
    assert (answer.status_code, answer["Location"], client.session["_auth_user_id"]) == (302, "/en/desk/", str(known.pk))


def test_an_inactive_user_is_refused(client, known):
    User.objects.update(is_active=False)
    log_in(client, known.email)
    assert "_auth_user_id" not in client.session


def test_an_unconfirmed_address_does_not_log_in(client, make_user):
    log_in(client, make_user(email="new@example.org").email)
    assert "_auth_user_id" not in client.session


def test_guessing_a_password_is_stopped_even_with_the_right_one(client, known):
    for number in range(5):
        log_in(client, known.email, f"wrong {number}")
    answer = log_in(client, known.email)
    assert ("_auth_user_id" in client.session, "Too many failed login attempts" in answer.content.decode()) == (False, True)


@pytest.mark.parametrize(("page", "limit"), [("account_login", 30), ("account_signup", 20), ("account_reset_password", 20)])
def test_too_many_attempts_from_one_address_get_a_clear_page(client, page, limit):
    for number in range(limit):
        client.post(reverse(page), {"email": f"a{number}@example.org", "login": f"a{number}@example.org"})
    answer = client.post(reverse(page), {"email": "b@example.org", "login": "b@example.org"})
    assert (answer.status_code, "Please wait five minutes" in answer.content.decode()) == (429, True)


def test_a_password_is_reset_by_letter(client, known):
    client.post(reverse("account_reset_password"), {"email": "ANNA@example.org"})
    link = re.search(r"https?://[^/]+(/\S+)", Letter.objects.get().body).group(1)
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "Восемнадцать книг", "password2": "Восемнадцать книг"})
    known.refresh_from_db()
    assert known.check_password("Восемнадцать книг")


def test_signing_up_makes_a_plain_user(client, db):
    fields = {"email": "New@Example.org", "password1": "Восемнадцать книг", "password2": "Восемнадцать книг"}
    client.post(reverse("account_signup"), {**fields, "is_staff": "1", "is_superuser": "1"})
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_superuser, user.grants.count(), user.is_active) == ("new@example.org", False, False, 0, True)


def test_signing_up_with_a_known_address_does_not_tell_that_it_is_known(client, known):
    fields = {"email": "anna@example.org", "password1": "Восемнадцать книг", "password2": "Восемнадцать книг"}
    taken = client.post(reverse("account_signup"), fields)
    free = client.post(reverse("account_signup"), {**fields, "email": "free@example.org"})
    assert (taken.status_code, taken["Location"], User.objects.filter(email="anna@example.org").count()) == (302, free["Location"], 1)


def test_orcid_is_offered_only_where_it_is_switched_on(client, settings, db):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    off = client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = ORCID
    on = client.get(reverse("account_login")).content.decode()
    leads = client.post(reverse("orcid_login"))
    assert ("/orcid/login" in off, "/orcid/login" in on, leads["Location"].startswith("https://orcid.org/oauth/authorize")) == (False, True, True)
