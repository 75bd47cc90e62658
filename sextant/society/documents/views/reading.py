"""For readers: the list, a document, one of its versions as page, PDF, text and JSON, and two versions compared."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.documents import printed, rules, states
from sextant.society.documents.clauses import canonical_json
from sextant.society.documents.forms.documents import DocumentFilter
from sextant.society.documents.forms.rounds import CompareForm
from sextant.society.documents.kinds import known
from sextant.society.documents.models import Document, Version
from sextant.society.documents.queries.comparing import version_compared
from sextant.society.documents.queries.documents import (
    counts_of_comments,
    document_at,
    documents_table,
    documents_wanted,
    owner_of,
    readable,
    stages_of,
    version_at,
    version_shown,
    versions_readable,
)
from sextant.society.documents.queries.steps import steps_of


@decided_by(anyone)
@require_safe
def documents(request: HttpRequest) -> HttpResponseBase:
    """Documents that the reader may see, with filters; `?format=` downloads what is on the screen."""
    form = DocumentFilter(request.GET or None)
    rows = documents_wanted(readable(request.user), form.wish())
    if "format" in request.GET:
        return download(documents_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows, 25), "drafts": rules.may_draft(request.user)}
    return render(request, "documents/_documents.html" if part_wanted(request) else "documents/documents.html", shown)


def _page(request: HttpRequest, document: Document, version: Version, versions: list[Version]) -> HttpResponse:
    """A version laid out to be read, with everything that this reader may do next."""
    user, edits, newest = request.user, rules.may_edit(request.user, document), versions[0]
    counts = counts_of_comments(version) if version.consultations.all() else {}
    consultation = next((one for one in newest.consultations.all() if one.closed_at is None), None)
    votes = [*(one for one in newest.votes.all() if one.is_open), *version.votes.all()]
    vote = next((one for one in votes if rules.may_see_vote(user, one)), None)
    shown = {
        "document": document,
        "version": version,
        "versions": versions,
        "newest": newest,
        "before": next((one for one in versions if one.number < version.number), None),
        "clauses": [(clause, counts.get(clause.pk, 0)) for clause in version.ordered_clauses],
        "on_whole": counts.get(None, 0),
        "comments": sum(counts.values()),
        "consultation": consultation,
        "may_comment": rules.may_comment(user, version),
        "talks": bool(version.consultations.all()),
        "vote": vote,
        "may_vote": vote is not None and rules.may_vote(user, vote),
        "edits": edits,
        "steps": steps_of(document, newest) if edits and known(document.kind) else [],
        "owner": owner_of(document),
        "stages": stages_of(document),
        "both": request.GET.get("languages") == "both",
        "publication": getattr(version, "publication", None) if version.state in states.LAID_OPEN else None,
        "leads_to": _leads_to(document) if version.state == states.PUBLISHED else None,
    }
    return render(request, "documents/document.html", shown)


def _leads_to(document: Document) -> tuple[str, str] | None:
    """What the house of the kind has made of the published document."""
    kind = known(document.kind)
    return kind.leads_to(document) if kind is not None and kind.leads_to is not None else None


@decided_by(rules.may_read_document, document_at)
@require_safe
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """The published version, or the newest one that the reader may see."""
    versions = versions_readable(request.user, document)
    found = version_shown(versions)
    if found is None:
        raise Http404
    return _page(request, document, found, versions)


@decided_by(rules.may_read, version_at)
@require_safe
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """One version under its own address, which stays."""
    whole = document_at(version.document.code)
    versions = versions_readable(request.user, whole)
    found = next(one for one in versions if one.number == version.number)
    return _page(request, whole, found, versions)


def _language() -> str:
    return (get_language() or "ru")[:2]


@decided_by(rules.may_read, version_at)
@require_safe
def version_pdf(request: HttpRequest, version: Version) -> HttpResponse:
    """The version as accessible PDF in the language of the address; the same bytes every time."""
    language = _language()
    response = HttpResponse(printed.version_pdf(version, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{version.document.code}-{version.number}-{language}.pdf"'
    return response


@decided_by(rules.may_read, version_at)
@require_safe
def version_text(request: HttpRequest, version: Version) -> HttpResponse:
    """The version as plain text in the language of the address."""
    return HttpResponse(printed.version_text(version, _language()), content_type="text/plain; charset=utf-8")


@decided_by(rules.may_read, version_at)
@require_safe
def version_json(request: HttpRequest, version: Version) -> HttpResponse:
    """The canonical form; its SHA-256 is the fingerprint."""
    response = HttpResponse(canonical_json(version, version.ordered_clauses), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{version.document.code}-{version.number}.json"'
    return response


@decided_by(rules.may_read_document, document_at)
@require_safe
def compare(request: HttpRequest, document: Document) -> HttpResponse:
    """Two versions word by word: `before`, `after` and `language` (ru, en or both) are in the address."""
    versions = versions_readable(request.user, document)
    by_number = {one.number: one for one in reversed(versions)}
    numbers = list(by_number)
    given: dict[str, Any] = {"before": numbers[-2:][0], "after": numbers[-1], "language": _language()}
    given |= {name: value for name, value in request.GET.items() if name in given and value}
    form = CompareForm(given, numbers=numbers)
    shown: dict[str, Any] = {"document": document, "form": form, "few": len(numbers) < 2}
    if form.is_valid():
        languages = ("ru", "en") if form.cleaned_data["language"] == "both" else (form.cleaned_data["language"],)
        pair = by_number[form.cleaned_data["before"]], by_number[form.cleaned_data["after"]]
        shown["rows"], shown["counted"] = version_compared(*pair, languages)
        shown |= {"before": pair[0], "after": pair[1], "languages": languages}
    return render(request, "documents/_compared.html" if part_wanted(request) else "documents/compare.html", shown)
