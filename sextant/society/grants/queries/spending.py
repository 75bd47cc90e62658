"""What was spent of the agreed budget, as the reports of a grant have it."""

from dataclasses import dataclass, field

from django.db.models import Sum

from sextant.society.grants import states
from sextant.society.grants.models import Grant, GrantBudgetLine, GrantReport, GrantSpent


@dataclass
class BudgetRow:
    """A line of the budget with what this report, and all accepted and sent ones, say was spent of it (minor units)."""

    line: GrantBudgetLine
    spent_minor: int | None = None
    note: str = ""
    total_minor: int = 0

    @property
    def left_minor(self) -> int:
        return self.line.amount_minor - self.total_minor


@dataclass
class Budget:
    """All rows with their sums."""

    rows: list[BudgetRow] = field(default_factory=list)

    @property
    def agreed_minor(self) -> int:
        return sum(row.line.amount_minor for row in self.rows)

    @property
    def spent_minor(self) -> int:
        return sum(row.spent_minor or 0 for row in self.rows)

    @property
    def total_minor(self) -> int:
        return sum(row.total_minor for row in self.rows)

    @property
    def left_minor(self) -> int:
        return self.agreed_minor - self.total_minor


def budget_of(grant: Grant, report: GrantReport | None = None) -> Budget:
    """The budget against what was spent; with a report also what that report says."""
    said = {row.line_id: row for row in report.spent.all()} if report else {}
    handed_in = GrantSpent.objects.filter(report__grant=grant, report__state__in=(states.SENT, states.ACCEPTED)).order_by()
    totals = dict(handed_in.values_list("line").annotate(sum=Sum("amount_minor")))
    rows = []
    for line in grant.budget.all():
        own = said.get(line.pk)
        rows.append(BudgetRow(line, own.amount_minor if own else None, own.note if own else "", totals.get(line.pk, 0)))
    return Budget(rows)
