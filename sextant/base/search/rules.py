"""Who may find what."""

from typing import Any

from django.db.models import Q

from sextant.base.permissions.queries import holds
from sextant.base.permissions.rules import is_office
from sextant.base.search.registry import registered_audiences


def audiences_of(user: Any) -> set[str]:
    """The audiences a user belongs to. A visitor and a user who was shut out belong to `public` alone."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return {"public"}
    audiences = {"public", "users"} | registered_audiences(user)
    if is_office(user):
        return audiences | {"members", "office"}
    return audiences | {"members"} if holds(user, "member") else audiences


def visible_to(user: Any, column: str = "audience") -> Q:
    """The condition on `audience`, or on the column that stands for it, of rows the user may find."""
    audiences = audiences_of(user)
    whole = [audience.removesuffix("*") for audience in audiences if audience.endswith(":*")]
    condition = Q((f"{column}__in", sorted(audiences)))
    for beginning in sorted(whole):
        condition |= Q((f"{column}__startswith", beginning))
    return condition
