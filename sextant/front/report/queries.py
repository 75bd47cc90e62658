"""Reports, their figures and rows as the pages need them."""

from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.permissions.queries import holds
from sextant.base.words.fields import in_language
from sextant.front.report import states
from sextant.front.report.figures import unpacked
from sextant.front.report.models import Report, ReportFigure, Words


def reports_for(user: Any) -> QuerySet[Report]:
    """Published reports for everybody; open and withdrawn ones for the office and the editor too."""
    reports = Report.objects.select_related("agenda")
    return reports if holds(user, "secretary", "director", "editor") else reports.published()


def report_of_year(year: int) -> Report:
    """The edition that stands for the year: the latest published one, else the latest open one; 404 when there is none."""
    reports = Report.objects.select_related("agenda").filter(year=year).exclude(state=states.WITHDRAWN)
    return reports.published().first() or get_object_or_404(reports[:1])


def open_report_of_year(year: int) -> Report:
    """The edition that is being written, else the one that stands for the year."""
    editing = Report.objects.select_related("agenda").filter(year=year, state__in=[states.DRAFT, states.REVIEW]).first()
    return editing or report_of_year(year)


def figure_of_report(year: int, pk: int) -> ReportFigure:
    return get_object_or_404(ReportFigure.objects.select_related("report__agenda", "rows", "indicator"), pk=pk, report__year=year)


def words_of(year: int, code: str) -> Words:
    """The words of one direction in the edition being written."""
    report = open_report_of_year(year)
    return get_object_or_404(Words.objects.select_related("report__agenda", "direction"), report=report, direction__code__iexact=code)


def rows_table(figure: ReportFigure, language: str) -> Table | None:
    """The frozen rows as a table with titles in the language; None where the figure has none."""
    if figure.rows is None:
        return None
    columns = tuple(Column(column["name"], in_language(column, language), itemgetter(place)) for place, column in enumerate(figure.rows.columns))
    name = f"rows-{figure.report.year}-{figure.guideline_code}-{figure.indicator_code}".lower()
    return Table(name, columns, list(unpacked(figure.rows.data)))


def reports_table() -> Table:
    """All reports with their states and fingerprints, for the office's exports."""
    columns = (
        Column("year", _("Year"), lambda report: report.year),
        Column("edition", _("Edition"), lambda report: report.edition),
        Column("state", _("State"), lambda report: report.state),
        Column("published_at", _("Published"), lambda report: report.published_at),
        Column("fingerprint", _("Fingerprint of the inputs"), lambda report: report.fingerprint),
    )
    return Table("reports", columns, Report.objects.all())
