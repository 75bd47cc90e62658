"""One's own account: the page, the tokens, and that they are nobody else's."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.accounts.models import Token
from sextant.base.accounts.tokens import user_of
from sextant.base.audit.models import Entry
from sextant.base.security.actions import MOST_TOKENS, make_token, revoke_token

pytestmark = pytest.mark.django_db


def test_the_account_page_changes_name_and_language_and_is_recorded(client, make_user):
    user = make_user()
    client.force_login(user)
    assert client.post(reverse("security:overview"), {"display_name": " Анна ", "language": "en"}).status_code == 302
    user.refresh_from_db()
    line = Entry.objects.get(verb="security.change_account")
    assert (user.display_name, user.language, line.actor, line.after, line.personal.after["display_name"]) == ("Анна", "en", user, {}, "Анна")


def test_the_account_page_links_every_way_of_proving_oneself(client, make_user):
    client.force_login(make_user())
    text = client.get(reverse("security:overview")).content.decode()
    names = ("account_email", "account_change_password", "mfa_index", "usersessions_list", "security:tokens")
    assert [name for name in names if reverse(name) not in text] == []


def test_visitors_are_asked_to_log_in(client, db):
    answer = client.get(reverse("security:tokens"))
    assert (answer.status_code, answer["Location"].startswith(reverse("account_login"))) == (302, True)


def test_a_new_token_is_shown_once_and_works(client, make_user):
    user = make_user()
    client.force_login(user)
    answer = client.post(reverse("security:tokens"), {"name": "web site"})
    token = answer.context["made"]
    again = client.get(reverse("security:tokens")).content.decode()
    assert (user_of(token), token in answer.content.decode(), token in again, "web site" in again) == (user, True, False, True)
    assert (Token.objects.get().digest == token, "no-store" in answer["Cache-Control"]) == (False, True)


def test_a_revoked_token_is_refused(make_user):
    user = make_user()
    token, text = make_token(user=user, name="x", by=user)
    revoke_token(token, by=user)
    assert (user_of(text), Entry.objects.filter(verb="security.revoke_token").count()) == (None, 1)


def test_nobody_revokes_or_sees_another_users_token(client, make_user):
    token, _text = make_token(user=make_user(), name="тайный", by=None)
    client.force_login(make_user("secretary"))
    answer = client.post(reverse("security:revoke_token", args=[token.pk]))
    seen = client.get(reverse("security:tokens")).content.decode()
    assert (answer.status_code, Token.objects.count(), "тайный" in seen) == (403, 1, False)


def test_an_inactive_users_token_is_refused(make_user):
    user = make_user()
    _token, text = make_token(user=user, name="x", by=user)
    user.is_active = False
    user.save()
    assert user_of(text) is None


def test_a_token_needs_a_name_and_there_is_an_end_of_them(make_user):
    user = make_user()
    with pytest.raises(ValidationError, match="Give the token a name"):
        make_token(user=user, name=" ", by=user)
    for number in range(MOST_TOKENS):
        make_token(user=user, name=str(number), by=user)
    with pytest.raises(ValidationError, match="You have 20 tokens already"):
        make_token(user=user, name="one more", by=user)
