"""The treasurer's statements: activities, position, cash flow, funds; every figure opens to the lines it is the sum of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.forms.reports import ReportForm
from sextant.society.ledger.queries.activities import activities as statement_of_activities
from sextant.society.ledger.queries.cash_flow import cash_flow as statement_of_cash_flow
from sextant.society.ledger.queries.figures import Statement, Wish
from sextant.society.ledger.queries.fund_statement import fund_statement
from sextant.society.ledger.queries.position import position as statement_of_position
from sextant.society.ledger.queries.report_tables import statement_table


@dataclass(frozen=True)
class Report:
    """A statement as a page: its title, one sentence about it, the filters it answers to, and what makes it."""

    name: str
    title: str | Promise
    about: str | Promise
    filters: tuple[str, ...]
    make: Callable[[Wish], list[Statement]]


ACTIVITIES = Report(
    "activities",
    _("Statement of activities"),
    _("What was earned and spent, apart by what binds the money, beside the same days a year before. Each figure opens to its lines."),
    ("since", "until", "fund", "programme", "currency"),
    statement_of_activities,
)
POSITION = Report(
    "position",
    _("Statement of position"),
    _("What the association owns and owes at the last day of the stretch and a year before, and whose the difference is."),
    ("until", "fund", "currency"),
    statement_of_position,
)
CASH_FLOW = Report(
    "cash-flow",
    _("Cash flow statement"),
    _("Where money came from and where it went, by the accounts that stand opposite to it: the direct method."),
    ("since", "until", "fund", "currency"),
    statement_of_cash_flow,
)
FUNDS = Report(
    "funds",
    _("Statement of funds"),
    _("What each fund held, took in, spent and holds. A fund that went below zero is marked."),
    ("since", "until", "fund", "currency"),
    fund_statement,
)


def _page(request: HttpRequest, report: Report) -> HttpResponseBase:
    form = ReportForm(request.GET or None, used=report.filters)
    wish = form.wish()
    statements = report.make(wish)
    if "format" in request.GET:
        return download(statement_table(report.name, statements), request.GET["format"])
    template = "ledger/_report.html" if part_wanted(request) else "ledger/report.html"
    shown = {"report": report, "form": form, "wish": wish, "statements": statements, "years": form.years(request.GET)}
    return render(request, template, shown)


@decided_by(rules.may_see_books)
def activities(request: HttpRequest) -> HttpResponseBase:
    return _page(request, ACTIVITIES)


@decided_by(rules.may_see_books)
def position(request: HttpRequest) -> HttpResponseBase:
    return _page(request, POSITION)


@decided_by(rules.may_see_books)
def cash_flow(request: HttpRequest) -> HttpResponseBase:
    return _page(request, CASH_FLOW)


@decided_by(rules.may_see_books)
def funds_moved(request: HttpRequest) -> HttpResponseBase:
    return _page(request, FUNDS)
