"""The numbers mentoring can be asked for, each with the rows behind it: pairs without names."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.mentoring import rules, states
from sextant.work.mentoring.models import Pair

YOUNG = 35
"""Years of age up to which the association counts somebody as young."""


def pairs_table(rows: QuerySet[Pair]) -> Table:
    """Pairs with their days and state; nobody is named."""
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("programme", _("Programme"), lambda one: one.programme_id),
        Column("state", _("State"), lambda one: one.state),
        Column("started_on", _("Started on"), lambda one: one.started_on),
        Column("ended_on", _("Ended on"), lambda one: one.ended_on),
    )
    return Table("mentoring-pairs", columns, rows)


def _figure(rows: QuerySet[Pair]) -> Figure:
    return Figure(rows.count(), Source(lambda: pairs_table(rows), persons=True))


def _of(scope: Scope) -> QuerySet[Pair] | None:
    """Pairs of the association, or of the programmes of a section."""
    if scope.kind == "association":
        return Pair.objects.order_by("pk")
    return Pair.objects.filter(programme__section=int(scope.key)).order_by("pk") if scope.kind == "section" else None


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Pairs are counted for the association and for sections."))


def _running(rows: QuerySet[Pair], period: Period) -> QuerySet[Pair]:
    """Pairs that worked together on some day of the period."""
    rows = rows.filter(Q(state__in=states.TOGETHER) | Q(state=states.LEFT))
    return rows.filter(started_on__lte=period.end).filter(Q(ended_on=None) | Q(ended_on__gte=period.start))


def pairs_running(period: Period, scope: Scope) -> Figure:
    """Pairs that worked together on some day of the period."""
    rows = _of(scope)
    return _elsewhere() if rows is None else _figure(_running(rows, period))


def pairs_completed(period: Period, scope: Scope) -> Figure:
    """Pairs closed in the period with the reviews of both."""
    rows = _of(scope)
    return _elsewhere() if rows is None else _figure(rows.filter(state=states.CLOSED, ended_on__gte=period.start, ended_on__lte=period.end))


def young_with_mentor(period: Period, scope: Scope) -> Figure:
    """People up to 35 on the last day of the period who worked with a mentor in it; opens to their pairs."""
    rows = _of(scope)
    if rows is None:
        return _elsewhere()
    leap = (period.end.month, period.end.day) == (2, 29)
    eldest = date(period.end.year - YOUNG - 1, period.end.month, 28 if leap else period.end.day)
    found = _running(rows, period).filter(mentee__born_on__gt=eldest)
    return Figure(found.order_by().values("mentee").distinct().count(), Source(lambda: pairs_table(found), persons=True))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any) -> Measure:
    return Measure(f"mentoring.{code}", title, definition, unit, function, rules.is_office)


MEASURES = (
    _measure("pairs_running", _("Mentoring pairs at work"), _("Pairs that worked together on some day of the period."), _("pairs"), pairs_running),
    _measure(
        "pairs_completed", _("Mentoring pairs completed"), _("Pairs closed in the period with the reviews of both."), _("pairs"), pairs_completed
    ),
    _measure(
        "young_with_mentor",
        _("Young professionals with a mentor"),
        _("People up to 35 who worked with a mentor in the period."),
        _("people"),
        young_with_mentor,
    ),
)
