"""Tokens for the API: shown once, kept as a SHA-256 digest."""

import hashlib
import secrets

from sextant.base.accounts.models import Token, User

PREFIX = "sxt_"


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A fresh random token of 43 characters after its prefix."""
    return PREFIX + secrets.token_urlsafe(32)


def user_of(token: str) -> User | None:
    """The active user whose token this is, or None."""
    found = Token.objects.select_related("user").filter(digest=digest_of(token), user__is_active=True).first()
    return found.user if found else None
