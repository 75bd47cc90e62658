"""The other analyses of an edition: the list, one with its drawing and its table, and the drawing by itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.observatory import rules
from sextant.work.observatory.models import Analysis, Edition
from sextant.work.observatory.queries.editions import NAMES, language
from sextant.work.observatory.views.editions import as_file, edition_at, flat, shown_of

SHOWN = 25


def other_at(code: str, number: int, name: str) -> Analysis:
    """One of the other analyses of an edition."""
    if name in (*NAMES, "sources"):
        raise Http404
    edition = edition_at(code, number)
    analysis = edition.analyses.filter(name=name).first()
    if analysis is None:
        raise Http404
    analysis.edition = edition
    return analysis


def may_read_analysis(user: Any, analysis: Analysis) -> bool:
    return rules.may_read_edition(user, analysis.edition)


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def others(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What else was made; what the corpus does not allow is named with the reason."""
    rows = edition.analyses.exclude(name__in=(*NAMES, "sources")).values_list("name", "extra__title", "notes", "extra__drawing__en")
    tongue, found, absent = language(), [], []
    for name, titles, notes, drawn in rows:
        if drawn or not notes:
            found.append((name, titles[tongue]))
        else:
            absent.append((titles[tongue], notes[0][tongue]))
    return render(request, "observatory/others.html", shown_of(edition, None, found=found, absent=absent))


@decided_by(may_read_analysis, other_at)
@require_safe
def other(request: HttpRequest, analysis: Analysis) -> HttpResponseBase:
    """One analysis: its drawing, its table, and both as files."""
    edition, tongue = analysis.edition, language()
    if "format" in request.GET:
        return as_file(edition, analysis.name, analysis.rows, request.GET["format"])
    headings, other_tongue = analysis.extra["headings"].get(tongue, {}), "_ru" if tongue == "en" else "_en"
    columns = [name for name in headings if not name.endswith(other_tongue)]
    rows = [[_cell(flat(row).get(name)) for name in columns] for row in analysis.rows]
    shown = {
        "title": analysis.extra["title"][tongue],
        "headings": [headings[name] for name in columns],
        "page": paged(request, rows, SHOWN),
        "drawn": bool(analysis.extra["drawing"].get(tongue)),
    }
    return render(request, "observatory/other.html", shown_of(edition, analysis, **shown))


def _cell(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


@decided_by(may_read_analysis, other_at)
@require_safe
def drawing(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """The drawing in the reader's language, as SVG that stands alone."""
    drawn = analysis.extra["drawing"].get(language())
    if not drawn:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})
