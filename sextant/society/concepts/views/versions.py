"""Versions of the thesaurus, and publishing one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.society.concepts.actions.publishing import ask_version
from sextant.society.concepts.forms.versions import VersionForm
from sextant.society.concepts.models import Version, VersionChange
from sextant.society.concepts.queries.tables import versions_table
from sextant.society.concepts.queries.versions import changes_between, counts_of, in_words, latest, number_after, read_version
from sextant.society.concepts.queries.whole import scheme, stored_thesaurus
from sextant.society.concepts.rules import may_curate
from sextant.society.members.forms.refusals import attempt

SHOWN = 60


@decided_by(anyone)
@require_safe
def versions(request: HttpRequest) -> HttpResponseBase:
    """All versions, the newest first."""
    rows = Version.objects.all()
    if "format" in request.GET:
        return download(versions_table(rows), request.GET["format"])
    return render(request, "concepts/versions.html", {"page": paged(request, rows), "curates": may_curate(request.user)})


@decided_by(anyone, Version)
@require_safe
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """One version and what it changed; with `?since=` against an older one."""
    older = Version.objects.filter(pk__lt=version.pk)
    since = older.filter(number=request.GET["since"]).first() if request.GET.get("since") else None
    if since is not None:
        try:
            changes = changes_between(read_version(since), read_version(version))
        except OSError as trouble:
            raise Http404 from trouble
    else:
        changes = list(VersionChange.objects.filter(version=version).select_related("concept"))
    page = paged(request, changes, SHOWN)
    shown = {"version": version, "older": older, "since": since, "counts": counts_of(changes), "page": page, "changes": in_words(list(page))}
    return render(request, "concepts/version.html", shown)


@decided_by(may_curate)
def publish(request: UserRequest) -> HttpResponse:
    """Shows what a new version would change, and has it published."""
    form = VersionForm(request.POST or None, initial={"number": number_after(scheme().version)})
    if form.is_valid():
        job = attempt(form, ask_version, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        if job is not None:
            return redirect("jobs:detail", job.pk)
    changes = changes_between(latest(), stored_thesaurus())
    shown = {
        "form": form,
        "counts": counts_of(changes),
        "changes": in_words(changes[:SHOWN]),
        "more": len(changes) > SHOWN,
        "newest": Version.objects.first(),
    }
    return render(request, "concepts/publish.html", shown, status=400 if form.errors else 200)
