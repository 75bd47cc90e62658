"""The numbers the house can be asked for, each with the rows behind it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.trends import rules, states
from sextant.work.trends.models import Signal, TrendReport
from sextant.work.trends.queries.tables import reports_table, signals_table


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def signals_rated(period: Period, scope: Scope) -> Figure:
    """Signals that somebody rated in the period, however often."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Signal.objects.filter(ratings__rated_on__gte=period.start, ratings__rated_on__lte=period.end).distinct().order_by("told_on", "pk")
    return Figure(rows.count(), Source(lambda: signals_table(rows)))


def reports_published(period: Period, scope: Scope) -> Figure:
    """Trend reports published in the period, whatever year they are about."""
    if scope.kind != "association":
        return _elsewhere()
    rows = TrendReport.objects.filter(published_on__gte=period.start, published_on__lte=period.end, state=states.PUBLISHED).order_by("year")
    return Figure(rows.count(), Source(lambda: reports_table(rows)))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any) -> Measure:
    return Measure(f"trends.{code}", title, definition, unit, function, rules.may_keep, 0)


MEASURES = (
    _measure(
        "signals_rated",
        _("Signals rated"),
        _("Signals on the radar of trends that at least one person rated in the period."),
        _("signals"),
        signals_rated,
    ),
    _measure(
        "reports_published",
        _("Trend reports published"),
        _("Yearly trend reports published in the period."),
        _("reports"),
        reports_published,
    ),
)
