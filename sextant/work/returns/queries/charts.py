"""Charts that leave the site: an indicator over the years, by region, by size of library, with the line that tells whose figures they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart
from sextant.lab.returns import indicators
from sextant.work.returns.models import Aggregate, ChartKind, Citation, Collection
from sextant.work.returns.queries import drawings, words
from sextant.work.returns.queries import indicators as held
from sextant.work.returns.queries.figures import Point
from sextant.work.returns.queries.notions import Notions, notions_of

GROUP_KINDS = {ChartKind.REGIONS.value: "region", ChartKind.SIZES.value: "size"}


@dataclass(frozen=True)
class Wanted:
    """A chart asked for; without a year the latest that has figures."""

    collection: Collection
    indicator: str
    kind: str
    year: int | None = None


@dataclass(frozen=True)
class Shown:
    """A chart with what must stand beside it: what is drawn, whose figures, licence, and the page that has more."""

    wanted: Wanted
    chart: Chart
    note: str
    year: int | None
    source: str
    licence: str
    licence_url: str
    page: str

    @property
    def credit(self) -> str:
        """Source and licence on one line, for pictures."""
        return f"{self.source}. {self.licence}" if self.licence else self.source


def charts(wanted: Sequence[Wanted]) -> list[Shown]:
    """All charts asked for; three queries however many there are, and for each collection one for the names of regions and those of its breaks."""
    collections = {one.collection.pk: one.collection for one in wanted}
    rows = Aggregate.objects.filter(
        release__collection__in=collections,
        is_variable=False,
        indicator__in={one.indicator for one in wanted},
        group_kind__in={GROUP_KINDS.get(one.kind, "all") for one in wanted} | {"all"},
    )
    figures: dict[tuple[int, str], list[Aggregate]] = {}
    for row in rows.select_related("release").order_by("release__year", "group"):
        figures.setdefault((row.release.collection_id, row.indicator), []).append(row)
    citations = {one.collection_id: one for one in Citation.objects.filter(collection__in=collections)}
    mapped = any(one.kind == ChartKind.REGIONS for one in wanted)
    regions = {pk: words.region_names(one) for pk, one in collections.items()} if mapped else {}
    over_years = {one.collection.pk for one in wanted if one.kind == ChartKind.YEARS}
    notions = {pk: notions_of(one) for pk, one in collections.items() if pk in over_years}
    return [
        _shown(
            one,
            figures.get((one.collection.pk, one.indicator), []),
            citations.get(one.collection.pk),
            regions.get(one.collection.pk, {}),
            notions.get(one.collection.pk),
        )
        for one in wanted
    ]


def _shown(wanted: Wanted, rows: list[Aggregate], citation: Citation | None, regions: dict[str, str], notions: Notions | None) -> Shown:
    page = reverse("returns:indicator", args=[wanted.collection.code, wanted.indicator])
    source = (citation.source if citation else "") or wanted.collection.name or wanted.collection.code
    told = (citation.licence, citation.licence_url) if citation else ("", "")
    if wanted.kind == ChartKind.YEARS:
        note = _("All together: the formula over the sums of all libraries that have every input. A year that was not collected is a gap.")
        return Shown(wanted, _over_years(wanted, rows, notions or Notions()), note, None, source, *told, page)
    chart, year = _groups(wanted, rows, regions)
    by_size = wanted.kind == ChartKind.SIZES
    note = _("The box is the middle half of libraries, the stroke their median, the mark the group as a whole.") if by_size else ""
    return Shown(
        wanted, chart, note or _("All libraries together stand out among the regions."), year, source, *told, f"{page}?year={year}" if year else page
    )


def _over_years(wanted: Wanted, rows: list[Aggregate], notions: Notions) -> Chart:
    points = [Point(row.release.year, row.value, row.status, "", row.n, row.median, row.q1, row.q3) for row in rows if row.group_kind == "all"]
    return held.series_chart(points, wanted.indicator, wanted.collection, notions.of_code(wanted.indicator))


def _groups(wanted: Wanted, rows: list[Aggregate], regions: dict[str, str]) -> tuple[Chart, int | None]:
    """The groups of one year, and which year that is."""
    kind = GROUP_KINDS[wanted.kind]
    of_kind = [row for row in rows if row.group_kind == kind]
    years = sorted({row.release.year for row in of_kind if row.value is not None})
    year = wanted.year if wanted.year in years else (years[-1] if years else None)
    definition = indicators.definitions()[wanted.indicator]
    unit = words.indicator_unit(wanted.indicator, wanted.collection)
    title = f"{words.indicator_name(wanted.indicator)}, {year}" if year else words.indicator_name(wanted.indicator)
    figures = {row.group: row for row in of_kind if row.release.year == year}
    if kind == "size":
        order = [code for code in words.groups.size_names() if code in figures]
        groups = [held.GroupRow(code, words.size_name(code), figures[code]) for code in order]
        return held.groups_chart(groups, title, unit, definition.decimals), year
    bars = [(words.group_name("region", code, regions), figures[code].value, "") for code in sorted(figures)]
    whole = next((row.value for row in rows if row.group_kind == "all" and row.release.year == year), None)
    return drawings.regions_chart(bars, whole, title=title, unit=unit, decimals=definition.decimals), year
