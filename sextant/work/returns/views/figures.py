"""An indicator, and a region."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.lab.returns import indicators
from sextant.work.returns import rules
from sextant.work.returns.models import Collection, YearRelease
from sextant.work.returns.queries import drawings, figures, words
from sextant.work.returns.queries import indicators as held
from sextant.work.returns.queries.libraries import libraries
from sextant.work.returns.queries.notions import marked, notions_of
from sextant.work.returns.views.holdings import collection_at

COLUMNS = (
    Column("year", gettext_lazy("Year"), lambda row: row.year),
    Column("unit_id", gettext_lazy("Key"), lambda row: row.library.key),
    Column("unit_name", gettext_lazy("Library"), lambda row: row.library.name),
    Column("region", gettext_lazy("Region"), lambda row: row.region),
    Column("value", gettext_lazy("Value"), lambda row: row.figure),
)


def indicator_at(code: str, indicator: str) -> tuple[Collection, indicators.Indicator]:
    """A collection and an indicator that there is."""
    if indicator not in indicators.definitions():
        raise Http404
    return collection_at(code), indicators.definitions()[indicator]


@decided_by(rules.may_read, indicator_at)
def indicator(request: HttpRequest, found: tuple[Collection, indicators.Indicator]) -> HttpResponseBase:
    """What it means, its series, its groups in one year, and the libraries in order."""
    collection, indicator = found
    code = indicator.code
    breaks = notions_of(collection).of_code(code)
    points = marked(figures.group_series(collection, "all", "all", [code]).get(code, []), breaks)
    release = _release(collection, points, request.GET.get("year", ""))
    ranking = held.ranking(release, code, ascending=request.GET.get("order") == "up") if release else None
    if ranking is not None and request.GET.get("q"):
        ranking = ranking.filter(library__in=libraries(request.GET["q"], collection, user=request.user))
    if ranking is not None and request.GET.get("format"):
        table = Table(f"{code}-{collection.code}-{release.year if release else ''}", COLUMNS, ranking.iterator(chunk_size=500))
        return download(table, request.GET["format"])
    unit = words.indicator_unit(code, collection)
    sizes, regions = (held.group_rows(release, code, kind) if release else [] for kind in ("size", "region"))
    whole = next((point.value for point in points if release and point.year == release.year), None)
    name = words.indicator_name(code)
    bars = [(row.name, row.figure.value, reverse("returns:region", args=[collection.code, row.code]) if row.code else "") for row in regions]
    context = {
        "collection": collection,
        "indicator": indicator,
        "name": name,
        "definition": words.text_of(indicator, "definition"),
        "formula": words.formula_in_words(code),
        "unit": unit,
        "points": points,
        "chart": held.series_chart(points, code, collection, breaks),
        "release": release,
        "sizes": sizes,
        "sizes_chart": held.groups_chart(sizes, _("By size of library"), unit, indicator.decimals),
        "regions": regions,
        "regions_chart": drawings.regions_chart(bars, whole, title=_("By region: %(unit)s") % {"unit": unit}, unit=unit, decimals=indicator.decimals),
        "page": paged(request, ranking) if ranking is not None else None,
    }
    return render(request, "returns/indicator.html", context)


def _release(collection: Collection, points: list[figures.Point], asked: str) -> YearRelease | None:
    """The year asked for, or the latest that has the figure."""
    known = [point.year for point in points if point.value is not None]
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (known or [0])[-1]
    return collection.years.select_related("collection").filter(year=year).first()


def region_at(code: str, region: str) -> tuple[Collection, str]:
    """A collection and a region in which it has libraries."""
    collection = collection_at(code)
    if not collection.libraries.filter(region=region).exists():
        raise Http404
    return collection, region


@decided_by(rules.may_read, region_at)
def region(request: HttpRequest, found: tuple[Collection, str]) -> HttpResponse:
    """A region: its indicators over the years beside those of all libraries, and its libraries."""
    collection, code = found
    name = words.region_names(collection).get(code, code)
    shown = figures.shown_series(figures.group_series(collection, "region", code), collection)
    everywhere = {series.code: series for series in figures.shown_series(figures.group_series(collection, "all", "all"), collection)}
    context = {
        "collection": collection,
        "code": code,
        "name": name,
        "charts": figures.large_charts(shown, name, notions_of(collection, code).of_code, everywhere),
        "indicators": shown,
        "in_region": True,
        "page": paged(request, libraries(request.GET.get("q", ""), collection, code, request.user)),
    }
    return render(request, "returns/region.html", context)
