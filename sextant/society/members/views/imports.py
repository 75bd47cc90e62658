"""Spreadsheets of members: uploaded, mapped, looked through, confirmed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sextant.base.exports.tables import Column, Table, download
from sextant.base.jobs.models import Job
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members import rules
from sextant.society.members.actions import imports as actions
from sextant.society.members.forms.imports import ColumnsForm, ConfirmForm, RowsForm, UploadForm
from sextant.society.members.models.imports import ImportRow, ImportRun
from sextant.society.members.sheets.columns import BY_NAME
from sextant.society.members.sheets.reading import LARGEST_FILE
from sextant.society.members.sheets.values import said

State = ImportRun.State
WITHOUT_FILE = ImportRun.objects.select_related("made_by").defer("content")


def reasons(row: ImportRow) -> str:
    """All problems of a row in one text: column, value, reason with remedy."""
    told = [(BY_NAME[problem["field"]].title if problem["field"] in BY_NAME else "", problem) for problem in row.problems]
    return "; ".join(f"{title} “{problem['value']}”: {said(problem)}" if problem["value"] else f"{title}: {said(problem)}" for title, problem in told)


def _cell(place: int, row: ImportRow) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def table_of(run: ImportRun, rows: QuerySet[ImportRow]) -> Table:
    """The rows as they stand in the file, with what each does and why not."""
    columns = [
        Column("row", gettext_lazy("row of the file"), lambda row: row.number),
        Column("outcome", gettext_lazy("what it does"), lambda row: row.get_outcome_display()),
        Column("reason", gettext_lazy("reason and what to do"), reasons),
        Column("duplicate_of", gettext_lazy("merged into row"), lambda row: row.duplicate_of),
        Column("person", gettext_lazy("number of the entry"), lambda row: row.person_id),
    ]
    for place, heading in enumerate(run.header):
        columns.append(Column(heading or f"column {place + 1}", heading, partial(_cell, place)))
    return Table(f"import-{run.pk}", tuple(columns), rows.iterator(chunk_size=2000))


@decided_by(rules.may_import)
@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Imports so far, and a new one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(LARGEST_FILE + 1)
            run = actions.upload_sheet(name=file.name, content=content, by=request.user)  # type: ignore[arg-type]
            return redirect("members:import", run.pk)
        except ValidationError as refusal:
            form.add_error("file", refusal)
    shown = {"form": form, "page": paged(request, WITHOUT_FILE.all())}
    return render(request, "members/import_list.html", shown, status=422 if form.errors else 200)


def _rows_of(request: HttpRequest, run: ImportRun) -> tuple[RowsForm, QuerySet[ImportRow]]:
    form = RowsForm(request.GET)
    form.is_valid()
    rows = run.rows.select_related("person")
    if outcome := form.cleaned_data.get("outcome"):
        rows = rows.filter(outcome=outcome)
    if words := form.cleaned_data.get("q", "").strip():
        rows = rows.filter(Q(name__icontains=words) | Q(name__icontains=words.capitalize()))
    return form, rows


def _described(row: ImportRow) -> dict[str, Any]:
    problems = [
        {"value": problem["value"], "reason": said(problem), "title": BY_NAME[problem["field"]].title if problem["field"] in BY_NAME else ""}
        for problem in row.problems
    ]
    shown = [name for name in row.changes if name in BY_NAME or name in {"speciality_ru", "speciality_en"}]
    changes = [(BY_NAME[name].title if name in BY_NAME else BY_NAME["speciality"].title, *row.changes[name]) for name in shown]
    return {"row": row, "problems": problems, "changes": changes if row.outcome == ImportRow.Outcome.UPDATE else []}


@decided_by(rules.may_import_run, WITHOUT_FILE)
def import_page(request: HttpRequest, run: ImportRun) -> HttpResponseBase:
    """One import, as far as it has come: columns to name, a dry run under way, rows to look through, or what was taken over."""
    if run.is_busy:
        actions.release_dead_imports()
        run.refresh_from_db(fields=["state", "notice", "counts", "unknown"])
    form, rows = _rows_of(request, run)
    if file_format := request.GET.get("format"):
        return download(table_of(run, rows), file_format)
    page = paged(request, rows)
    shown: dict[str, Any] = {
        "run": run,
        "job": Job.objects.filter(pk=run.job_id or 0).first() if run.is_busy else None,
        "columns": ColumnsForm(run=run),
        "confirm": ConfirmForm(run=run),
        "filters": form,
        "page": page,
        "rows": [_described(row) for row in page],
    }
    return render(request, "members/_import_state.html" if request.htmx else "members/import.html", shown)  # type: ignore[attr-defined]


@decided_by(rules.may_import_run, WITHOUT_FILE)
@require_POST
def import_columns(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """The columns are named; the dry run begins."""
    form = ColumnsForm(request.POST, run=run)
    if form.is_valid():
        try:
            actions.name_columns(run, columns=form.columns(), by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    return redirect("members:import", run.pk)


@decided_by(rules.may_import_run, WITHOUT_FILE)
@require_POST
def import_confirm(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Yes: the rows are taken over."""
    form = ConfirmForm(request.POST, run=run)
    if form.is_valid():
        try:
            actions.confirm_import(run, choices=form.choices(), by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    return redirect("members:import", run.pk)


@decided_by(rules.may_import_run, WITHOUT_FILE)
@require_POST
def import_discard(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """No: the file is thrown away."""
    try:
        actions.discard_import(run, by=request.user)  # type: ignore[arg-type]
        messages.info(request, _("The file was thrown away; nothing of it was taken over."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("members:imports")
