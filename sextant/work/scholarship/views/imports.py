"""Lists brought in: dissertations by spreadsheet, corpora in which works of the experts are looked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.work.scholarship import rules
from sextant.work.scholarship.actions.imports import name_columns, upload_list
from sextant.work.scholarship.actions.works import LARGEST, bring_works
from sextant.work.scholarship.forms.imports import ColumnsForm, ListForm, WorksForm
from sextant.work.scholarship.models import DissertationImport, WorkImport

LISTS = DissertationImport.objects.defer("content").select_related("job", "made_by", "school")
FILES = WorkImport.objects.defer("content").select_related("job", "made_by", "profile__person")


def refused_table(work: DissertationImport | WorkImport) -> Table:
    """The refused rows with their reasons."""
    columns = (Column("line", gettext_lazy("Row of the file"), lambda row: row[0]), Column("reason", gettext_lazy("Why"), lambda row: row[1]))
    return Table(f"refused-{work.pk}", columns, work.findings)


@decided_by(rules.may_import)
def imports(request: UserRequest) -> HttpResponse:
    """Lists so far, and a new one."""
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        made = attempt(form, upload_list, name=file.name, content=file.read(LARGEST + 1), by=request.user)
        if made is not None:
            messages.success(request, _("Say now which column holds what."))
            return redirect("scholarship:import", made.pk)
    rows = LISTS if rules.may_keep_register(request.user) else LISTS.filter(made_by=request.user)
    return render(request, "scholarship/imports.html", {"form": form, "page": paged(request, rows)}, status=400 if form.is_bound else 200)


@decided_by(rules.may_see_import, LISTS)
def list_import(request: UserRequest, work: DissertationImport) -> HttpResponseBase:
    """Names the columns of a list; later how far it is, the counts, and every refused row with its reason."""
    if "format" in request.GET:
        return download(refused_table(work), request.GET["format"])
    schools = None if rules.may_keep_register(request.user) else rules.represented(request.user)
    form = ColumnsForm(request.POST or None, work=work, schools=schools) if work.state == "uploaded" else None
    if form is not None and form.is_valid():
        given: dict[str, Any] = {"columns": form.columns(), "school": form.cleaned_data["school"], "by": request.user}
        if attempt(form, name_columns, work, **given) is not None:
            return redirect("scholarship:import", work.pk)
    shown = {"work": work, "form": form, "resembling": work.resembling[:200]}
    template = "scholarship/_import.html" if part_wanted(request) else "scholarship/import.html"
    return render(request, template, shown, status=400 if form is not None and form.is_bound else 200)


@decided_by(rules.may_keep_register)
def corpora(request: UserRequest) -> HttpResponse:
    """Files in which works of the listed experts are looked for; what is found waits for the expert's word."""
    form = WorksForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        made = attempt(form, bring_works, None, name=file.name, content=file.read(LARGEST + 1), by=request.user)
        if made is not None:
            return redirect("scholarship:work_import", made.pk)
    shown = {"form": form, "page": paged(request, FILES.filter(profile=None))}
    return render(request, "scholarship/corpora.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_see_work_import, FILES)
@require_safe
def work_import(request: HttpRequest, work: WorkImport) -> HttpResponseBase:
    """How far a file of works is, and what became of its records."""
    if "format" in request.GET:
        return download(refused_table(work), request.GET["format"])
    return render(request, "scholarship/_import.html" if part_wanted(request) else "scholarship/work_import.html", {"work": work})
