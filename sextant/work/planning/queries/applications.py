"""Applications as the board and the list show them."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.ordering import in_order
from sextant.base.words.money import major
from sextant.work.planning import rules, states
from sextant.work.planning.models import Application


def applications_of(user: Any, wish: dict[str, Any] | None = None) -> QuerySet[Application]:
    """Applications of the plans this user writes, with what a row shows."""
    wish = wish or {}
    rows = Application.objects.filter(plan__in=rules.plans_of(user)).select_related("plan__section", "plan__organisation", "call", "initiative")
    rows = rows.filter(plan_id=wish["plan"]) if wish.get("plan") else rows
    rows = rows.filter(state=wish["state"]) if wish.get("state") else rows
    return in_order(rows.annotate(open_steps=Count("steps", filter=Q(steps__done_on=None))))


def board_of(rows: QuerySet[Application]) -> list[dict[str, Any]]:
    """The columns of the board, in the order of the states table, each with its applications and their sums by currency."""
    columns: dict[str, list[Application]] = {state: [] for state in states.FOLLOWS}
    for row in rows:
        columns[row.state].append(row)
    names = dict(Application.STATES)
    return [
        {"state": state, "name": names[state], "tone": states.TONES[state], "rows": found, "sums": _sums(found)} for state, found in columns.items()
    ]


def _sums(rows: list[Application]) -> list[tuple[int, str]]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.plan.currency] = sums.get(row.plan.currency, 0) + (row.won_minor or row.asked_minor)
    return [(amount, currency) for currency, amount in sorted(sums.items())]


def applications_table(rows: QuerySet[Application]) -> Table:
    """The same as a file."""
    columns = (
        Column("plan", pgettext_lazy("strategic", "Plan"), lambda one: one.plan.title),
        Column("title", _("What is asked for"), lambda one: one.title),
        Column("funder", _("Funder"), lambda one: one.funder),
        Column("state", _("State"), lambda one: one.state),
        Column("year", _("Year"), lambda one: one.year),
        Column("currency", _("Currency"), lambda one: one.plan.currency),
        Column("asked", _("Asked"), lambda one: major(one.asked_minor, one.plan.currency)),
        Column("won", _("Won"), lambda one: major(one.won_minor, one.plan.currency) if one.won_minor else None),
        Column("due_on", _("Last day to apply"), lambda one: one.due_on),
        Column("submitted_on", _("Submitted on"), lambda one: one.submitted_on),
        Column("decided_on", _("Decided on"), lambda one: one.decided_on),
    )
    return Table("funding-applications", columns, rows)
