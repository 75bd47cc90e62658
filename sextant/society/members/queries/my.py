"""A reader's own place in the association."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from sextant.society.members import states
from sextant.society.members.letters import payment_code
from sextant.society.members.models import Affiliation, Membership, Organisation, Person, Seat
from sextant.society.members.queries.fees import FeeDue, fees_of
from sextant.society.members.queries.people import person_of
from sextant.society.members.queries.standing import Standing, in_good_standing

PAYABLE = {states.APPROVED, states.GRACE, states.LAPSED}
RENEW_BEFORE = 90
"""Days before the end from which renewal is offered."""


@dataclass(frozen=True)
class Held:
    """A membership as its holder sees it: what it is, what to pay and how, and whether paying is the next step."""

    membership: Membership
    payment_code: str
    to_pay: bool
    days_left: int | None
    due: FeeDue

    @property
    def may_resign(self) -> bool:
        return self.membership.state in states.OPEN


@dataclass(frozen=True)
class Place:
    """Everything on the page “my membership”."""

    person: Person | None
    standing: Standing | None
    own: list[Held]
    seats: list[Seat]
    represented: list[tuple[Organisation, list[Held]]]
    applications: list[Membership]


def held(membership: Membership, due: FeeDue, today: date) -> Held:
    """One membership with what its holder has to do."""
    until = membership.until
    days = (until - today).days if until is not None and not membership.is_for_life else None
    soon = membership.state == states.ACTIVE and days is not None and days <= RENEW_BEFORE
    to_pay = (membership.state in PAYABLE or soon) and not due.is_exempt
    return Held(membership, payment_code(membership), to_pay, days, due)


def my_place(user: Any) -> Place:
    """The reader's memberships, seats and represented organisations today."""
    today, person = timezone.localdate(), person_of(user)
    if person is None:
        return Place(None, None, [], [], [], [])
    own = Membership.objects.filter(person=person).with_holder().prefetch_related("periods")
    seats = Seat.objects.filter(person=person).select_related("membership__organisation", "membership__plan").order_by("-since")
    acting = Affiliation.objects.in_force(today).filter(person=person, is_representative=True).select_related("organisation")
    of_organisations = Membership.objects.filter(organisation__in=acting.values("organisation")).with_holder().prefetch_related("periods")
    dues = fees_of([*own, *of_organisations], today)
    by_organisation: dict[int, list[Held]] = {}
    for membership in of_organisations:
        by_organisation.setdefault(membership.organisation_id or 0, []).append(held(membership, dues[membership.pk], today))
    represented = [(one.organisation, by_organisation.get(one.organisation_id, [])) for one in acting]
    mine = Membership.objects.filter(applied_by=user, organisation__isnull=False, since=None).exclude(organisation__in=by_organisation)
    standing = in_good_standing(person, today)
    return Place(person, standing, [held(one, dues[one.pk], today) for one in own], list(seats), represented, list(mine.with_holder()))
