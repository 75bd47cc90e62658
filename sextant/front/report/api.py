"""Published reports as data."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, ensure, operation_decided_by
from sextant.front.report import opendata, queries, rules
from sextant.front.report.models import Report

router = Router(tags=["reports"])


class ReportLine(Schema):
    """One report in the list."""

    year: int
    edition: int
    state: str
    title_ru: str
    title_en: str
    fingerprint: str
    published_at: datetime | None


@router.get("/", response=list[ReportLine], summary="Monitoring reports")
@paginate(Pages)
@operation_decided_by(anyone)
def reports(request: HttpRequest) -> Any:
    """Published reports, and open ones for those who work on them."""
    return queries.reports_for(request.user)


@router.get("/{int:year}/figures/", response=list[dict[str, Any]], summary="Figures of a report")
@paginate(Pages)
@operation_decided_by(anyone)
def figures(request: HttpRequest, year: int) -> Any:
    """Every figure of the year's report with its target, course, and the number and fingerprint of the rows behind it."""
    report: Report = queries.report_of_year(year)
    ensure(rules.may_read(request.user, report))
    return opendata.figure_records(report)
