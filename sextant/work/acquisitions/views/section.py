"""The section's page: which libraries have profiles, and what children lack."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.queries.pictures import bars_of
from sextant.work.acquisitions.queries.section import FEWEST, gaps_over, libraries_counted, not_counted

COLUMNS = (
    Column("library", gettext_lazy("Library"), lambda row: str(row.collection)),
    Column("made_at", gettext_lazy("Profile of"), lambda row: row.collection.profile.made_at if row.collection.profile else None),
    Column("copies", gettext_lazy("Copies"), lambda row: row.copies),
    Column("renewal", gettext_lazy("Renewal"), lambda row: row.renewal),
    Column("recent", gettext_lazy("Recent editions"), lambda row: row.recent),
    Column("coverage", gettext_lazy("Coverage of lists"), lambda row: row.coverage),
)


@decided_by(rules.is_keeper)
@require_safe
def section(request: HttpRequest) -> HttpResponseBase:
    """Libraries that agreed, one by one; gaps over all of them, small cells left out."""
    rows = libraries_counted()
    if "format" in request.GET:
        return download(Table("collections", COLUMNS, rows), request.GET["format"])
    gaps = gaps_over(rows)
    bars = [(f"{gap.language}, {gap.age}", gap.rate, "") for gap in gaps]
    shown = {
        "page": paged(request, rows),
        "others": not_counted(),
        "gaps": gaps,
        "picture": bars_of(bars, title=_("Copies for 100 children, the fewest first")),
        "fewest": FEWEST,
    }
    return render(request, "acquisitions/section.html", shown)
