"""Who may see and give roles."""

from typing import Any

from sextant.base.permissions.queries import holds


def is_office(user: Any) -> bool:
    """The association's office: its secretary or executive director."""
    return holds(user, "secretary", "director")


def may_give_roles(user: Any) -> bool:
    return is_office(user)
