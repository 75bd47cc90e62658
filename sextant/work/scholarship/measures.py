"""The numbers scholarship can be asked for, each with the rows behind it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.models import Dissertation, ExpertProfile, TopicSuggestion
from sextant.work.scholarship.queries.tables import counted_table, experts_table


def _of(period: Period, scope: Scope, name: str) -> QuerySet[Dissertation]:
    """Dissertations whose day lies in the period, of the school or region asked for; withdrawn ones count nowhere."""
    rows = Dissertation.objects.exclude(state=states.WITHDRAWN).filter(**{f"{name}__gte": period.start, f"{name}__lte": period.end})
    if scope.kind == "organisation":
        rows = rows.filter(school=int(scope.key))
    if scope.kind == "region":
        rows = rows.filter(school__region=int(scope.key))
    suggested = TopicSuggestion.objects.filter(taken_by=OuterRef("pk"))
    return rows.annotate(was_suggested=Exists(suggested)).select_related("school").order_by(name, "pk")


def _figure(rows: QuerySet[Dissertation]) -> Figure:
    return Figure(rows.count(), Source(lambda: counted_table(rows)))


def dissertations_registered(period: Period, scope: Scope) -> Figure:
    """Topics registered in the period."""
    return _elsewhere() if scope.kind == "section" else _figure(_of(period, scope, "registered_on"))


def dissertations_defended(period: Period, scope: Scope) -> Figure:
    """Dissertations defended in the period."""
    return _elsewhere() if scope.kind == "section" else _figure(_of(period, scope, "defended_on"))


def topics_from_priorities(period: Period, scope: Scope) -> Figure:
    """Topics registered in the period that were taken from the list of suggested ones."""
    return _elsewhere() if scope.kind == "section" else _figure(_of(period, scope, "registered_on").filter(Q(was_suggested=True)))


def share_from_priorities(period: Period, scope: Scope) -> Figure:
    """Of the topics registered in the period, those that were taken from the list of suggested ones; in per cent."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _of(period, scope, "registered_on")
    source, count = Source(lambda: counted_table(rows)), rows.count()
    if not count:
        return Figure(None, source, "missing", gettext("No topic was registered in the period."))
    return Figure(100 * rows.filter(Q(was_suggested=True)).count() / count, source)


def experts_listed(period: Period, scope: Scope) -> Figure:
    """Experts whose consent stood on the last day of the period (today, while it runs); one taken back since then is not counted, nor is its date kept for that."""
    if scope.kind not in ("association", "region"):
        return _elsewhere()
    day = min(period.end, timezone.localdate())
    rows = ExpertProfile.objects.with_all().listed(day).filter(listed_since__lte=day).order_by("pk")
    if scope.kind == "region":
        rows = rows.filter(region=int(scope.key))
    return Figure(rows.count(), Source(lambda: experts_table(rows), persons=True))


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is not counted here; ask for the association as a whole."))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, decimals: int = 0) -> Measure:
    return Measure(f"scholarship.{code}", title, definition, unit, function, rules.may_keep_register, decimals)


MEASURES = (
    _measure(
        "dissertations_registered",
        _("Dissertation topics registered"),
        _("Topics entered in the register of dissertations in the period, without those withdrawn."),
        _("topics"),
        dissertations_registered,
    ),
    _measure(
        "dissertations_defended",
        _("Dissertations defended"),
        _("Dissertations of the register defended in the period."),
        _("dissertations"),
        dissertations_defended,
    ),
    _measure(
        "topics_from_priorities",
        _("Topics taken from the suggested ones"),
        _("Topics registered in the period that were taken from the list of suggested topics, such as priority domains of the observatory."),
        _("topics"),
        topics_from_priorities,
    ),
    _measure(
        "share_from_priorities",
        _("Share of topics taken from the suggested ones"),
        _("Of the topics registered in the period, those taken from the list of suggested topics, such as priority domains of the observatory."),
        "%",
        share_from_priorities,
        1,
    ),
    _measure(
        "experts_listed",
        _("Experts listed"),
        _("People whose consent to be listed as experts stood on the last day of the period."),
        _("experts"),
        experts_listed,
    ),
)
