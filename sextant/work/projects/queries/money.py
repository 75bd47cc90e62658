"""A project's money: what was planned, what was spent by the books, what was promised and came, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Account, BudgetLine, Line
from sextant.work.projects.models import Hours, Instalment, Project


@dataclass(frozen=True)
class Cost:
    """One account of a project in the project's currency, minor units."""

    account: Account
    planned: int
    spent: int

    @property
    def left(self) -> int:
        """What of the plan is not spent; below nought where more was spent."""
        return self.planned - self.spent


@dataclass(frozen=True)
class Forecast:
    """What a project will have cost at its end, if it goes on as it went: `expected` in minor units, None before it has begun."""

    planned: int
    spent: int
    elapsed: float
    expected: int | None

    @property
    def over(self) -> int:
        """How much more than planned it will be; nought where it keeps to its budget."""
        return max((self.expected or 0) - self.planned, 0)


def lines_of(project: Project, since: date | None = None, until: date | None = None) -> QuerySet[Line]:
    """The posted lines of expense accounts on the project's programme, newest first."""
    rows = Line.objects.filter(entry__state=books.POSTED, programme=project.programme_id, account__kind=Account.Kind.EXPENSE)
    rows = rows.filter(currency=project.currency) if project.programme_id else rows.none()
    rows = rows.filter(entry__day__gte=since) if since else rows
    rows = rows.filter(entry__day__lte=until) if until else rows
    return rows.select_related("entry", "account", "fund").order_by("-entry__day", "-entry_id", "id")


def costs_of(project: Project, since: date | None = None, until: date | None = None) -> list[Cost]:
    """Planned and spent by account, in the chart's order; the plan is that of all years."""
    planned = dict(_budget(project).values_list("account").annotate(total=Sum("amount_minor")).order_by())
    spent = dict(lines_of(project, since, until).order_by().values_list("account").annotate(total=Sum("amount_minor")))
    accounts = Account.objects.filter(pk__in=[*planned, *spent])
    return [Cost(account, planned.get(account.pk, 0), spent.get(account.pk, 0)) for account in accounts]


def _budget(project: Project) -> QuerySet[BudgetLine]:
    rows = BudgetLine.objects.filter(programme=project.programme_id, account__kind=Account.Kind.EXPENSE, currency=project.currency)
    return rows if project.programme_id else rows.none()


def budget_lines_of(project: Project) -> QuerySet[BudgetLine]:
    """The lines of the budget as they are kept in the books."""
    return _budget(project).select_related("account", "fund").order_by("year", "account__code", "id")


def totals(costs: Iterable[Cost]) -> tuple[int, int]:
    """Planned and spent, added up."""
    rows = list(costs)
    return sum(one.planned for one in rows), sum(one.spent for one in rows)


def forecast_of(project: Project, planned: int, spent: int, today: date) -> Forecast:
    """A straight line: what was spent by now, over the share of the project's days that have passed.

    Our own rule, not a norm: 30 of 90 days and 100 spent lead to 300, in whole hundreds of minor units. Never less than what is
    spent already.
    """
    whole = (project.ends_on - project.starts_on).days + 1
    passed = min(max((today - project.starts_on).days + 1, 0), whole)
    expected = max((spent * whole // passed + 50) // 100 * 100, spent) if passed else None
    return Forecast(planned, spent, passed / whole, expected)


def instalments_of(project: Project) -> QuerySet[Instalment]:
    return Instalment.objects.filter(agreement__project=project).select_related("agreement__fund", "payment")


def hours_by_member(project: Project, since: date | None = None, until: date | None = None) -> list[dict[str, Any]]:
    """Minutes and booked cost by member of the team, the busiest first."""
    rows = Hours.objects.filter(project=project)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lte=until) if until else rows
    sums = {key: (minutes, cost or 0) for key, minutes, cost in rows.values_list("member").annotate(Sum("minutes"), Sum("cost_minor")).order_by()}
    members = project.team.select_related("person")
    found = [{"member": one, "minutes": sums.get(one.pk, (0, 0))[0], "cost": sums.get(one.pk, (0, 0))[1]} for one in members]
    return sorted(found, key=lambda row: -int(str(row["minutes"])))


def lines_table(project: Project, rows: QuerySet[Line]) -> Table:
    """Costs as a file."""
    columns = (
        Column("entry", _("Entry"), lambda line: line.entry.shown_number),
        Column("day", _("Day"), lambda line: line.entry.day),
        Column("what", _("What"), lambda line: line.memo or line.entry.memo),
        Column("account", _("Account"), lambda line: line.account.name),
        Column("fund", _("Fund"), lambda line: line.fund.name),
        Column("currency", _("Currency"), lambda line: line.currency),
        Column("amount", _("Amount"), lambda line: major(line.amount_minor, line.currency)),
    )
    return Table(f"costs-{project.code}", columns, rows)


def hours_table(project: Project) -> Table:
    """Hours as a file."""
    rows = Hours.objects.filter(project=project).select_related("member__person")
    columns = (
        Column("day", _("Day"), lambda one: one.day),
        Column("person", _("Person"), lambda one: one.member.person.full_name),
        Column("hours", _("Hours"), lambda one: round(one.minutes / 60, 2)),
        Column("what", _("What"), lambda one: one.what),
        Column("cost", _("Cost"), lambda one: major(one.cost_minor, project.currency) if one.cost_minor else None),
    )
    return Table(f"hours-{project.code}", columns, rows)
