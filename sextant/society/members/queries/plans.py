"""Plans as they are listed."""

from django.db.models import Count, Q, QuerySet

from sextant.base.ordering import in_order
from sextant.society.members import states
from sextant.society.members.models import Plan


def plans_counted() -> QuerySet[Plan]:
    """All plans with the number of memberships that stand well, and of those that ever were."""
    good = Q(memberships__state__in=states.GOOD_STANDING)
    return in_order(Plan.objects.annotate(in_force=Count("memberships", filter=good), ever=Count("memberships")))


def open_plans() -> QuerySet[Plan]:
    """Plans that anybody may apply for."""
    return Plan.objects.filter(is_open=True)
