"""The one answer to “is this person in good standing on that day?”, for one person and for many."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.society.members import states
from sextant.society.members.models import Membership, Organisation, Person, Plan, Seat

REASONS: dict[str, str | Promise] = {
    "personal": _("A membership of one's own covers the day."),
    "honorary": _("An honorary membership covers the day."),
    "seat": _("A seat of an organisation's membership covers the day."),
    "institutional": _("The organisation's membership covers the day."),
    "merged": _("This record was merged into another one."),
    "never": _("No membership is known."),
    "applied": _("The application is not decided yet."),
    "approved": _("The application was approved; the fee has not come in."),
    "declined": _("The application was declined."),
    "not_covered": _("No paid or waived period covers the day."),
    "resigned": _("The member resigned."),
    "expelled": _("The member was expelled."),
}


@dataclass(frozen=True)
class Standing:
    """Whether somebody stands well on a day, why (a key of REASONS), and by which membership."""

    ok: bool
    reason: str
    membership: Membership | None = None

    @property
    def sentence(self) -> str | Promise:
        """The reason in words."""
        return REASONS[self.reason]


def _own(day: date) -> QuerySet[Membership]:
    return Membership.objects.good_on(day).filter(person=OuterRef("pk"))


def _seats(day: date) -> QuerySet[Seat]:
    """Seats in force on that day whose membership stands well on it."""
    return Seat.objects.in_force(day).filter(membership__in=Membership.objects.good_on(day).filter(organisation__isnull=False))


def people_in_good_standing(day: date | None = None) -> QuerySet[Person]:
    """Everybody for whom `in_good_standing` says yes on that day (today), in one query."""
    day = day or timezone.localdate()
    return Person.objects.filter(Q(Exists(_own(day))) | Q(Exists(_seats(day).filter(person=OuterRef("pk")))), merged_into=None)


def organisations_in_good_standing(day: date | None = None) -> QuerySet[Organisation]:
    """Organisations whose own membership stands well on that day (today)."""
    day = day or timezone.localdate()
    good = Membership.objects.good_on(day).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(good), merged_into=None)


def in_good_standing(person: Person, day: date | None = None) -> Standing:
    """The person's standing on that day (today): a membership of one's own, else a seat, else why not."""
    day = day or timezone.localdate()
    if person.merged_into_id is not None:
        return Standing(False, "merged")
    own = Membership.objects.good_on(day).filter(person=person).select_related("plan").order_by("-since", "-id").first()
    if own is not None:
        return Standing(True, "honorary" if own.plan.audience == Plan.Audience.HONORARY else "personal", own)
    seat = _seats(day).filter(person=person).select_related("membership__plan", "membership__organisation").first()
    if seat is not None:
        return Standing(True, "seat", seat.membership)
    return _why_not(Membership.objects.filter(person=person), day)


def organisation_in_good_standing(organisation: Organisation, day: date | None = None) -> Standing:
    """The organisation's standing on that day (today)."""
    day = day or timezone.localdate()
    good = Membership.objects.good_on(day).filter(organisation=organisation).select_related("plan").first()
    if good is not None and organisation.merged_into_id is None:
        return Standing(True, "institutional", good)
    return _why_not(Membership.objects.filter(organisation=organisation), day)


def _why_not(memberships: QuerySet[Membership], day: date) -> Standing:
    """The reason by the latest membership that had begun by that day."""
    latest = memberships.filter(applied_on__lte=day).select_related("plan").order_by("-applied_on", "-id").first()
    if latest is None:
        return Standing(False, "never")
    if latest.expelled_on is not None and latest.expelled_on <= day:
        return Standing(False, "expelled", latest)
    if latest.resigned_on is not None and latest.resigned_on <= day:
        return Standing(False, "resigned", latest)
    if latest.state in {states.APPLIED, states.APPROVED, states.DECLINED}:
        return Standing(False, latest.state, latest)
    return Standing(False, "not_covered", latest)
