"""Frozen editions of published years: a page to cite, and the package."""

from itertools import islice

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.work.returns import rules
from sextant.work.returns.models import Edition
from sextant.work.returns.packages.describing import address_of
from sextant.work.returns.packages.making import changes
from sextant.work.returns.packages.tables import SHEETS
from sextant.work.returns.queries import words

SHOWN_CHANGES = 100


def edition_at(code: str, year: int, version: int) -> Edition:
    rows = Edition.objects.select_related("release__collection", "job")
    return get_object_or_404(rows, release__collection__code=code, release__year=year, version=version)


@decided_by(rules.may_read, edition_at)
@require_safe
def edition(request: UserRequest, edition: Edition) -> HttpResponse:
    """What the edition holds, how it is cited, and what it changed."""
    release, revised = edition.release, []
    if edition.version > 1:
        revised = [(key, words.variable_name(code), before, now) for key, code, before, now in islice(changes(edition), SHOWN_CHANGES)]
    context = {
        "edition": edition,
        "release": release,
        "collection": release.collection,
        "others": release.editions.exclude(pk=edition.pk),
        "latest": not release.editions.filter(version__gt=edition.version).exists(),
        "sheets": SHEETS,
        "revised": revised,
        "address": address_of(edition),
    }
    return render(request, "returns/edition.html", context)


@decided_by(rules.may_read, edition_at)
@require_safe
def package(request: UserRequest, edition: Edition) -> HttpResponseBase:
    """The data package as it was frozen."""
    if not edition.sha256:
        raise Http404
    try:
        content = edition.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(content, as_attachment=True, filename=edition.name, content_type="application/zip")
