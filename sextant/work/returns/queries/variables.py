"""One variable over the years, with and without imputations, and library by library in one year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from sextant.base.exports.tables import Table
from sextant.base.jobs.states import DONE
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, Series, line_chart
from sextant.base.ui.charts import Point as Dot
from sextant.work.returns.models import Collection, FilledVariable, Filling, Library, LibraryReturn, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.figures import Point, group_series
from sextant.work.returns.queries.guesses import Guess, guesses_in
from sextant.work.returns.queries.libraries import Cell, cell_of
from sextant.work.returns.queries.notions import marked
from sextant.work.returns.queries.tables import HOW, columns_of, observation

BATCH = 500


@dataclass(frozen=True)
class YearTotal:
    """A year of a variable: the total of what is held, and the total with imputations where gaps were filled."""

    point: Point
    completed: float | None


@dataclass(frozen=True)
class CellRow:
    """A library, and what it said of the variable in the year."""

    library: Library
    region: str
    cell: Cell


def year_totals(collection: Collection, code: str, breaks: list[Break]) -> list[YearTotal]:
    """The totals of a variable in every year that asked for it, marked where its meaning changes; two queries. One that is withheld is withheld
    with imputations too."""
    points = marked(group_series(collection, "all", "all", [code], variables=True).get(code, []), breaks)
    latest = Filling.objects.filter(release=OuterRef("filling__release"), outcome=DONE).order_by("-number").values("pk")[:1]
    rows = FilledVariable.objects.filter(filling__release__collection=collection, filling=Subquery(latest), variable=code, cells__gt=0)
    completed = {row.filling.release.year: row.total for row in rows.select_related("filling__release")}
    return [YearTotal(point, completed.get(point.year) if point.value is not None else None) for point in points]


def totals_chart(rows: list[YearTotal], code: str, collection: Collection, breaks: list[Break]) -> Chart:
    """Totals over the years, those with imputations beside them where there are any."""
    series = [Series(words._("total held"), [Dot(row.point.year, row.point.value) for row in rows])]
    if any(row.completed is not None for row in rows):
        series.append(Series(words._("with imputations"), [Dot(row.point.year, row.completed) for row in rows]))
    unit = words.variable_unit(code, collection)
    return line_chart(series, title=words.variable_name(code), unit=unit, decimals=0, breaks=breaks, width=640)


def returns_by_name(release: YearRelease, libraries: QuerySet[Library] | None = None) -> QuerySet[LibraryReturn]:
    """The returns in force of a year by the names of their libraries, all or those of some."""
    rows = LibraryReturn.objects.filter(release=release, is_current=True).select_related("library")
    rows = rows if libraries is None else rows.filter(library__in=libraries)
    return rows.order_by("library__name", "library_id")


def cell_rows(release: YearRelease, code: str, held: Iterable[LibraryReturn]) -> list[CellRow]:
    """What these returns say of a variable; what was imputed stands where there is no number. Four queries at most."""
    rows, regions = list(held), words.region_names(release.collection)
    found = guesses_in(release, [row.library_id for row in rows], regions, code)
    return [CellRow(row.library, regions.get(row.region, row.region), cell_of(row, code, found.get((row.library_id, code)))) for row in rows]


def variable_table(release: YearRelease, code: str, held: QuerySet[LibraryReturn]) -> Table:
    """Every library of a year with its value, status, origin, and how an imputed value came about; streamed."""
    names = ("year", "unit_id", "unit_name", "region", "variable", "value", "status", "origin", *HOW)
    return Table(f"{code}-{release.collection.code}-{release.year}", columns_of(names), _records(release, code, held))


def _records(release: YearRelease, code: str, held: QuerySet[LibraryReturn]) -> Iterator[tuple[Any, ...]]:
    regions = words.region_names(release.collection)
    keys = list(held.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        rows = {row.pk: row for row in LibraryReturn.objects.filter(pk__in=part).select_related("library")}
        found: dict[tuple[int, str], Guess] = guesses_in(release, [row.library_id for row in rows.values()], regions, code)
        for row in (rows[pk] for pk in part):
            where = row.year, row.library.key, row.library.name, row.region, code
            yield (*where, *observation(code, row, found.get((row.library_id, code))))
