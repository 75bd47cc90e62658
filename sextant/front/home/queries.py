"""What the home page tells beside the dial."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sextant.front.report.models import Report
from sextant.society.agenda import states
from sextant.society.agenda.models import Initiative, Milestone
from sextant.society.agenda.queries.visible import visible_initiatives


def moving_initiatives(user: Any, count: int = 6) -> QuerySet[Initiative]:
    """The initiatives under way that changed last."""
    return visible_initiatives(user).filter(state=states.RUNNING).select_related("section").order_by("-changed_at")[:count]


def initiative_numbers(user: Any) -> dict[str, int]:
    """How many initiatives are planned, under way and done, in one query."""
    return visible_initiatives(user).aggregate(
        planned=Count("pk", filter=Q(state__in=[states.IDEA, states.PLANNED])),
        running=Count("pk", filter=Q(state__in=[states.RUNNING, states.PAUSED])),
        done=Count("pk", filter=Q(state=states.DONE)),
    )


def next_milestones(user: Any, count: int = 5) -> QuerySet[Milestone]:
    """The nearest open milestones of public work."""
    ahead = Milestone.objects.filter(
        done_on=None, due_on__gte=timezone.localdate(), initiative__in=visible_initiatives(user).filter(state=states.RUNNING)
    )
    return ahead.select_related("initiative").order_by("due_on", "id")[:count]


def latest_report() -> Report | None:
    """The report published last."""
    return Report.objects.published().order_by("-year", "-edition").first()
