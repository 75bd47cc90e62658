"""Bank statements: brought, read by a job, looked through."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from sextant.base.exports.tables import download
from sextant.base.jobs.states import QUEUED, RUNNING
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.actions.statements import LARGEST, bring_statement
from sextant.society.ledger.forms.statements import LineFilter, StatementForm
from sextant.society.ledger.models import BankAccount, Statement
from sextant.society.ledger.queries.proposals import with_proposals
from sextant.society.ledger.queries.statements import UNDECIDED, counts_of, lines_of, statement_table

WITH_ACCOUNT = Statement.objects.select_related("bank_account", "job", "brought_by")


@decided_by(rules.may_record)
def statements(request: HttpRequest) -> HttpResponse:
    """Statements brought so far, and a new one."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            content = given["file"].read(LARGEST + 1)
            made = bring_statement(given["account"], name=given["file"].name, content=content, mapping=given["mapping"], by=request.user)  # type: ignore[arg-type]
            return redirect("ledger:statement", made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    rows = WITH_ACCOUNT.annotate(new=Count("lines"), undecided=Count("lines", filter=Q(lines__state__in=UNDECIDED))).order_by("-pk")
    shown = {"form": form, "page": paged(request, rows), "has_account": BankAccount.objects.filter(is_open=True).exists()}
    return render(request, "ledger/statements.html", shown, status=422 if form.errors else 200)


@decided_by(rules.may_record, WITH_ACCOUNT)
def statement(request: HttpRequest, statement: Statement) -> HttpResponseBase:
    """How the reading fares, then the lines with what the matching says; `?format=` downloads what is on screen."""
    form = LineFilter(request.GET or None)
    state, text = form.wish() if form.is_bound else ("", "")
    rows = lines_of(statement, state, text)
    if "format" in request.GET:
        return download(statement_table(statement, rows), request.GET["format"])
    page = paged(request, rows)
    language = (get_language() or "ru")[:2]
    shown = {
        "statement": statement,
        "form": form,
        "page": page,
        "lines": with_proposals(list(page), language),
        "counts": counts_of(statement),
        "refused": [{"line": one["line"], "reason": one[language], "raw": one["raw"]} for one in statement.refused],
        "notices": [one[language] for one in statement.notices],
        "is_running": statement.job is not None and statement.job.state in (QUEUED, RUNNING),
    }
    if getattr(request, "htmx", False) and request.GET.get("progress"):
        response = render(request, "ledger/_statement_progress.html", shown)
        if not shown["is_running"]:
            response["HX-Refresh"] = "true"
        return response
    template = "ledger/_statement_lines.html" if part_wanted(request) else "ledger/statement.html"
    return render(request, template, shown)
