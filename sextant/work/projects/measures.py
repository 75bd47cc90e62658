"""The numbers others may ask for about projects, and what waits for somebody."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
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
from sextant.work.projects import rules, states
from sextant.work.projects.models import Agreement, Milestone, Project
from sextant.work.projects.queries.money import costs_of, instalments_of, totals

NEAR = timedelta(days=14)


def may_see_rows(user: Any) -> bool:
    return is_office(user) or holds(user, "analyst", "treasurer", "auditor")


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", say("Projects are kept for the association as a whole."))


def running(period: Period, scope: Scope) -> Figure:
    """Approved projects whose time touches the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Project.objects.exclude(state=states.IDEA).filter(starts_on__lte=period.end, ends_on__gte=period.start).order_by("pk")
    return Figure(float(rows.count()), Source(lambda: _projects(rows, period.year)))


def _projects(rows: QuerySet[Project], year: int) -> Table:
    columns = (
        Column("code", _("Code"), lambda one: one.code),
        Column("title", _("Title"), lambda one: one.title_ru or one.title_en),
        Column("state", _("State"), lambda one: one.state),
        Column("starts_on", _("First day"), lambda one: one.starts_on),
        Column("ends_on", _("Last day"), lambda one: one.ends_on),
    )
    return Table(f"projects-{year}", columns, rows)


def on_time(period: Period, scope: Scope) -> Figure:
    """Of the milestones due in the period, and by today, those that were done by their day; in per cent."""
    if scope.kind != "association":
        return _elsewhere()
    until = min(period.end, timezone.localdate())
    rows = Milestone.objects.filter(due_on__gte=period.start, due_on__lte=until).exclude(project__state=states.IDEA)
    rows = rows.select_related("project").order_by("pk")
    source = Source(lambda: _milestones(rows, period.year))
    count = rows.count()
    if not count:
        return Figure(None, source, "missing", say("No milestone of a project was due in the period."))
    return Figure(100 * rows.filter(done_on__lte=F("due_on")).count() / count, source)


def _milestones(rows: QuerySet[Milestone], year: int) -> Table:
    columns = (
        Column("project", _("Project"), lambda one: one.project.code),
        Column("title", _("Title"), lambda one: one.title_ru or one.title_en),
        Column("due_on", _("Due on"), lambda one: one.due_on),
        Column("done_on", _("Done on"), lambda one: one.done_on),
    )
    return Table(f"milestones-{year}", columns, rows)


def within_budget(period: Period, scope: Scope) -> Figure:
    """Of the projects closed in the period, those whose spending did not exceed the budget; in per cent."""
    if scope.kind != "association":
        return _elsewhere()
    closed = Project.objects.filter(closed_on__range=(period.start, period.end)).order_by("pk")
    rows = [(project, *totals(costs_of(project))) for project in closed]
    source = Source(lambda: _budgets(rows, period.year))
    if not rows:
        return Figure(None, source, "missing", say("No project was closed in the period."))
    return Figure(100 * sum(spent <= planned for _project, planned, spent in rows) / len(rows), source)


def _budgets(rows: list[tuple[Project, int, int]], year: int) -> Table:
    columns = (
        Column("project", _("Project"), lambda row: row[0].code),
        Column("currency", _("Currency"), lambda row: row[0].currency),
        Column("planned", _("Planned"), lambda row: major(row[1], row[0].currency)),
        Column("spent", _("Spent"), lambda row: major(row[2], row[0].currency)),
    )
    return Table(f"projects-closed-{year}", columns, rows)


MEASURES = (
    Measure("projects.running", _("Projects under way"), _("Approved projects whose time touches the period."), _("projects"), running, may_see_rows),
    Measure(
        "projects.on_time",
        _("Milestones of projects done in time"),
        _("Of the milestones of projects due in the period, those done by their day; one without a day of its own counts as not done."),
        "%",
        on_time,
        may_see_rows,
        1,
    ),
    Measure(
        "projects.within_budget",
        _("Projects within their budget"),
        _("Of the projects closed in the period, those whose spending by the books did not exceed their budget."),
        "%",
        within_budget,
        may_see_rows,
        1,
    ),
)


def waiting_for(user: Any) -> Iterable[Task]:
    """Milestones, reports and instalments due within fourteen days or over, for those who answer for them."""
    if not user.is_authenticated:
        return
    soon, group = timezone.localdate() + NEAR, say("Projects")
    mine = [project for project in rules.projects_of(user).exclude(state=states.CLOSED) if rules.may_manage_project(user, project)]
    due = Milestone.objects.filter(project__in=mine, done_on=None, due_on__lte=soon).exclude(project__state=states.IDEA).select_related("project")
    for milestone in due[:20]:
        yield Task(
            f"{milestone.title} ({milestone.project.title})", reverse("projects:project", args=[milestone.project_id]), milestone.due_on, group
        )
    unreported = Agreement.objects.filter(project__in=mine, report_due_on__lte=soon).exclude(Q(reports__published_at__isnull=False))
    for agreement in unreported.select_related("project")[:20]:
        title = say("Report to the funder: %(title)s") % {"title": agreement.funder}
        yield Task(title, reverse("projects:project", args=[agreement.project_id]), agreement.report_due_on, group)
    if holds(user, "treasurer"):
        yield from _awaited(soon, group)


def _awaited(soon: Any, group: str) -> Iterable[Task]:
    for project in Project.objects.filter(state__in=states.WITH_MONEY, agreements__instalments__received_on=None).distinct()[:20]:
        for one in instalments_of(project).filter(received_on=None, due_on__lte=soon)[:5]:
            title = say("Instalment is awaited: %(agreement)s") % {"agreement": one.agreement}
            yield Task(title, reverse("projects:project", args=[project.pk]), one.due_on, group)
