"""Who may do what with people, organisations, sections and memberships.

`standing`, the member's and the representative's words follow from facts: see `queries.roles`.
"""

from typing import Any

from sextant.base.permissions.queries import holds, holds_anywhere, scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.members import states
from sextant.society.members.models import Affiliation, Membership, Office, Organisation, Person, Seat, Section

PAYMENT_ROLES = ("treasurer", "secretary", "director")
MOVING_ROLES = ("secretary", "director")
SECTION, SECTION_ROLES = "members.section", ("chair", "section_secretary")


def is_member(user: Any) -> bool:
    """A person in good standing today."""
    return holds(user, "member")


def is_staff(user: Any) -> bool:
    """Office or treasurer: those who see every membership."""
    return holds(user, *PAYMENT_ROLES)


def represents(user: Any, organisation: Organisation) -> bool:
    """Acts for the organisation today (the association's office does not: it has its own word)."""
    return holds(user, "representative", scope=organisation)


def is_self(user: Any, person: Person) -> bool:
    return bool(user.is_authenticated and person.user_id == user.pk)


def is_holder(user: Any, membership: Membership) -> bool:
    """The member itself: the person, or whoever acts for the organisation."""
    if membership.person is not None:
        return is_self(user, membership.person)
    return membership.organisation is not None and represents(user, membership.organisation)


def is_applicant(user: Any, membership: Membership) -> bool:
    """Whoever applied, as long as the application has not become a membership."""
    waiting = membership.state in {states.APPLIED, states.APPROVED, states.DECLINED}
    return bool(waiting and user.is_authenticated and membership.applied_by_id == user.pk)


def may_see_membership(user: Any, membership: Membership) -> bool:
    return is_staff(user) or is_holder(user, membership) or is_applicant(user, membership)


def may_see_memberships(user: Any) -> bool:
    return is_staff(user)


def may_record_payment(user: Any, membership: Membership | None = None) -> bool:
    return holds(user, *PAYMENT_ROLES)


def may_reduce_fees(user: Any, thing: Any = None) -> bool:
    """Office and treasurer say who pays less (the thing is a membership or a reduction)."""
    return holds(user, *PAYMENT_ROLES)


def may_decide_applications(user: Any, membership: Membership | None = None) -> bool:
    return is_office(user)


def words_for(user: Any, membership: Membership) -> set[str]:
    """The words of the state table that this user has for this membership."""
    words = {role for role in MOVING_ROLES if holds(user, role)}
    if is_holder(user, membership) or is_applicant(user, membership):
        words.add("self")
    if may_record_payment(user):
        words.add("payment")
    return words


def may_move(user: Any, membership: Membership, target: str) -> bool:
    return target in states.moves_of(membership.state, words_for(user, membership))


def may_resign(user: Any, membership: Membership) -> bool:
    return may_move(user, membership, states.RESIGNED)


def may_expel(user: Any, membership: Membership) -> bool:
    return may_move(user, membership, states.EXPELLED)


def may_manage_seats(user: Any, membership: Membership) -> bool:
    """The office, or the organisation's representative."""
    return membership.organisation is not None and (is_office(user) or represents(user, membership.organisation))


def may_see_seat(user: Any, seat: Seat) -> bool:
    """Whoever sits on it, and those who manage it."""
    return is_self(user, seat.person) or may_manage_seats(user, seat.membership)


def may_release_seat(user: Any, seat: Seat) -> bool:
    return may_manage_seats(user, seat.membership)


def may_end_office(user: Any, office: Office) -> bool:
    return may_give_offices(user, office.section)


def may_manage_plans(user: Any, plan: Any = None) -> bool:
    return is_office(user)


def may_add_organisation(user: Any) -> bool:
    return is_office(user)


def may_see_organisation(user: Any, organisation: Organisation) -> bool:
    """Public unless the organisation asked not to be listed."""
    return organisation.in_directory or is_staff(user) or represents(user, organisation)


def may_edit_organisation(user: Any, organisation: Organisation) -> bool:
    return is_office(user) or represents(user, organisation)


def may_manage_people_of(user: Any, organisation: Organisation) -> bool:
    """Who works there and who acts for it is decided by the office."""
    return is_office(user)


def may_add_section(user: Any) -> bool:
    return is_office(user)


def may_edit_section(user: Any, section: Section) -> bool:
    """The office, and the section's chair and secretary."""
    return is_office(user) or holds(user, "chair", "section_secretary", scope=section)


def may_give_offices(user: Any, section: Section | None = None) -> bool:
    """Offices are filled by election; the association's office writes the result down."""
    return is_office(user)


def may_see_section_members(user: Any, section: Section) -> bool:
    """Names of a section's members are for members, officers and staff; visitors see how many there are."""
    return is_member(user) or is_staff(user) or holds_anywhere(user, "chair", "section_secretary", "vice_chair", "committee")


def may_join_section(user: Any, section: Section) -> bool:
    return section.closed_on is None and is_member(user)


def may_leave_section(user: Any, section: Section) -> bool:
    """Anybody who takes part, whatever their standing."""
    return bool(user.is_authenticated and section.members.filter(person__user=user, until=None).exists())


def may_see_rows(user: Any) -> bool:
    """Who may open a measure to the persons that were counted."""
    return is_office(user) or holds(user, "analyst")


def is_fellow(user: Any) -> bool:
    """A member in good standing, or the office."""
    return is_office(user) or holds(user, "member")


def is_officer_of(user: Any, person: Person) -> bool:
    """Chairs or keeps the papers of a section in which the person takes part now."""
    known = getattr(person, "in_my_section", None)
    if known is not None:
        return bool(known)
    keys = scopes_held(user, SECTION, *SECTION_ROLES)
    return bool(keys) and person.sections.filter(section_id__in=keys, until=None).exists()


def may_see_directory(user: Any) -> bool:
    return is_fellow(user) or bool(scopes_held(user, SECTION, *SECTION_ROLES))


def may_see_person(user: Any, person: Person) -> bool:
    """The person, the office, officers of their sections; fellow members and visitors as far as the person opened it."""
    if is_office(user) or is_self(user, person):
        return True
    if person.erased_at or person.merged_into_id:
        return False
    privacy = person.openness
    return privacy.public_page or (privacy.in_directory and is_fellow(user)) or is_officer_of(user, person)


def may_see_workplace(user: Any, person: Person) -> bool:
    """Place of work stands in the members' directory, not on the public page."""
    inside = person.openness.in_directory and is_fellow(user)
    return is_office(user) or is_self(user, person) or inside or is_officer_of(user, person)


def may_see_email(user: Any, person: Person) -> bool:
    return is_office(user) or is_self(user, person) or (person.openness.email_to_members and is_fellow(user))


def may_see_phone(user: Any, person: Person) -> bool:
    return is_office(user) or is_self(user, person) or (person.openness.phone_to_members and is_fellow(user))


def may_see_private_data(user: Any, person: Person) -> bool:
    """Date of birth, memberships and payments, letters, former names, the record: the person and the office."""
    return is_office(user) or is_self(user, person)


def may_edit_person(user: Any, person: Person) -> bool:
    """The person and the office, as long as the person has neither been merged nor erased."""
    return not person.erased_at and not person.merged_into_id and may_see_private_data(user, person)


def may_ask_erasure(user: Any, person: Person) -> bool:
    return may_edit_person(user, person)


def has_person(user: Any) -> bool:
    """A log-in that is tied to a person."""
    return bool(user.is_authenticated and Person.objects.filter(user=user).exists())


def may_edit_affiliation(user: Any, affiliation: Affiliation) -> bool:
    return may_edit_person(user, affiliation.person)


def may_import(user: Any) -> bool:
    """Spreadsheets of members are the office's."""
    return is_office(user)


def may_import_run(user: Any, run: Any) -> bool:
    return is_office(user)


def may_merge(user: Any, pair: Any = None) -> bool:
    """Two entries are made one, or parted again, by the office."""
    return is_office(user)


def may_decide_erasure(user: Any, request: Any = None) -> bool:
    return is_office(user)


def may_apply(user: Any, plan: Any = None) -> bool:
    """Anybody who has logged in, and so proved an address."""
    return bool(user.is_authenticated)
