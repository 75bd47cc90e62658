"""The numbers careers can be asked for, each with the rows behind it."""

from statistics import median
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.careers import rules
from sextant.work.careers.models import CareerStory, Job
from sextant.work.careers.queries.prestige import LEAST, index_of
from sextant.work.careers.queries.tables import jobs_table, prestige_table, stories_table


def _published(period: Period, scope: Scope) -> QuerySet[Job]:
    """Jobs first published in the period, those of the region or organisation asked for."""
    rows = Job.objects.with_all().filter(published_at__date__gte=period.start, published_at__date__lte=period.end)
    if scope.kind in ("region", "organisation"):
        rows = rows.filter(**{scope.kind: scope.key})
    return rows.order_by("published_at", "pk")


def jobs_published(period: Period, scope: Scope) -> Figure:
    """Jobs that came onto the board in the period."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _published(period, scope)
    return Figure(rows.count(), Source(lambda: jobs_table(rows)))


def median_salary(period: Period, scope: Scope) -> Figure:
    """Median, in thousand roubles a month, of the middles of the pay ranges before tax of full-time jobs published in the period."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _published(period, scope).filter(currency="RUB", tax=Job.Tax.GROSS, workload=Job.Workload.FULL)
    middles = list(rows.values_list((F("month_from_minor") + F("month_to_minor")) / 2.0, flat=True))
    source = Source(lambda: jobs_table(rows))
    if not middles:
        return Figure(None, source, "missing", gettext("No full-time job with pay before tax in roubles was published in the period."))
    return Figure(median(middles) / 100_000, source)


def prestige(period: Period, scope: Scope) -> Figure:
    """The index of prestige of the year in which the period ends."""
    if scope.kind != "association":
        return _elsewhere()
    found = index_of(period.end.year)
    source = Source(lambda: prestige_table([index_of(period.end.year)]))
    if found.index.value is None:
        return Figure(None, source, "not_collected", gettext("Fewer than %(least)s components are known.") % {"least": LEAST})
    return Figure(found.index.value, source)


def stories_published(period: Period, scope: Scope) -> Figure:
    """Career stories published in the period whose consent still stands."""
    if scope.kind != "association":
        return _elsewhere()
    rows = CareerStory.objects.filter(published_on__gte=period.start, published_on__lte=period.end).order_by("published_on", "pk")
    return Figure(rows.count(), Source(lambda: stories_table(rows), persons=True))


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, decimals: int = 0) -> Measure:
    return Measure(f"careers.{code}", title, definition, unit, function, rules.may_review, decimals)


MEASURES = (
    _measure("jobs_published", _("Jobs published"), _("Jobs that came onto the board in the period, all with their pay."), _("jobs"), jobs_published),
    _measure(
        "median_salary",
        _("Median pay of the jobs offered"),
        _("Median of the middles of the pay ranges, a month before tax, of full-time jobs published in the period."),
        _("thousand RUB"),
        median_salary,
        1,
    ),
    _measure(
        "prestige_index",
        _("Index of prestige"),
        _("Weighted geometric mean of respect, applicants, vacancies and pay, each on its scale, 0 to 100; with three components at least."),
        _("points of 100"),
        prestige,
        1,
    ),
    _measure(
        "stories_published",
        _("Career stories published"),
        _("Career stories and days in the life published in the period whose consent stands."),
        _("stories"),
        stories_published,
    ),
)
