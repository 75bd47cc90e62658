"""Bringing files of calls and of earlier grants, and what became of their rows."""

import csv
import io

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from sextant.base.permissions.pages import decided_by
from sextant.base.permissions.rules import is_office
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.work.planning import layouts, rules
from sextant.work.planning.actions.imports import start_import
from sextant.work.planning.forms.calls import FileForm
from sextant.work.planning.models import CallImport

WITH_JOB = CallImport.objects.select_related("job", "by")
EXAMPLE = {"id": "1", "currency": "RUB", "countries": "RU"}


def _visible(user: object) -> QuerySet[CallImport]:
    """The office sees every import, others their own."""
    return WITH_JOB.all() if is_office(user) else WITH_JOB.filter(by=user)  # type: ignore[misc]


@decided_by(rules.may_enter_calls)
def imports(request: HttpRequest) -> HttpResponse:
    """The form, and the files that were brought before."""
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        work = attempt(form, start_import, file=form.cleaned_data["file"], layout="", by=request.user)
        if work is not None:
            return redirect("planning:import", work.pk)
    context = {"form": form, "page": paged(request, _visible(request.user)), "tables": layouts.TABLES}
    return render(request, "planning/imports.html", context, status=400 if form.errors else 200)


@decided_by(rules.may_see_import, WITH_JOB)
def call_import(request: HttpRequest, work: CallImport) -> HttpResponse:
    """One file: how far it is, what became of its rows, and why some were refused."""
    russian = (get_language() or "ru").startswith("ru")
    rows = paged(request, work.refusals.all())
    reasons = [(row.number, row.text_ru if russian else row.text_en) for row in rows]
    template = "planning/_import.html" if part_wanted(request) else "planning/import.html"
    trouble = work.trouble_ru if russian else work.trouble_en
    return render(request, template, {"work": work, "page": rows, "reasons": reasons, "trouble": trouble})


@decided_by(rules.may_enter_calls)
def empty_table(request: HttpRequest, name: str) -> HttpResponse:
    """The table to fill in, with its headings and one line to write over."""
    if name not in layouts.TABLES:
        return redirect(reverse("planning:imports"))
    columns, buffer = layouts.layout(name).columns, io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(columns.values())
    writer.writerow([EXAMPLE.get(field, "") for field in columns])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)
