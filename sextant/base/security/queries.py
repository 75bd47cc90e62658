"""What protects an account."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings

from sextant.base.accounts.models import User


@dataclass(frozen=True)
class Protection:
    """Which proofs an account asks for, and what is open in its name. `orcid` is None where the site does not offer it."""

    password: bool
    app: bool
    passkeys: int
    codes: bool
    sessions: int
    tokens: int
    orcid: bool | None


def protection_of(user: User) -> Protection:
    """Everything the account page tells, in four queries at most."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    offered = bool(settings.SOCIALACCOUNT_PROVIDERS)
    return Protection(
        password=user.has_usable_password(),
        app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        codes=Authenticator.Type.RECOVERY_CODES in kinds,
        sessions=UserSession.objects.filter(user=user).count(),
        tokens=user.tokens.count(),
        orcid=SocialAccount.objects.filter(user=user).exists() if offered else None,
    )
