"""Every figure of the statements and of the budget opened: the lines behind it must add up to it."""

from dataclasses import replace

from django.http import QueryDict

from sextant.society.ledger.forms.books import LinesForm
from sextant.society.ledger.forms.budgets import BudgetFilter
from sextant.society.ledger.queries.activities import activities
from sextant.society.ledger.queries.budgets import budget_lines
from sextant.society.ledger.queries.cash_flow import cash_flow
from sextant.society.ledger.queries.figures import Wish
from sextant.society.ledger.queries.fund_statement import fund_statement
from sextant.society.ledger.queries.position import position
from sextant.society.ledger.queries.tables import lines_wanted

MAKERS = (activities, position, cash_flow, fund_statement)


def behind(cell):
    """Sum of the lines that a figure opens to, as the page of lines would find them."""
    form = LinesForm(QueryDict(cell.query))
    assert form.is_valid(), form.errors
    return cell.sign * sum(lines_wanted(form.wish()).values_list("amount_minor", flat=True))


def untrue(statements):
    """Figures that are not the sum of their lines."""
    return [
        (row.label, cell.amount_minor, behind(cell))
        for one in statements
        for row in one.rows
        for cell in row.cells
        if cell is not None and behind(cell) != cell.amount_minor
    ]


def row(statement, label):
    return next([cell and cell.amount_minor for cell in one.cells] for one in statement.rows if one.label == label)


def by_label(statements, label):
    return {one.currency: row(one, label) for one in statements}


def disagreements(wish: Wish):
    """Identities between the statements that do not hold; empty when all do."""
    earned, stand, money, funds = (make(wish) for make in MAKERS)
    wrong = [check.sentence for one in (*earned, *stand, *money, *funds) for check in one.checks if not check.holds]
    for year, stretch in ((0, wish), (1, wish.before)):
        opening = {one.currency: row(one, "Total net assets")[0] for one in position(replace(wish, since=stretch.eve, until=stretch.eve))}
        for one in stand:
            change = next((row(two, "Change in net assets") for two in earned if two.currency == one.currency), None)
            ends = row(one, "Total net assets")[year] - opening.get(one.currency, 0)
            place = (len(change) // 2 - 1, -1)[year] if change else 0
            if (change[place] if change else 0) != ends:
                wrong.append(f"change {one.currency} {year}: {change} {ends}")
    for one in funds:
        stands = next(row(two, "Total net assets")[0] for two in stand if two.currency == one.currency)
        if row(one, "All funds")[-1] != stands:
            wrong.append(f"funds {one.currency}")
    return wrong


def behind_plan(cell):
    """Sum of the budget's lines that a planned figure opens to; of both kinds together, income less expenses."""
    form = BudgetFilter(QueryDict(cell.query))
    wish = form.wish()
    rows = list(budget_lines(wish))
    return sum(-row.amount_minor if len(wish.get("kind", ())) == 2 and row.account.kind == "expense" else row.amount_minor for row in rows)


def untrue_plans(statements):
    wrong = []
    for one in statements:
        for row in one.rows:
            for cell in row.cells[:2]:
                found = behind_plan(cell) if cell.page == "ledger:budget" else behind(cell)
                if found != cell.amount_minor:
                    wrong.append((row.label, cell.amount_minor, found))
    return wrong
