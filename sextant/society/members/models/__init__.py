"""What is true of the members: people, organisations, sections, plans and memberships."""

from sextant.society.members.models.benefits import Benefit
from sextant.society.members.models.erasures import ErasureRequest
from sextant.society.members.models.fees import FeeReduction
from sextant.society.members.models.imports import ImportRow, ImportRun, KnownColumn, OrganisationAlias
from sextant.society.members.models.memberships import FOREVER, Membership, MembershipPeriod, NumberSeries, Reminder, Seat
from sextant.society.members.models.merges import LikelyPair, MergeRecord
from sextant.society.members.models.organisations import Affiliation, Organisation, Region
from sextant.society.members.models.people import FormerName, Person, Privacy
from sextant.society.members.models.plans import Plan
from sextant.society.members.models.sections import Office, Section, SectionMember

__all__ = [
    "FOREVER",
    "Affiliation",
    "Benefit",
    "ErasureRequest",
    "FeeReduction",
    "FormerName",
    "ImportRow",
    "ImportRun",
    "KnownColumn",
    "LikelyPair",
    "Membership",
    "MembershipPeriod",
    "MergeRecord",
    "NumberSeries",
    "Office",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Plan",
    "Privacy",
    "Region",
    "Reminder",
    "Seat",
    "Section",
    "SectionMember",
]
