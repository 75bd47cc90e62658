"""Applying in one step: who I am, for whom I apply, and the application itself, all or nothing."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.society.members.actions.memberships import apply_for_membership
from sextant.society.members.actions.organisations import create_organisation
from sextant.society.members.actions.people import add_affiliation, register_self, update_person
from sextant.society.members.models import Membership, Organisation, Person, Plan
from sextant.society.members.queries.people import person_of


def _applicant(user: User, names: dict[str, str], facts: dict[str, Any]) -> Person:
    """The person behind the log-in, made from the names where there is none, with what the plan asks for filled in."""
    person = person_of(user) or register_self(user=user, **names)
    return update_person(person, by=user, **facts) if facts else person


@transaction.atomic
def join_as_person(
    *, user: User, plan: Plan, names: dict[str, str], born_on: date | None = None, is_student: bool | None = None, motivation: str = ""
) -> Membership:
    """Applies for oneself. `names` are used only where the log-in has no person yet."""
    facts = {name: value for name, value in (("born_on", born_on), ("is_student", is_student)) if value}
    person = _applicant(user, names, facts)
    return apply_for_membership(plan=plan, person=person, motivation=motivation, by=user)


@transaction.atomic
def join_as_organisation(
    *, user: User, plan: Plan, names: dict[str, str], organisation: Organisation | None, new: dict[str, Any], motivation: str = ""
) -> Membership:
    """Applies for an organisation: a known one, or a new one that the office lists when it has looked at it.

    The applicant is noted as working there; who acts for an organisation is said by the office when it approves.
    """
    person = _applicant(user, names, {})
    if organisation is None:
        if not new.get("kind"):
            raise ValidationError({"kind": _("This organisation is not in our directory yet. Say what kind it is.")})
        organisation = create_organisation(by=user, in_directory=False, **new)
    if not organisation.affiliations.filter(person=person, until=None).exists():
        add_affiliation(person=person, organisation=organisation, by=user)
    return apply_for_membership(plan=plan, organisation=organisation, motivation=motivation, by=user)
