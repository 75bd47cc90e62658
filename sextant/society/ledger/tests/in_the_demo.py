"""What the demo must show of the books: payments, a statement half matched, and figures that are the sums of their lines."""

from collections import Counter
from datetime import date

from sextant.society.ledger.actions.dues import invoice_membership
from sextant.society.ledger.models import BudgetAmendment, Payment, Statement, StatementLine
from sextant.society.ledger.queries.budgets import budget_report
from sextant.society.ledger.queries.figures import Wish
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import DAY, posted
from sextant.society.ledger.tests.opened import MAKERS, disagreements, untrue, untrue_plans
from sextant.society.members.models import Membership


def before():
    posted(300_00)


def shown(_real):
    waiting = Membership.objects.filter(is_demo=True, state="approved", plan__fee_minor__gt=0).first()
    if waiting is not None:
        invoice_membership(waiting, on=DAY, by=None)
    (statement,) = Statement.objects.all()
    told = Counter(StatementLine.objects.values_list("state", flat=True))
    assert (Payment.objects.count() > 10, told["booked"] + told["doubtful"] >= 2, told["unmatched"] >= 2, sum(told.values())) == (True, True, True, 6)
    assert statement.file.storage.exists(statement.file.name)
    assert invariants() == []
    figures_are_sums_of_lines(Wish(date(date.today().year, 1, 1), date(date.today().year, 12, 31)))


def figures_are_sums_of_lines(wish):
    made = [make(wish) for make in MAKERS]
    count = sum(1 for statements in made for one in statements for _cell in one.cells())
    assert (count > 100, [untrue(statements) for statements in made], disagreements(wish)) == (True, [[], [], [], []], [])
    plans = [one for by in ("account", "programme") for one in budget_report(wish, by)]
    assert (len(list(plans[0].cells())) > 10, untrue_plans(plans), BudgetAmendment.objects.count()) == (True, [], 1)


def after():
    assert invariants() == []
