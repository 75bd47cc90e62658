"""Which benefits there are, and which of them a reader may use."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sextant.society.members.models import Affiliation, Benefit, Membership, Seat
from sextant.society.members.queries.people import person_of


@dataclass(frozen=True)
class Offered:
    """A benefit as a reader sees it: the names of its plans (none: for every member), and whether the reader may use it."""

    benefit: Benefit
    plans: list[str]
    may_use: bool


def plans_of(user: Any, day: date | None = None) -> set[int]:
    """Plans by which the reader stands well today: one's own, that of a seat, that of an organisation one acts for."""
    day, person = day or timezone.localdate(), person_of(user)
    if person is None:
        return set()
    seats = Seat.objects.in_force(day).filter(person=person)
    acting = Affiliation.objects.in_force(day).filter(person=person, is_representative=True)
    mine = Q(person=person) | Q(pk__in=seats.values("membership")) | Q(organisation__in=acting.values("organisation"))
    return set(Membership.objects.good_on(day).filter(mine).values_list("plan", flat=True))


def benefits_for(user: Any, day: date | None = None) -> list[Offered]:
    """Benefits in force today, those the reader may use first."""
    day = day or timezone.localdate()
    plans, offered = plans_of(user, day), []
    for benefit in Benefit.objects.in_force(day).prefetch_related("plans"):
        named = list(benefit.plans.all())
        may_use = bool(plans) and (not named or any(plan.pk in plans for plan in named))
        offered.append(Offered(benefit, [plan.name for plan in named], may_use))
    return sorted(offered, key=lambda one: not one.may_use)
