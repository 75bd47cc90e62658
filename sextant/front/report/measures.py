"""Numbers about the reports themselves."""

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source, register
from sextant.base.permissions.pages import anyone
from sextant.front.report.models import Report


def _table(period: Period) -> Table:
    columns = (
        Column("year", _("Year"), lambda report: report.year),
        Column("edition", _("Edition"), lambda report: report.edition),
        Column("published", _("Published"), lambda report: report.published_at.date()),
        Column("fingerprint", _("Fingerprint of the inputs"), lambda report: report.fingerprint),
    )
    rows = Report.objects.published().filter(published_at__date__range=(period.start, period.end)).order_by("year", "edition")
    return Table("reports-published", columns, rows)


def reports_published(period: Period, scope: Scope) -> Figure:
    """Monitoring reports published between the first and the last day of the period, new editions counted too."""
    return Figure(float(_table(period).rows.count()), Source(lambda: _table(period)))  # type: ignore[attr-defined]


def register_measures() -> None:
    register(
        Measure(
            "report.published",
            _("Monitoring reports published"),
            _("Reports and new editions published in the period."),
            _("reports"),
            reports_published,
            anyone,
        )
    )
