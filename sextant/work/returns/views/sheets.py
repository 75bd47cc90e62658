"""Spreadsheets of returns: the template, bringing a filled one in, and what became of it."""

from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Region
from sextant.work.returns import rules
from sextant.work.returns.actions import sheets as bringing
from sextant.work.returns.forms import SheetForm
from sextant.work.returns.models import Round, Sheet, Submission
from sextant.work.returns.queries.questions import before, questionnaire_of
from sextant.work.returns.queries.rounds import returns_for
from sextant.work.returns.spreadsheets.writing import write_template

ROUNDS = Round.objects.select_related("collection")
SUBMISSIONS = Submission.objects.select_related("round__collection", "library", "organisation", "region")
SHEETS = Sheet.objects.select_related("round__collection", "region", "job", "by", "submission__library")
SPOOLED = 8 * 1024 * 1024
COLUMNS = (
    Column("cell", gettext_lazy("Cell"), lambda row: row.cell),
    Column("library", gettext_lazy("Key"), lambda row: row.library),
    Column("column", gettext_lazy("Column"), lambda row: row.column),
    Column("value", gettext_lazy("Found"), lambda row: row.value),
    Column("text", gettext_lazy("What is wrong"), lambda row: row.text),
)


def _region_asked(request: UserRequest, work: Round) -> Region | None:
    """The region of `?region=`, which an officer keeps; the office may leave it out, an officer of one region too."""
    kept = rules.regions_kept(request.user)
    rows = Region.objects.filter(return_submissions__round=work).distinct()
    wanted = request.GET.get("region", "")
    if wanted.isdecimal() and len(wanted) < 10:
        region = rows.filter(pk=int(wanted)).first()
        ensure(region is not None and (rules.is_office(request.user) or region.pk in kept))
        return region
    if rules.is_office(request.user):
        return None
    region = rows.filter(pk__in=kept).first()
    ensure(region is not None)
    return region


def _workbook(work: Round, rows: Any, name: str) -> FileResponse:
    held = list(rows)
    file = SpooledTemporaryFile(max_size=SPOOLED)
    write_template(file, questionnaire_of(work), held, before(work, [row.library_id for row in held]))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name)


@decided_by(rules.may_check_round, ROUNDS)
@require_safe
def template(request: UserRequest, work: Round) -> HttpResponseBase:
    """The spreadsheet of a region, or of all: what was answered already stands in it."""
    region = _region_asked(request, work)
    rows = returns_for(request.user, work)
    if region is not None:
        rows = rows.filter(region=region)
    place = f"-{region.code}" if region else ""
    return _workbook(work, rows, f"returns-{work.collection.code}-{work.year}{place}.xlsx")


@decided_by(rules.may_fill, SUBMISSIONS)
@require_safe
def own_template(request: UserRequest, row: Submission) -> HttpResponseBase:
    """The spreadsheet of one library."""
    return _workbook(row.round, [row], f"return-{row.library.key}-{row.round.year}.xlsx".replace("/", "-"))


@decided_by(rules.may_check_round, ROUNDS)
def bring_sheet(request: UserRequest, work: Round) -> HttpResponse:
    """Takes the filled spreadsheet of a region."""
    region = _region_asked(request, work)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = attempt(form, bringing.start_sheet, work=work, file=form.cleaned_data["file"], region=region, by=request.user)
        if sheet is not None:
            return redirect(sheet)
    context = {"form": form, "work": work, "region": region, "sheets": _earlier(request, work)}
    return render(request, "returns/bring_sheet.html", context, status=400 if form.errors else 200)


def _earlier(request: UserRequest, work: Round) -> Any:
    rows = SHEETS.filter(round=work, submission=None)
    return (rows if rules.is_office(request.user) else rows.filter(region__in=rules.regions_kept(request.user)))[:20]


@decided_by(rules.may_fill, SUBMISSIONS)
def bring_own_sheet(request: UserRequest, row: Submission) -> HttpResponse:
    """Takes the filled spreadsheet of one library."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = attempt(form, bringing.start_sheet, work=row.round, file=form.cleaned_data["file"], submission=row, by=request.user)
        if sheet is not None:
            return redirect(sheet)
    context = {"form": form, "work": row.round, "row": row, "sheets": SHEETS.filter(submission=row)[:20]}
    return render(request, "returns/bring_sheet.html", context, status=400 if form.errors else 200)


@decided_by(rules.may_see_sheet, SHEETS)
@require_safe
def sheet(request: UserRequest, sheet: Sheet) -> HttpResponseBase:
    """How the reading fares; then its counts and every refusal. `?format=` downloads the refusals."""
    if part_wanted(request) and request.GET.get("waiting"):
        if sheet.is_waiting:
            return render(request, "returns/_sheet_progress.html", {"sheet": sheet})
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    findings = sheet.findings.all()
    if "format" in request.GET:
        return download(Table(f"refused-{sheet.pk}", COLUMNS, findings.iterator(chunk_size=500)), request.GET["format"])
    return render(request, "returns/sheet.html", {"sheet": sheet, "work": sheet.round, "page": paged(request, findings)})


@decided_by(rules.may_see_sheet, SHEETS)
@require_POST
def cancel_sheet(request: UserRequest, sheet: Sheet) -> HttpResponse:
    """Stops the reading."""
    carried_out(request, _("The reading is being stopped; nothing of it stays."), bringing.cancel_sheet, sheet, by=request.user)
    return redirect(sheet)


@decided_by(rules.may_see_sheet, SHEETS)
@require_safe
def sheet_file(request: UserRequest, sheet: Sheet) -> HttpResponseBase:
    """The file as it was brought in."""
    if not sheet.file or not sheet.file.storage.exists(sheet.file.name or ""):
        raise Http404
    return FileResponse(sheet.file.open("rb"), as_attachment=True, filename=sheet.file_name)
