"""Lists that everybody reads: pilots, adoptions and where they are, open invitations; and what one finding has behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.words.fields import in_language
from sextant.society.members.models import Organisation
from sextant.work.practice import states
from sextant.work.practice.models import Adoption, Answer, Finding, Invitation, Pilot


def pilots_wanted(wish: Mapping[str, Any]) -> QuerySet[Pilot]:
    """Pilots that everybody may read, the latest first; a verdict is asked of published ones only."""
    rows = Pilot.objects.with_all().shown()
    if wish.get("verdict"):
        rows = rows.filter(state=states.PUBLISHED, verdict=wish["verdict"])
    if wish.get("running"):
        rows = rows.exclude(state=states.PUBLISHED)
    if wish.get("region"):
        rows = rows.filter(organisation__region=wish["region"])
    return rows.order_by("-started_on", "-pk")


def adoptions_wanted(wish: Mapping[str, Any]) -> QuerySet[Adoption]:
    """Confirmed adoptions, the latest first."""
    rows = Adoption.objects.filter(state=states.CONFIRMED).select_related("finding", "organisation__region")
    if wish.get("region"):
        rows = rows.filter(organisation__region=wish["region"])
    return rows.order_by("-adopted_on", "-pk")


def adoptions_by_region() -> list[tuple[str, int, int]]:
    """Name of the region, its key, and how many confirmed adoptions it has; the most first."""
    rows = Adoption.objects.filter(state=states.CONFIRMED, organisation__region__isnull=False)
    names = ("organisation__region", "organisation__region__name_ru", "organisation__region__name_en")
    counted = rows.order_by().values_list(*names).annotate(number=Count("pk"))
    found = [(in_language({"ru": ru, "en": en}), key, number) for key, ru, en, number in counted]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def open_invitations(today: date) -> QuerySet[Invitation]:
    """Invitations that one may answer today, those that end first before the others."""
    rows = Invitation.objects.filter(state=states.OPEN, open_until__gte=today).select_related("brief", "finding")
    taken = Count("answers__pilot", filter=~Q(answers__pilot__state=states.CALLED_OFF))
    return rows.annotate(taken=taken).order_by("open_until", "pk")


def answers_of(invitation: Invitation) -> QuerySet[Answer]:
    """What libraries answered, those who said something before those who have not."""
    rows = invitation.answers.select_related("organisation__region", "pilot", "answered_by")
    return rows.annotate(silent=Count("pk", filter=Q(state=states.INVITED))).order_by("silent", "-answered_at", "organisation__name_ru", "pk")


def places_left(invitation: Invitation) -> int:
    """Places without a pilot that goes on or is finished."""
    return max(0, invitation.places - invitation.answers.filter(pilot__isnull=False).exclude(pilot__state=states.CALLED_OFF).count())


@dataclass(frozen=True)
class Told:
    """What stands behind a finding for one reader."""

    briefs: list[Any]
    invitations: list[Any]
    pilots: list[Any]
    recommendations: list[Any]
    adoptions: list[Any]


def told_of(finding: Finding, *, keeper: bool, organisations: set[int]) -> Told:
    """Everything for those who keep the path; for others what everybody may read, and what is their own library's."""
    briefs, invitations = finding.briefs.all(), finding.invitations.select_related("brief")
    pilots, adoptions = finding.pilots.with_all(), finding.adoptions.select_related("finding", "organisation__region")
    recommendations = finding.recommendations.select_related("finding")
    if not keeper:
        briefs = briefs.filter(state__in=states.READ_BRIEFS)
        invitations = invitations.filter(state__in=states.READ_INVITATIONS)
        pilots = pilots.filter(Q(state__in=states.SHOWN_PILOTS) | Q(organisation__in=organisations))
        adoptions = adoptions.filter(Q(state=states.CONFIRMED) | Q(organisation__in=organisations))
        recommendations = recommendations.filter(state__in=states.READ_RECOMMENDATIONS)
    return Told(list(briefs), list(invitations), list(pilots), list(recommendations), list(adoptions))


def of_organisation(organisation: Organisation) -> tuple[list[Pilot], list[Adoption]]:
    """Its pilots that everybody may read and its confirmed adoptions."""
    pilots = Pilot.objects.with_all().shown().filter(organisation=organisation).order_by("-started_on", "-pk")
    adoptions = Adoption.objects.filter(organisation=organisation, state=states.CONFIRMED).select_related("finding")
    return list(pilots[:10]), list(adoptions[:10])
