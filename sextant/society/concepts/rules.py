"""Who may change the thesaurus. Reading it is for everybody."""

from typing import Any

from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.members.models import Section

RESEARCH = "research"
"""Code of the section that keeps the thesaurus, beside the office."""
OFFICERS = ("chair", "vice_chair", "section_secretary")


def may_curate(user: Any, thing: Any = None) -> bool:
    """The office, and the officers of the section on research."""
    if is_office(user):
        return True
    keys = scopes_held(user, "members.section", *OFFICERS)
    return bool(keys) and Section.objects.filter(pk__in=keys, code=RESEARCH).exists()
