"""Letters about the account itself go through the same ledger as all others."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from sextant.base.accounts.models import User
from sextant.base.letters import registry
from sextant.base.letters.actions import queue_letter, write_letter
from sextant.base.letters.registry import LANGUAGES

NOTICE = "accounts.notice"
LETTERS = {
    "account/email/email_confirmation": "accounts.confirm_address",
    "account/email/email_confirmation_signup": "accounts.confirm_address",
    "account/email/password_reset_key": "accounts.reset_password",
    "account/email/unknown_account": "accounts.unknown_account",
    "account/email/account_already_exists": "accounts.account_exists",
    "account/email/login_code": "accounts.code",
    "account/email/password_reset_code": "accounts.code",
}
CHANGES = {
    "account/email/password_changed": gettext_noop("Your password was changed."),
    "account/email/password_set": gettext_noop("A password was set."),
    "account/email/password_reset": gettext_noop("Your password was reset."),
    "account/email/email_changed": gettext_noop("Your e-mail address was changed."),
    "account/email/email_confirm": gettext_noop("Your e-mail address was confirmed."),
    "account/email/email_deleted": gettext_noop("An e-mail address was removed."),
    "mfa/email/totp_activated": gettext_noop("Log-in codes from an application were switched on."),
    "mfa/email/totp_deactivated": gettext_noop("Log-in codes from an application were switched off."),
    "mfa/email/recovery_codes_generated": gettext_noop("New recovery codes were made; the earlier ones no longer work."),
    "mfa/email/webauthn_added": gettext_noop("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_noop("A passkey was removed."),
    "socialaccount/email/account_connected": gettext_noop("Log-in through another service was connected."),
    "socialaccount/email/account_disconnected": gettext_noop("Log-in through another service was disconnected."),
}


def _link() -> dict[str, Any]:
    address = "https://sextant.example/…"
    return {"activate_url": address, "password_reset_url": address, "signup_url": address, "email": "reader@sextant.example", "code": "ABCD-1234"}


def _notice() -> dict[str, Any]:
    return {"change": _("A passkey was added."), "timestamp": timezone.now(), "ip": "192.0.2.1", "user_agent": "Firefox"}


registry.register("accounts.confirm_address", gettext_lazy("Confirm an e-mail address"), sample=_link, secret=True)
registry.register("accounts.reset_password", gettext_lazy("Reset a password"), sample=_link, secret=True)
registry.register("accounts.unknown_account", gettext_lazy("No account at this address"), sample=_link, secret=True)
registry.register("accounts.account_exists", gettext_lazy("There is an account at this address already"), sample=_link, secret=True)
registry.register("accounts.code", gettext_lazy("Log-in code"), sample=_link, secret=True)
registry.register(NOTICE, gettext_lazy("A change to the account"), sample=_notice, secret=True)


class LedgerAccountAdapter(DefaultAccountAdapter):
    """Hands allauth's letters to the ledger, in the language of the user; a stranger's in the language of the page."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our own words where we have them, allauth's where a newer one brings a letter we do not know; all are secret."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = user.language if isinstance(user, User) else (translation.get_language() or "ru")[:2]
        language = language if language in LANGUAGES else LANGUAGES[0]
        key = f"accounts:{secrets.token_hex(16)}"
        if template_prefix in LETTERS:
            write_letter(key=key, template=LETTERS[template_prefix], to=email, language=language, context={**context, "email": email})
            return
        with translation.override(language):
            if template_prefix in CHANGES:
                change = {**context, "change": _(CHANGES[template_prefix])}
                write_letter(key=key, template=NOTICE, to=email, language=language, context=change)
                return
            words = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        queue_letter(key=key, template="accounts.other", to=email, language=language, subject=words.subject, body=str(words.body), secret=True)
