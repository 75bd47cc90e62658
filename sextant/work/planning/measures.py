"""The numbers others may ask for about plans and their money, and what waits for somebody."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.base.permissions.queries import holds
from sextant.base.permissions.rules import is_office
from sextant.base.words.money import major
from sextant.work.planning import rules, states
from sextant.work.planning.models import Application, Step, Version
from sextant.work.planning.queries.gap import gap_of

NEAR = timedelta(days=14)


def may_see_rows(user: Any) -> bool:
    """Which libraries have a plan, and what it lacks: the office and the analyst."""
    return is_office(user) or holds(user, "analyst")


def _in_force(period: Period, scope: Scope) -> QuerySet[Version]:
    """The versions in force in the period: of each plan in force whose years touch it, the last adopted by its end."""
    rows = Version.objects.filter(plan__state__in=states.IN_FORCE, adopted_on__lte=period.end)
    rows = rows.filter(plan__first_year__lte=period.year, plan__last_year__gte=period.year)
    if scope.kind == "organisation":
        rows = rows.filter(plan__organisation_id=scope.key)
    if scope.kind == "section":
        rows = rows.filter(plan__section_id=scope.key)
    if scope.kind == "region":
        rows = rows.filter(plan__organisation__region__code=scope.key)
    last = {plan: key for plan, key in rows.order_by("number").values_list("plan_id", "pk")}
    return Version.objects.filter(pk__in=last.values()).select_related("plan__organisation", "plan__section").order_by("plan_id")


def plans_adopted(period: Period, scope: Scope) -> Figure:
    """Organisations with a plan in force that covers the year."""
    rows = _in_force(period, scope).exclude(plan__organisation=None)
    count = rows.order_by().values("plan__organisation").distinct().count()
    return Figure(float(count), Source(lambda: _plans_table(rows, period.year)))


def _plans_table(rows: QuerySet[Version], year: int) -> Table:
    columns = (
        Column("organisation", _("Organisation"), lambda one: one.plan.organisation.name),
        Column("plan", _("Strategic plan"), lambda one: one.content["title_ru"] or one.content["title_en"]),
        Column("version", _("Version"), lambda one: one.number),
        Column("adopted_on", _("Adopted on"), lambda one: one.adopted_on),
        Column("fingerprint", _("Fingerprint"), lambda one: one.fingerprint),
    )
    return Table(f"plans-in-force-{year}", columns, rows)


def gap_covered(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Money won by applications as a share of what plans lacked without it, in the year, in per cent."""
    found = [row for version in _in_force(period, scope) for row in _gap_row(version, period.year, currency)]
    source = Source(lambda: _gap_table(found, period.year, currency))
    lacking = sum(row["lacking"] for row in found)
    if not lacking:
        return Figure(None, source, "missing", say("No plan in force lacks money in the year."))
    return Figure(100 * sum(row["covered"] for row in found) / lacking, source)


def _gap_row(version: Version, year: int, currency: str) -> list[dict[str, Any]]:
    if version.content["currency"] != currency:
        return []
    one = next((one for one in gap_of(version.plan, version.content) if one.year == year), None)
    if one is None:
        return []
    lacking = max(one.needed - (one.secured - one.won), 0)
    return [{"plan": version.plan_id, "version": version.number, "lacking": lacking, "covered": min(one.won, lacking), "needed": one.needed}]


def _gap_table(rows: list[dict[str, Any]], year: int, currency: str) -> Table:
    columns = (
        Column("plan", _("Number of the plan"), lambda row: row["plan"]),
        Column("version", _("Version"), lambda row: row["version"]),
        Column("needed", _("Needed"), lambda row: major(row["needed"], currency)),
        Column("lacking", _("Lacking without what was won"), lambda row: major(row["lacking"], currency)),
        Column("covered", _("Covered by what was won"), lambda row: major(row["covered"], currency)),
    )
    return Table(f"gap-covered-{year}", columns, rows)


MEASURES = (
    Measure(
        code="planning.plans_adopted",
        title=_("Libraries with an adopted plan"),
        definition=_("Organisations whose strategic plan is in force and covers the year, by the version adopted last by its end."),
        unit=_("libraries"),
        function=plans_adopted,
        may_see_rows=may_see_rows,
    ),
    Measure(
        code="planning.gap_covered",
        title=_("Share of the funding gap covered by won money"),
        definition=_("Money won by applications as a share of what plans in force lacked in the year without it; amounts of one currency."),
        unit="%",
        function=gap_covered,
        may_see_rows=may_see_rows,
        decimals=1,
        parameters=("currency",),
    ),
)


def waiting_for(user: Any) -> Iterable[Task]:
    """Tasks, last days and reports of one's applications that are due within fourteen days or over."""
    if not rules.may_plan(user):
        return
    soon, plans = timezone.localdate() + NEAR, rules.plans_of(user)
    group = say("Plans and funding")
    for step in Step.objects.filter(application__plan__in=plans, done_on=None, due_on__lte=soon).select_related("application")[:20]:
        yield Task(f"{step.title} ({step.application.title})", reverse("planning:application", args=[step.application_id]), step.due_on, group)
    open_ones = Application.objects.filter(plan__in=plans)
    due = Q(state__in=(states.PROSPECT, states.LETTER), due_on__lte=soon)
    for row in open_ones.filter(due)[:20]:
        yield Task(say("Apply: %(title)s") % {"title": row.title}, reverse("planning:application", args=[row.pk]), row.due_on, group)
    for row in open_ones.filter(state__in=(states.WON, states.REPORTING), report_due_on__lte=soon)[:20]:
        yield Task(
            say("Report to the funder: %(title)s") % {"title": row.title}, reverse("planning:application", args=[row.pk]), row.report_due_on, group
        )
    for plan in plans.filter(revising=True)[:20]:
        yield Task(say("A new version is being written: %(title)s") % {"title": plan.title}, reverse("planning:plan", args=[plan.pk]), None, group)
