"""Thesaurus files for those who curate: brought in, looked through, confirmed or thrown away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.thesaurus.reading import LARGEST
from sextant.society.concepts import states
from sextant.society.concepts.actions.imports import begin_import, confirm_import, discard_import
from sextant.society.concepts.forms.imports import ImportForm, LineFilter
from sextant.society.concepts.models import ThesaurusImport
from sextant.society.concepts.rules import may_curate
from sextant.society.members.forms.refusals import attempt, carried_out

WITH_JOB = ThesaurusImport.objects.select_related("job", "by")


@decided_by(may_curate)
def imports(request: UserRequest) -> HttpResponse:
    """Files so far, and a new one."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        work = attempt(form, begin_import, content=file.read(LARGEST + 1), file_name=file.name, by=request.user)
        if work is not None:
            return redirect("concepts:import", work.pk)
    return render(request, "concepts/imports.html", {"form": form, "page": paged(request, WITH_JOB)}, status=400 if form.errors else 200)


@decided_by(may_curate, WITH_JOB)
@require_safe
def one_import(request: HttpRequest, work: ThesaurusImport) -> HttpResponse:
    """One file as far as it has come: being read, lines to look through, or what became of it."""
    form = LineFilter(request.GET or None)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    lines = work.lines.filter(kind=kind) if kind else work.lines.all()
    shown = {"work": work, "form": form, "page": paged(request, lines), "may_confirm": work.state == states.PREVIEW}
    return render(request, "concepts/_import.html" if part_wanted(request) else "concepts/import.html", shown)


@decided_by(may_curate, WITH_JOB)
def confirm(request: UserRequest, work: ThesaurusImport) -> HttpResponse:
    """Asks, then has the file stored."""
    if request.method == "POST":
        carried_out(request, _("The file is being stored."), confirm_import, work, by=request.user)
        return redirect("concepts:import", work.pk)
    counts = {"new": work.added, "changed": work.changed, "file": work.file_name}
    shown = {
        "title": _("Store “%(file)s”?") % counts,
        "sentence": _("New concepts: %(new)s; changed: %(changed)s. Wherever the two thesauri disagree, ours is kept.") % counts,
        "verb": _("Store"),
        "back": reverse("concepts:import", args=[work.pk]),
    }
    return render(request, "ui/confirm.html", shown)


@decided_by(may_curate, WITH_JOB)
def discard(request: UserRequest, work: ThesaurusImport) -> HttpResponse:
    """Asks, then throws the file away."""
    if request.method == "POST":
        if carried_out(request, _("The file was thrown away; nothing of it was taken over."), discard_import, work, by=request.user):
            return redirect("concepts:imports")
        return redirect("concepts:import", work.pk)
    shown = {
        "title": _("Throw “%(file)s” away?") % {"file": work.file_name},
        "sentence": _("The file and its preview go; the thesaurus stays as it is."),
        "verb": _("Throw away"),
        "danger": True,
        "back": reverse("concepts:import", args=[work.pk]),
    }
    return render(request, "ui/confirm.html", shown)
