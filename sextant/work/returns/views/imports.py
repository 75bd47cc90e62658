"""Imports: the list, a new one, how one fares, and its findings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.returns import actions, rules
from sextant.work.returns.forms import ImportForm
from sextant.work.returns.models import ImportRun
from sextant.work.returns.queries import overview as held

COLUMNS = (
    Column("severity", gettext_lazy("Severity"), lambda row: row.severity),
    Column("line", gettext_lazy("Line in the file"), lambda row: row.line),
    Column("column", gettext_lazy("Column"), lambda row: row.column),
    Column("value", gettext_lazy("Found"), lambda row: row.value),
    Column("text", gettext_lazy("What is wrong"), lambda row: row.text),
    Column("remedy", gettext_lazy("What to do"), lambda row: row.remedy),
    Column("code", gettext_lazy("Code"), lambda row: row.code),
)


@decided_by(rules.may_import)
def imports(request: UserRequest) -> HttpResponse:
    """All imports, latest first."""
    return render(request, "returns/imports.html", {"page": paged(request, held.imports())})


@decided_by(rules.may_import)
def start_import(request: UserRequest) -> HttpResponse:
    """Takes a file; what cannot be read is refused here, beside the field."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            work = actions.start_import(
                file=given["file"],
                mapping=given["mapping"],
                mapping_file=given["mapping_file"],
                year=given["year"],
                replace=given["replace"],
                by=request.user,
            )
            return redirect("returns:import", work.pk)
        except ValidationError as refusal:
            form.add_error("year" if refusal.code == "year_unknown" else "file", refusal.messages)
    return render(request, "returns/start_import.html", {"form": form})


@decided_by(rules.may_import, ImportRun.objects.select_related("collection", "job", "by"))
def import_run(request: UserRequest, work: ImportRun) -> HttpResponseBase:
    """How an import fares: its progress, then its counts and findings."""
    findings = work.findings.all()
    if request.GET.get("severity") in ("refused", "warning"):
        findings = findings.filter(severity=request.GET["severity"])
    if request.GET.get("format"):
        return download(Table(f"findings-{work.pk}", COLUMNS, findings.iterator()), request.GET["format"])
    template = "returns/_progress.html" if request.htmx and work.is_waiting else "returns/import.html"  # type: ignore[attr-defined]
    response = render(request, template, {"work": work, "page": paged(request, findings)})
    if request.htmx and not work.is_waiting:  # type: ignore[attr-defined]
        response["HX-Refresh"] = "true"
    return response


@decided_by(rules.may_import, ImportRun.objects.select_related("job"))
@require_POST
def cancel_import(request: UserRequest, work: ImportRun) -> HttpResponse:
    """Stops an import that has not ended."""
    try:
        actions.cancel_import(work, by=request.user)
        messages.success(request, _("The import is being stopped; nothing of it stays."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("returns:import", work.pk)


@decided_by(rules.may_import, ImportRun)
@require_POST
def see_findings(request: UserRequest, work: ImportRun) -> HttpResponse:
    """Marks the findings as looked at."""
    actions.see_findings(work, by=request.user)
    return redirect("returns:import", work.pk)
