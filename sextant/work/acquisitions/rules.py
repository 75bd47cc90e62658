"""Who sees and keeps collections: those who act for the library, the office, and the officers of the children's section."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Section
from sextant.society.members.rules import SECTION, represents
from sextant.work.acquisitions import states
from sextant.work.acquisitions.models import Collection, ImportRun, Offer, Plan, Profile


def is_keeper(user: Any, thing: Any = None) -> bool:
    """The office, and the officers of the section of children's libraries."""
    if holds(user, *states.OFFICE):
        return True
    keys = scopes_held(user, SECTION, *states.OFFICERS)
    if not keys:
        return False
    if not hasattr(user, "_childrens_section"):
        user._childrens_section = Section.objects.filter(code=states.SECTION).values_list("pk", flat=True).first()
    return str(user._childrens_section) in keys


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def may_list(user: Any, thing: Any = None) -> bool:
    """The list of collections one keeps: whoever acts for a library, and the keepers."""
    return bool(represented(user)) or is_keeper(user)


def may_keep(user: Any, collection: Collection) -> bool:
    """Everything about a collection: files, children, plans."""
    return represents(user, collection.organisation) or is_keeper(user)


def may_read_profile(user: Any, collection: Collection) -> bool:
    """Everybody, where the library opened it."""
    return (collection.is_public and collection.profile_id is not None) or may_keep(user, collection)


def may_keep_import(user: Any, run: ImportRun) -> bool:
    return may_keep(user, run.collection)


def may_keep_plan(user: Any, plan: Plan) -> bool:
    return may_keep(user, plan.collection)


def may_keep_offer(user: Any, offer: Offer) -> bool:
    return may_keep(user, offer.collection)


def may_keep_profile(user: Any, profile: Profile) -> bool:
    return may_keep(user, profile.collection)
