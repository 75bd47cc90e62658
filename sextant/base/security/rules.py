"""Whose account it is."""

from typing import Any

from sextant.base.accounts.models import Token


def is_owner(user: Any, token: Token) -> bool:
    """Only the user himself sees and revokes his tokens; the office ends them by deactivating him."""
    return bool(user.is_authenticated and token.user_id == user.pk)
