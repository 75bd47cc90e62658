"""A small association with somebody in every role."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser

from sextant.base.accounts.models import User
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import scope_of
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, SectionFactory

ROLES = {
    "visitor": "not logged in",
    "user": "logged in, nothing more",
    "member": "a member in good standing",
    "representative": "acts for the organisation of the page",
    "chair": "chairs the section of the page",
    "other chair": "chairs another section",
    "analyst": "library statistics",
    "editor": "communications and reports",
    "treasurer": "payments",
    "secretary": "the office",
    "director": "the office",
    "superuser": "everything",
}


@dataclass
class World:
    """Users by role, and the objects that pages are about."""

    users: dict[str, Any] = field(default_factory=dict)
    person: Any = None
    """The member's own person record."""
    organisation: Any = None
    section: Any = None
    other_section: Any = None
    left: dict[str, Any] = field(default_factory=dict)
    """What one sample made and another wants again."""


def _user(role: str, grants: dict[str, tuple[str, Any]]) -> User:
    user = User.objects.create_user(f"{role.replace(' ', '-')}@example.org", "a long password", is_superuser=role == "superuser")
    if role in grants:
        word, scope = grants[role]
        kind, key = scope_of(scope)
        Grant.objects.create(user=user, role=word, scope_kind=kind, scope_id=key)
    return user


def make_world() -> World:
    """The users and the nouns everybody shares; capabilities add their own objects in `samples.py`."""
    world = World(organisation=OrganisationFactory(), section=SectionFactory(), other_section=SectionFactory())
    words = {role: (role, None) for role in ("member", "analyst", "editor", "treasurer", "secretary", "director")}
    scoped = {
        "representative": ("representative", world.organisation),
        "chair": ("chair", world.section),
        "other chair": ("chair", world.other_section),
    }
    world.users = {role: AnonymousUser() if role == "visitor" else _user(role, {**words, **scoped}) for role in ROLES}
    world.person = PersonFactory(email=world.users["member"].email)
    Person.objects.filter(pk=world.person.pk).update(user=world.users["member"])
    return world
