"""One indicator: its series, its groups in one year, and the libraries in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from sextant.base.ui.bars import distribution
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, Series, Strip, line_chart
from sextant.base.ui.charts import Point as Dot
from sextant.lab.returns import indicators
from sextant.work.returns.models import Aggregate, Collection, LibraryReturn, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.figures import Point
from sextant.work.returns.queries.protection import why_group_withheld


@dataclass(frozen=True)
class GroupRow:
    """A group's figure in one year."""

    code: str
    name: str
    figure: Aggregate

    @property
    def why(self) -> str:
        """Why it is withheld from a group, in words."""
        return why_group_withheld(self.figure)


def group_rows(release: YearRelease, code: str, kind: str) -> list[GroupRow]:
    """The figures of all regions or size classes of a year."""
    regions = words.region_names(release.collection) if kind == "region" else {}
    held = {row.group: row for row in Aggregate.objects.filter(release=release, indicator=code, is_variable=False, group_kind=kind)}
    order = list(words.groups.size_names()) if kind == "size" else sorted(held)
    return [GroupRow(group, words.group_name(kind, group, regions), held[group]) for group in order if group in held]


def series_chart(points: list[Point], code: str, collection: Collection, breaks: Sequence[Break] = ()) -> Chart:
    """The figure of all libraries over the years, with the median and the quartiles of libraries, and the breaks of the series."""
    unit, decimals = words.indicator_unit(code, collection), indicators.definitions()[code].decimals
    lines = (
        (words._("all together"), "value"),
        (words._("median library"), "median"),
        (words._("upper quartile"), "q3"),
        (words._("lower quartile"), "q1"),
    )
    series = [Series(name, [Dot(point.year, getattr(point, part)) for point in points]) for name, part in lines]
    return line_chart(series, title=words.indicator_name(code), unit=unit, decimals=decimals, breaks=breaks)


def groups_chart(rows: list[GroupRow], title: str, unit: str, decimals: int) -> Chart:
    """Median and middle half of each group."""
    strips = [
        Strip(row.name, row.figure.q1, row.figure.q1, row.figure.median, row.figure.q3, row.figure.q3, own=row.figure.value)
        for row in rows
        if row.figure.q1 is not None and row.figure.q3 is not None and row.figure.median is not None
    ]
    return distribution(strips, title=title, unit=unit, decimals=decimals)


def ranking(release: YearRelease, code: str, *, ascending: bool = False) -> QuerySet[LibraryReturn]:
    """The libraries that have the indicator in a year, in order of its value, carried as `figure`."""
    rows = LibraryReturn.objects.filter(release=release, is_current=True, indicators__has_key=code)
    rows = rows.annotate(figure=Cast(KT(f"indicators__{code}"), FloatField())).select_related("library")
    return rows.order_by(F("figure").asc() if ascending else F("figure").desc(), "library__name", "library_id")


def ranking_records(release: YearRelease, code: str) -> QuerySet[LibraryReturn, Any]:
    """The same as records for programs: year, library, indicator and value."""
    named = {"unit_id": F("library__key"), "unit_name": F("library__name"), "indicator": Value(code), "value": F("figure")}
    return ranking(release, code).values("year", **named)
