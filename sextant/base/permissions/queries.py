"""Which roles a user holds. Asked often, answered from one query a request."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.permissions.models import Grant

AnyUser = User | AnonymousUser
Held = set[tuple[str, str, str]]
"""(role word, scope kind, scope id); kind and id are empty for the whole association."""

_sources: list[Callable[[User], Iterable[tuple[str, str, str]]]] = []


def register_source(source: Callable[[User], Iterable[tuple[str, str, str]]]) -> None:
    """Adds a giver of roles that follow from facts (officers of a section, members in good standing)."""
    _sources.append(source)


def scope_of(scope: models.Model | None) -> tuple[str, str]:
    """How a grant names an object: its model's label and its key; two empty texts for the association."""
    return (scope._meta.label_lower, str(scope.pk)) if scope is not None else ("", "")


def held_by(user: Any) -> Held:
    """All roles the user holds today, kept on the user object for the time of one request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return set()
    if not hasattr(user, "_held_roles"):
        grants = Grant.objects.in_force(timezone.localdate()).filter(user=user)
        held = set(grants.values_list("role", "scope_kind", "scope_id"))
        for source in _sources:
            held.update(source(user))
        user._held_roles = held
    return user._held_roles


def holds(user: Any, *roles: str, scope: models.Model | None = None) -> bool:
    """True when the user holds one of the roles for the association, or for that object. A superuser holds all."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return True
    held = held_by(user)
    places = {("", ""), scope_of(scope)}
    return any((role, *place) in held for role in roles for place in places)


def holds_anywhere(user: Any, *roles: str) -> bool:
    """True when the user holds one of the roles for the association or for any object at all."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return True
    return any(role in roles for role, _kind, _key in held_by(user))


def scopes_held(user: Any, kind: str, *roles: str) -> set[str]:
    """Keys of the objects of that kind (model label, lower case) for which the user holds one of the roles."""
    return {key for role, held_kind, key in held_by(user) if role in roles and held_kind == kind}
