"""Reading the report, its figures and their rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sextant.base.exports.downloads import attached
from sextant.base.exports.tables import download
from sextant.base.measures.registry import SMALL_CELL
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.front.report import files, queries, rules
from sextant.front.report.charting import with_charts
from sextant.front.report.document import document, figure_values
from sextant.front.report.models import Report, ReportFigure


def _language() -> str:
    return (get_language() or "ru")[:2]


@decided_by(anyone)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """All reports the reader may read."""
    found = queries.reports_for(request.user)
    return render(request, "report/list.html", {"reports": found, "may_open": rules.may_open_report(request.user)})


@decided_by(rules.may_read, queries.report_of_year)
@require_safe
def read(request: HttpRequest, report: Report) -> HttpResponse:
    """The report as a page."""
    content = with_charts(document(report, _language()))
    names = files.names_of(report, ("ru", "en"))
    return render(request, "report/read.html", {"report": report, "document": content, "files": names, "may_edit": rules.is_editor(request.user)})


@decided_by(rules.may_see_figure, queries.figure_of_report)
@require_safe
def figure(request: HttpRequest, figure: ReportFigure) -> HttpResponseBase:
    """One figure: where it comes from, and the rows behind it for those who may see them."""
    open_rows = rules.may_see_rows(request.user, figure)
    table = queries.rows_table(figure, _language()) if open_rows else None
    if table is not None and "format" in request.GET:
        return download(table, request.GET["format"])
    content: dict[str, Any] = {"report": figure.report, "figure": figure, "written": with_charts(figure_values(figure, _language()))}
    if table is not None:
        content |= {"columns": table.columns, "page": paged(request, list(table.records()))}
    small = figure.rows is not None and figure.rows.persons and figure.rows.count < SMALL_CELL and not open_rows
    return render(request, "report/figure.html", {**content, "open_rows": open_rows, "withheld": small})


def _file_of(year: int, name: str) -> tuple[Report, str]:
    report = queries.report_of_year(year)
    if name not in files.names_of(report, ("ru", "en")):
        raise Http404
    return report, name


def _may_read_file(user: Any, found: tuple[Report, str]) -> bool:
    return rules.may_read(user, found[0])


@decided_by(_may_read_file, _file_of)
@require_safe
def file(request: HttpRequest, found: tuple[Report, str]) -> HttpResponse:
    """One file of the report as a download."""
    report, name = found
    return attached(files.content_of(report, name), name)
