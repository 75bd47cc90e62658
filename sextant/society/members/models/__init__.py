"""What is true of the members: people, organisations, sections, plans and memberships."""

from sextant.society.members.models.memberships import FOREVER, Membership, MembershipPeriod, NumberSeries, Plan, Reminder, Seat
from sextant.society.members.models.organisations import Affiliation, Organisation, Region
from sextant.society.members.models.people import FormerName, Person, Privacy
from sextant.society.members.models.sections import Office, Section, SectionMember

__all__ = [
    "FOREVER",
    "Affiliation",
    "FormerName",
    "Membership",
    "MembershipPeriod",
    "NumberSeries",
    "Office",
    "Organisation",
    "Person",
    "Plan",
    "Privacy",
    "Region",
    "Reminder",
    "Seat",
    "Section",
    "SectionMember",
]
