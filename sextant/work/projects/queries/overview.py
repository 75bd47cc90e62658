"""Projects in a list, with how many of their milestones are done."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.work.projects.models import Project


def with_milestones(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Each project with `steps` and `steps_done`."""
    done = Count("milestones", filter=Q(milestones__done_on__isnull=False), distinct=True)
    return rows.annotate(steps=Count("milestones", distinct=True), steps_done=done).order_by("-starts_on", "id")


def projects_table(rows: QuerySet[Any]) -> Table:
    """The same as a file."""
    columns = (
        Column("code", _("Code"), lambda one: one.code),
        Column("title", _("Title"), lambda one: one.title),
        Column("state", _("State"), lambda one: one.state),
        Column("manager", _("Manager"), lambda one: one.manager.full_name if one.manager else ""),
        Column("starts_on", _("First day"), lambda one: one.starts_on),
        Column("ends_on", _("Last day"), lambda one: one.ends_on),
        Column("milestones", _("Milestones"), lambda one: one.steps),
        Column("milestones_done", _("Milestones done"), lambda one: one.steps_done),
    )
    return Table("projects", columns, rows)
