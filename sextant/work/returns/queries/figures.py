"""Figures of indicators and variables: of libraries and of groups, year by year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, sparkline
from sextant.lab.returns import indicators
from sextant.work.returns.models import Aggregate, Collection, LibraryReturn, YearRelease
from sextant.work.returns.queries import drawings, words
from sextant.work.returns.queries.protection import why_group_withheld

BreaksOf = Callable[[str], Sequence[Break]]
"""The breaks of a series by its code."""
GROUP_FIELDS = ("n", "median", "q1", "q3")


def default_collection() -> Collection | None:
    """The collection that feeds the agenda, or else the first one with figures."""
    return Collection.objects.filter(feeds_agenda=True).first() or Collection.objects.filter(years__isnull=False).order_by("code").first()


def returns_of(release: YearRelease) -> QuerySet[LibraryReturn]:
    """The returns in force of a year, in the order of the survey's keys."""
    return LibraryReturn.objects.filter(release=release, is_current=True).select_related("library").order_by("library__key")


def indicator_records(release: YearRelease, only: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every indicator of every library of a year; streamed."""
    codes = only or list(indicators.definitions())
    units = {code: words.indicator_unit(code, release.collection) for code in codes}
    rows = returns_of(release).values_list("library__key", "library__name", "indicators", "gaps")
    for key, name, values, gaps in rows.iterator(chunk_size=500):
        for code in codes:
            value = values.get(code)
            status = "ok" if value is not None else gaps.get(code, ["not_collected"])[0]
            yield {"year": release.year, "unit_id": key, "unit_name": name, "indicator": code, "value": value, "unit": units[code], "status": status}


def group_records(release: YearRelease, kind: str, only: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every indicator of every group of a year, with how many libraries it rests on, median and quartiles."""
    regions = words.region_names(release.collection)
    held = {(row.group, row.indicator): row for row in Aggregate.objects.filter(release=release, is_variable=False, group_kind=kind)}
    for group in groups_of(release, kind):
        for code in only or list(indicators.definitions()):
            row = held.get((group, code)) or Aggregate(status="not_collected")
            yield {
                "year": release.year,
                "unit_id": group,
                "unit_name": words.group_name(kind, group, regions),
                "indicator": code,
                "value": row.value,
                "unit": words.indicator_unit(code, release.collection),
                "status": row.status,
                **{name: getattr(row, name) for name in GROUP_FIELDS},
            }


def groups_of(release: YearRelease, kind: str) -> list[str]:
    """The groups a year's libraries fall into: regions by code, classes from small to large."""
    held = set(Aggregate.objects.filter(release=release, group_kind=kind).values_list("group", flat=True))
    if kind == "size":
        return [code for code in words.groups.size_names() if code in held]
    return sorted(held)


@dataclass(frozen=True)
class Point:
    """One year of a series: the figure, its change against the latest earlier year that has one, and why it means something else (`broken`)."""

    year: int
    value: float | None
    status: str = "ok"
    reason: str = ""
    n: int | None = None
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    broken: str = ""
    earlier_year: int | None = None
    difference: float | None = None
    percent: float | None = None


def with_changes(points: list[Point]) -> list[Point]:
    """The same points, each set against the latest earlier one with a value."""
    changed, earlier = [], None
    for point in sorted(points, key=lambda point: point.year):
        if point.value is not None and earlier is not None and earlier.value is not None:
            difference = point.value - earlier.value
            percent = difference / earlier.value * 100 if earlier.value else None
            point = Point(**{**point.__dict__, "earlier_year": earlier.year, "difference": difference, "percent": percent})
        changed.append(point)
        if point.value is not None:
            earlier = point
    return changed


def group_series(collection: Collection, kind: str, group: str, codes: list[str] | None = None, *, variables: bool = False) -> dict[str, list[Point]]:
    """The series of one group by indicator (or variable), every year held in it, those without a figure with their reason."""
    rows = Aggregate.objects.filter(release__collection=collection, group_kind__in=[kind, "all"], is_variable=variables)
    if codes is not None:
        rows = rows.filter(indicator__in=codes)
    found: dict[tuple[str, int], Aggregate] = {}
    for row in rows.filter(group__in=[group, "all"]).select_related("release"):
        if row.group_kind == kind or row.status == "not_collected":
            found.setdefault((row.indicator, row.release.year), row)
    series: dict[str, list[Point]] = {}
    for (code, year), row in sorted(found.items()):
        reason = words.not_collected_reason(year, row.missing) if row.status == "not_collected" else why_group_withheld(row)
        series.setdefault(code, []).append(Point(year, row.value, row.status, reason, row.n, row.median, row.q1, row.q3))
    return {code: with_changes(points) for code, points in series.items()}


@dataclass(frozen=True)
class Shown:
    """An indicator's series as a page shows it: names, the figure of one year, and a line of all."""

    code: str
    name: str
    unit: str
    decimals: int
    points: list[Point]
    latest: Point
    spark: Chart


def shown_series(series: dict[str, list[Point]], collection: Collection, year: int | None = None) -> list[Shown]:
    """Series in the order of the definitions; the figure shown is that of the year, or the latest there is."""
    found = []
    for code, indicator in indicators.definitions().items():
        points = series.get(code, [])
        of_year = [point for point in points if year is None or point.year == year]
        if not of_year:
            continue
        latest = next((point for point in reversed(of_year) if point.value is not None), of_year[-1])
        name = words.indicator_name(code)
        spark = sparkline([point.value for point in points], title=name)
        found.append(Shown(code, name, words.indicator_unit(code, collection), indicator.decimals, points, latest, spark))
    return found


def large_charts(shown: list[Shown], own: str, breaks_of: BreaksOf, others: dict[str, Shown] | None = None) -> list[Chart]:
    """The first indicators of a page drawn large with their breaks; `others` is set beside them, such as all libraries beside a region."""
    drawn: list[Chart] = []
    for one in shown:
        if sum(point.value is not None for point in one.points) > 1 and len(drawn) < drawings.MULTIPLES:
            series = own, [(point.year, point.value) for point in one.points]
            beside = None
            if others and one.code in others:
                known = {point.year: point.value for point in others[one.code].points}
                beside = str(words._("all libraries")), known.get
            drawn.append(drawings.beside(one.name, one.unit, one.decimals, series, beside, breaks_of(one.code)))
    return drawn


@dataclass(frozen=True)
class Total:
    """A variable over all libraries of a year: its total, how many gave it, median and quartiles."""

    code: str
    name: str
    unit: str
    figure: Aggregate

    @property
    def why(self) -> str:
        """Why it is withheld from a group, in words."""
        return why_group_withheld(self.figure)


def totals(release: YearRelease) -> list[Total]:
    """The totals of all variables that were asked for in a year, in the order of the dictionary."""
    rows = {row.indicator: row for row in Aggregate.objects.filter(release=release, is_variable=True, group_kind="all")}
    return [
        Total(code, words.variable_name(code), words.variable_unit(code, release.collection), rows[code])
        for code in words.dictionary.variables()
        if code in rows
    ]
