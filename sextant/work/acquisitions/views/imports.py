"""Imports: begun, watched, looked over, put back, removed; and their files."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.actions import imports as bringing
from sextant.work.acquisitions.forms.collections import ImportForm
from sextant.work.acquisitions.models import Collection, ImportRun
from sextant.work.acquisitions.views.collections import COLLECTIONS, collection_page

RUNS = ImportRun.objects.select_related("collection__organisation", "job", "by")
DOWNLOADS = {
    "findings": ("findings_file", "findings.csv", "text/csv; charset=utf-8"),
    "quarantined": ("quarantine_file", "quarantined.bin", "application/octet-stream"),
    "quarantine-list": ("quarantine_list", "quarantined.csv", "text/csv; charset=utf-8"),
    "refused": ("refused_file", "refused.csv", "text/csv; charset=utf-8"),
}


@decided_by(rules.may_keep, COLLECTIONS)
@require_POST
def start_import(request: UserRequest, collection: Collection) -> HttpResponse:
    """Takes the files; a job reads them."""
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        run = attempt(form, bringing.start_import, collection, files=form.brought(), kind=form.cleaned_data["form"] or "auto", by=request.user)
        if run is not None:
            return redirect("acquisitions:import", run.pk)
    return collection_page(request, collection, status=400, import_form=form)


@decided_by(rules.may_keep_import, RUNS)
@require_safe
def import_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How an import fares; then its account."""
    if part_wanted(request):
        if run.is_waiting:
            return render(request, "acquisitions/_progress.html", {"run": run, "job": run.job})
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    current = run.collection.current_id == run.pk
    kept = not current and run.outcome == "done" and run.titles.exists()
    return render(request, "acquisitions/import.html", {"run": run, "job": run.job, "current": current, "kept": kept})


@decided_by(rules.may_keep_import, RUNS)
@require_POST
def cancel_import(request: UserRequest, run: ImportRun) -> HttpResponse:
    """Stops an import."""
    carried_out(request, _("The import is being stopped."), bringing.cancel_import, run, by=request.user)
    return redirect("acquisitions:import", run.pk)


@decided_by(rules.may_keep_import, RUNS)
@require_POST
def choose_import(request: UserRequest, run: ImportRun) -> HttpResponse:
    """Puts an import that is still kept back in its place."""
    done = _("The titles of this import stand again. The one that stood before is kept; you can put it back.")
    carried_out(request, done, bringing.choose_import, run, by=request.user)
    return redirect("acquisitions:import", run.pk)


@decided_by(rules.may_keep_import, RUNS)
def remove_import(request: UserRequest, run: ImportRun) -> HttpResponse:
    """Asks, then takes titles and files of an import away."""
    if request.method == "POST":
        if carried_out(request, _("The import is removed."), bringing.remove_import, run, by=request.user):
            return redirect("acquisitions:collection", run.collection_id)
        return redirect("acquisitions:import", run.pk)
    shown = {
        "title": _("Remove the import “%(file)s”?") % {"file": run},
        "sentence": _("Its titles and files go; the account of what was read stays. Where it stands now, the import before it stands again."),
        "verb": _("Remove"),
        "danger": True,
        "back": run.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", shown)


def run_with_file(pk: int, name: str) -> ImportRun:
    """An import that has the file; what the file is called is left on it for the view."""
    run = get_object_or_404(RUNS, pk=pk)
    if name not in DOWNLOADS or not getattr(run, DOWNLOADS[name][0]):
        raise Http404
    run.asked_file = name  # type: ignore[attr-defined]
    return run


@decided_by(rules.may_keep_import, run_with_file)
@require_safe
def import_file(request: HttpRequest, run: ImportRun) -> HttpResponseBase:
    """A file of findings, of quarantined bytes, or of refused lines."""
    field, name, kind = DOWNLOADS[run.asked_file]  # type: ignore[attr-defined]
    file: Any = getattr(run, field)
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"{run.pk}-{name}", content_type=kind)
