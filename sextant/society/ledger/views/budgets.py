"""Budgets: the table of a year, copying, a sheet, the approval with its amendments, and the budget against what was booked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.actions.budget_sheets import take_budget
from sextant.society.ledger.actions.budgets import approve_budget, copy_budget, write_budget
from sextant.society.ledger.forms.budgets import ApprovalForm, BudgetFilter, BudgetTableForm, CopyForm, ReasonForm, SheetForm
from sextant.society.ledger.forms.reports import BudgetReportForm
from sextant.society.ledger.models import BudgetAmendment
from sextant.society.ledger.queries.budgets import budget_lines, budget_table, months_elapsed, year_of
from sextant.society.ledger.queries.budgets import budget_report as report_of
from sextant.society.ledger.queries.report_tables import statement_table
from sextant.society.members.forms.refusals import attempt

REPORT = {
    "title": gettext_lazy("Budget against what was booked"),
    "about": gettext_lazy("What was planned for the year and what is booked up to the last day wanted. Planned figures open to the budget."),
}


@decided_by(rules.may_see_books)
def budget_report(request: HttpRequest) -> HttpResponseBase:
    """The year of the last day wanted, by account or by programme."""
    form = BudgetReportForm(request.GET or None)
    wish, by = form.wish(), form.by()
    statements = report_of(wish, by)
    if "format" in request.GET:
        return download(statement_table(f"budget-report-{wish.until.year}", statements), request.GET["format"])
    shown: dict[str, Any] = {"report": REPORT, "form": form, "wish": wish, "statements": statements, "years": form.years(request.GET)}
    elapsed = months_elapsed(wish.until.year, wish.until, timezone.localdate())
    shown["note"] = ngettext(
        "%(count)s month of %(year)s has begun or passed by the last day wanted.",
        "%(count)s months of %(year)s have begun or passed by the last day wanted.",
        elapsed,
    ) % {"count": elapsed, "year": wish.until.year}
    shown["elapsed"] = elapsed
    return render(request, "ledger/_report.html" if part_wanted(request) else "ledger/report.html", shown)


def _table(request: HttpRequest, form: BudgetFilter, table: BudgetTableForm, **bound: Any) -> HttpResponse:
    wish = form.wish()
    year = year_of(wish["year"])
    lines = list(budget_lines(wish))
    totals: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.currency, str(line.account.get_kind_display()))
        totals[key] = totals.get(key, 0) + line.amount_minor
    shown = {"form": form, "year": year, "table": table, "lines": lines, "totals": totals, "may_keep": rules.may_keep_books(request.user)}
    shown |= {"amendments": BudgetAmendment.objects.filter(year=year.year).select_related("account", "fund", "programme", "by")[:50]}
    shown |= {"reason": ReasonForm(), "copying": CopyForm(year=year.year), "approval": ApprovalForm(), "sheet": SheetForm(), **bound}
    return render(request, "ledger/budget.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_books)
def budget(request: HttpRequest) -> HttpResponseBase:
    """The budget of a year as a table; `?format=` downloads it as a sheet that can be read back."""
    form = BudgetFilter(request.GET or None)
    wish = form.wish()
    if "format" in request.GET:
        return download(budget_table(budget_lines(wish), wish["year"]), request.GET["format"])
    return _table(request, form, BudgetTableForm(None, list(budget_lines(wish))))


@decided_by(rules.may_keep_books)
@require_POST
def save_budget(request: HttpRequest) -> HttpResponse:
    """Writes the table as it was typed."""
    form, reason = BudgetFilter(request.GET or None), ReasonForm(request.POST)
    wish = form.wish()
    table = BudgetTableForm(request.POST, list(budget_lines({"year": wish["year"]})))
    if table.is_valid() and reason.is_valid():
        words = reason.cleaned_data["reason"]
        changed = attempt(reason, write_budget, year=wish["year"], planned=table.planned(), reason=words, by=request.user)
        if changed is not None:
            said = ngettext("%(count)s line of the budget is changed.", "%(count)s lines of the budget are changed.", changed)
            messages.success(request, said % {"count": changed})
            return _back(request)
    return _table(request, form, table, reason=reason)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('ledger:budget')}?{request.GET.urlencode()}")


@decided_by(rules.may_keep_books)
@require_POST
def copy_into(request: HttpRequest) -> HttpResponse:
    """Fills the year from another year."""
    form = BudgetFilter(request.GET or None)
    year = form.wish()["year"]
    copying = CopyForm(request.POST, year=year)
    if copying.is_valid():
        added = attempt(copying, copy_budget, year=year, by=request.user, **copying.cleaned_data)
        if added is not None:
            said = ngettext("%(count)s line is added to the budget.", "%(count)s lines are added to the budget.", added)
            messages.success(request, said % {"count": added})
            return _back(request)
    return _table(request, form, BudgetTableForm(None, list(budget_lines(form.wish()))), copying=copying)


@decided_by(rules.may_close_books)
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Freezes the year's budget."""
    form, approval = BudgetFilter(request.GET or None), ApprovalForm(request.POST)
    year = form.wish()["year"]
    if approval.is_valid() and attempt(approval, approve_budget, year=year, by=request.user, **approval.cleaned_data) is not None:
        messages.success(request, _("The budget is approved. What changes from now on is an amendment."))
        return _back(request)
    return _table(request, form, BudgetTableForm(None, list(budget_lines(form.wish()))), approval=approval)


@decided_by(rules.may_keep_books)
@require_POST
def take_sheet(request: HttpRequest) -> HttpResponse:
    """Reads a sheet into the year's budget and says what became of every row."""
    form, sheet = BudgetFilter(request.GET or None), SheetForm(request.POST, request.FILES)
    year = form.wish()["year"]
    if sheet.is_valid():
        content, reason = sheet.cleaned_data["sheet"].read(), sheet.cleaned_data["reason"]
        taken = attempt(sheet, take_budget, year=year, content=content, reason=reason, by=request.user)
        if taken is not None:
            return render(request, "ledger/budget_taken.html", {"taken": taken, "year": year, "query": request.GET.urlencode()})
    return _table(request, form, BudgetTableForm(None, list(budget_lines(form.wish()))), sheet=sheet)
