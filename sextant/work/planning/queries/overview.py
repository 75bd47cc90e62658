"""Plans that everybody may read, with the version in force."""

from django.db.models import Max, QuerySet

from sextant.work.planning import states
from sextant.work.planning.models import Plan


def published() -> QuerySet[Plan]:
    """Published plans, the latest first, each with the number and day of the version in force."""
    rows = Plan.objects.filter(is_public=True).exclude(state=states.DRAFT).select_related("section", "organisation")
    return rows.annotate(version=Max("versions__number"), adopted_on=Max("versions__adopted_on")).order_by("-first_year", "id")
