"""Organisations as they are listed, and what one's page shows."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sextant.base.search.queries import matching_ids
from sextant.society.members import states
from sextant.society.members.models import Affiliation, Membership, Organisation, Region
from sextant.society.members.queries.standing import organisations_in_good_standing


def organisations_wanted(wish: dict[str, Any], user: Any, *, unlisted: bool) -> QuerySet[Organisation]:
    """Organisations of one filter, by name. `unlisted` shows those too that asked not to be in the directory."""
    rows = Organisation.objects.filter(merged_into=None).select_related("region")
    if not unlisted:
        rows = rows.filter(in_directory=True)
    if wish.get("kind") == "libraries":
        rows = rows.filter(kind__in=Organisation.LIBRARIES)
    elif wish.get("kind"):
        rows = rows.filter(kind=wish["kind"])
    if wish.get("region"):
        rows = rows.filter(region=wish["region"])
    if wish.get("plan"):
        of_plan = Membership.objects.filter(organisation=OuterRef("pk"), plan=wish["plan"], state__in=states.GOOD_STANDING)
        rows = rows.filter(Exists(of_plan))
    if wish.get("members"):
        rows = rows.filter(pk__in=organisations_in_good_standing().values("pk"))
    if wish.get("state"):
        rows = rows.filter(Exists(Membership.objects.filter(organisation=OuterRef("pk"), state=wish["state"])))
    if text := (wish.get("q") or "").strip():
        rows = rows.filter(pk__in=matching_ids("organisation", text, user))
    return rows


def staff_of(organisation: Organisation) -> QuerySet[Affiliation]:
    """Who works there now, those who act for it first."""
    now = organisation.affiliations.in_force(timezone.localdate())
    here = now.filter(person__merged_into=None, person__erased_at=None)
    return here.select_related("person", "person__privacy").order_by("-is_representative", "person__family_name", "pk")


def memberships_of_organisation(organisation: Organisation) -> QuerySet[Membership]:
    return organisation.memberships.select_related("plan").order_by("-applied_on", "-pk")


def regions_counted() -> QuerySet[Region]:
    """Regions with the number of listed organisations, libraries, and member organisations in each."""
    listed = Q(organisations__in_directory=True, organisations__merged_into=None)
    good = organisations_in_good_standing().values("pk")
    return Region.objects.annotate(
        organisations_listed=Count("organisations", filter=listed),
        libraries=Count("organisations", filter=listed & Q(organisations__kind__in=Organisation.LIBRARIES)),
        member_organisations=Count("organisations", filter=listed & Q(organisations__in=good)),
    ).order_by("code")
