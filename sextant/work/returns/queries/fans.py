"""Fan charts of returns: the nation or a region with its declared breaks, and small ones for a library."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.jobs.states import DONE
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import Band
from sextant.base.ui.fans import fan_chart
from sextant.work.returns.models import Library, LibraryForecast, LibraryReturn
from sextant.work.returns.queries.ahead import Named, breaks_of, named, touching
from sextant.work.returns.queries.notions import Notions

SMALL = ("visits", "loans", "registered_users", "programmes", "staff_fte", "stock")
"""Main variables of which a library's page shows the first that could be forecast."""
MOST_SMALL = 4


def fan(
    about: Named, past: Sequence[Sequence[Any]], ahead: Sequence[Sequence[Any]], breaks: Sequence[Break], *, title: str = "", small: bool = False
) -> Chart:
    """What was and what lies ahead of one series."""
    return fan_chart(
        Series(pgettext("figures", "Known"), [Point(int(year), value) for year, value in past]),
        Series(_("Expected"), [Point(int(year), value) for year, value, _low, _high in ahead]),
        [Band(int(year), low, high) for year, _value, low, high in ahead],
        title=title or about.name,
        unit=about.unit,
        band_name=_("eight times in ten within this band"),
        breaks=breaks,
        decimals=about.decimals,
        width=520 if small else 720,
        height=230 if small else 300,
    )


def with_notions(heeded: Sequence[Break], notions: Notions, code: str) -> list[Break]:
    """The breaks that a forecast heeded, and where the notion of the series changed."""
    return replace(notions, declared=list(heeded)).of_code(code)


def fans_of(library: Library, held: Sequence[LibraryReturn], notions: Notions) -> list[Chart]:
    """Small forecasts of a library's main variables; values that came in imputed are no truth and left out. One query."""
    rows = LibraryForecast.objects.filter(library=library, run__outcome=DONE).select_related("run")
    told = rows.order_by("-run__number").first()
    if told is None:
        return []
    found = []
    for code in [code for code in SMALL if code in told.series][:MOST_SMALL]:
        past = [(row.year, None if row.origins.get(code) == "imputed" else row.values.get(code)) for row in held]
        about = named(code, True, library.collection)
        found.append(
            fan(about, past, told.series[code]["ahead"], with_notions(touching(breaks_of(told.run), library.region), notions, code), small=True)
        )
    return found
