"""Who works in the office, and on whom."""

from typing import Any

from sextant.base.accounts.models import User
from sextant.base.office.registry import has_tools
from sextant.base.permissions.rules import is_office


def may_enter_office(user: Any) -> bool:
    """Whoever has a tool there."""
    return bool(user.is_authenticated and has_tools(user))


def may_manage_users(user: Any) -> bool:
    return is_office(user)


def may_see_user(user: Any, other: User) -> bool:
    return is_office(user)


def may_manage_user(user: Any, other: User) -> bool:
    """The office manages users; a superuser is managed by superusers only."""
    return is_office(user) and (user.is_superuser or not other.is_superuser)


def may_manage_grant(user: Any, grant: Any) -> bool:
    return may_manage_user(user, grant.user)
