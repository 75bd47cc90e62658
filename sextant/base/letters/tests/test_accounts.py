"""Letters about the account go through the ledger, in the user's language, and their links stay secret."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.accounts import CHANGES, LETTERS, LedgerAccountAdapter
from sextant.base.letters.models import Letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_password_reset_is_a_secret_letter_in_the_users_language(client, make_user, settings, tmp_path, language):
    settings.SEXTANT_HOME = tmp_path
    user = make_user(email="anna@library.example", language=language)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client.post(reverse("account_reset_password"), {"email": user.email})
    letter = Letter.objects.get()
    assert (letter.subject, letter.secret) == ({"ru": "Новый пароль", "en": "A new password"}[language], True)
    assert "/password/reset/key/" in letter.body
    run_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("sent", "")


def test_a_stranger_is_answered_in_the_language_of_the_page(client):
    client.post("/ru" + reverse("account_reset_password")[3:], {"email": "nobody@library.example"})
    assert Letter.objects.values_list("template", "language").get() == ("accounts.unknown_account", "ru")


@pytest.mark.parametrize("prefix", [*LETTERS, *CHANGES])
def test_every_letter_of_the_account_has_words_in_both_languages(make_user, prefix):
    for language in ("ru", "en"):
        context = {"user": make_user(language=language), "activate_url": "u", "password_reset_url": "u", "signup_url": "u", "ip": "192.0.2.1"}
        LedgerAccountAdapter().send_mail(prefix, "anna@library.example", context)
    russian, english = Letter.objects.order_by("id")
    assert (russian.language, english.language, russian.subject != english.subject) == ("ru", "en", True)
