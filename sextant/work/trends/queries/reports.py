"""Reports and passages as pages need them."""

from typing import Any

from django.db.models import Q, QuerySet

from sextant.work.trends import states
from sextant.work.trends.models import Passage, TrendReport


def reports_for(user: Any, keeps: bool) -> QuerySet[TrendReport]:
    """Published reports for everybody; drafts for those who keep them and for who was invited to write."""
    if keeps:
        return TrendReport.objects.all()
    own = Q(passages__author=user) if user.is_authenticated else Q(pk__in=[])
    return TrendReport.objects.filter(Q(state=states.PUBLISHED) | own).distinct()


def approved(report: TrendReport) -> list[dict[str, Any]]:
    """Passages that belong into the report, in the order of its chapters."""
    order = [code for code, _title in Passage.CHAPTERS]
    rows = [one for one in report.passages.all() if one.state == states.APPROVED]
    return [one.as_data() for one in sorted(rows, key=lambda one: (order.index(one.chapter), one.pk))]


def content_with_passages(report: TrendReport) -> dict[str, Any]:
    """What the report says: frozen once it is published; of a draft as last gathered, with the passages approved so far."""
    return report.content if report.state == states.PUBLISHED else {**report.content, "passages": approved(report)}
