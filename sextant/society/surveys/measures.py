"""The numbers surveys can be asked for, each with the rows behind it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.surveys import rules
from sextant.society.surveys.models import Response, Survey

KNOWN_SCOPES = {"association", "section"}
COLUMNS = (
    Column("code", _("Code"), lambda row: row.code),
    Column("title_ru", _("Title in Russian"), lambda row: row.title_ru),
    Column("title_en", _("Title in English"), lambda row: row.title_en),
    Column("closed_at", _("Closed"), lambda row: row.closed_at),
    Column("published_at", _("Published on"), lambda row: row.published_at),
    Column("answers", _("Answers"), lambda row: row.answers_in),
    Column("asked", _("People asked"), lambda row: row.asked),
)


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Surveys are counted for the association and for its sections."))


def _rows(scope: Scope, **when: Any) -> QuerySet[Any]:
    rows = Survey.objects.filter(**when).annotate(answers_in=Count("responses", filter=Q(responses__state=Response.COMPLETE)))
    return (rows.filter(section__pk=scope.key) if scope.kind == "section" else rows).order_by("pk")


def _source(rows: QuerySet[Any]) -> Source:
    return Source(lambda: Table("surveys", COLUMNS, rows))


def surveys_published(period: Period, scope: Scope) -> Figure:
    """Surveys whose results were published in the period."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _rows(scope, published_at__date__gte=period.start, published_at__date__lte=period.end)
    return Figure(rows.count(), _source(rows))


def _closed(period: Period, scope: Scope) -> QuerySet[Any]:
    return _rows(scope, closed_at__date__gte=period.start, closed_at__date__lte=period.end)


def answers_received(period: Period, scope: Scope) -> Figure:
    """Answers sent to the surveys that closed in the period."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _closed(period, scope)
    return Figure(sum(one.answers_in for one in rows), _source(rows))


def response_rate(period: Period, scope: Scope) -> Figure:
    """Of the people asked by surveys that closed in the period, those who answered, in per cent; surveys for everybody who has a link asked
    nobody knows how many, and are left out."""
    if scope.kind not in KNOWN_SCOPES:
        return _elsewhere()
    rows = _closed(period, scope).filter(asked__gt=0)
    asked = sum(one.asked or 0 for one in rows)
    if not asked:
        return Figure(None, _source(rows), "missing", gettext("No survey that knows whom it asked closed in the period."))
    return Figure(100 * sum(one.answers_in for one in rows) / asked, _source(rows))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, decimals: int = 0) -> Measure:
    return Measure(f"surveys.{code}", title, definition, unit, function, rules.may_make, decimals)


MEASURES: Iterable[Measure] = (
    _measure("surveys_published", _("Surveys published"), _("Surveys whose results were published in the period."), _("surveys"), surveys_published),
    _measure(
        "answers_received", _("Answers to surveys"), _("Answers sent to the surveys that closed in the period."), _("answers"), answers_received
    ),
    _measure(
        "response_rate",
        _("Response rate of surveys"),
        _("Of the people asked by the surveys that closed in the period, those who answered; surveys with a link for everybody are left out."),
        "%",
        response_rate,
        1,
    ),
)
