"""Officers of regions' returns, by region."""

from dataclasses import dataclass

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.permissions.models import Grant
from sextant.society.members.models import Region
from sextant.work.returns.states import REGION, REGION_OFFICER


@dataclass(frozen=True)
class Officer:
    """A user who keeps the returns of a region, and the grant that says so."""

    grant: Grant
    user: User
    region: Region


def officers() -> list[Officer]:
    """Everybody who keeps a region today, by region."""
    grants = Grant.objects.in_force(timezone.localdate()).filter(role=REGION_OFFICER, scope_kind=REGION).select_related("user")
    regions = {str(region.pk): region for region in Region.objects.filter(pk__in=[grant.scope_id for grant in grants])}
    found = [Officer(grant, grant.user, regions[grant.scope_id]) for grant in grants if grant.scope_id in regions]
    return sorted(found, key=lambda one: (one.region.code, one.user.email))
