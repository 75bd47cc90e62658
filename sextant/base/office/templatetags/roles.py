"""Role words on the office's pages."""

from typing import Any

from django import template

from sextant.base.permissions.models import Grant
from sextant.base.permissions.roles import all_roles

register = template.Library()


@register.filter
def role_name(grant: Grant) -> Any:
    """The role's name for people; a word no app registers any more stands as it is."""
    return {role.code: role.name for role in all_roles()}.get(grant.role, grant.role)
