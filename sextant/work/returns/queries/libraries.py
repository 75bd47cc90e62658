"""Libraries: the list, and one library with all its years beside its region and size class."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.search.queries import matching_ids
from sextant.base.ui.charts import Chart, sparkline
from sextant.lab.returns import dictionary, indicators
from sextant.work.returns.models import Aggregate, Collection, Library, LibraryReturn
from sextant.work.returns.queries import drawings, words
from sextant.work.returns.queries.figures import BreaksOf, Point, with_changes
from sextant.work.returns.queries.guesses import Guess, Guesses
from sextant.work.returns.queries.notions import Notions, firsts


def libraries(text: str = "", collection: Collection | None = None, region: str = "", user: Any = None) -> QuerySet[Library]:
    """Libraries by name; the text may be a key, or words of the name in any inflection."""
    rows = Library.objects.select_related("collection").order_by("name", "pk")
    if collection is not None:
        rows = rows.filter(collection=collection)
    if region:
        rows = rows.filter(region=region)
    if text.strip():
        rows = rows.filter(Q(key__iexact=text.strip()) | Q(pk__in=matching_ids("returns.library", text, user)))
    return rows


@dataclass(frozen=True)
class Cell:
    """What a library said of one variable in one year: a number, or a word why there is none, and then perhaps what was imputed instead;
    `broken` says why it means something else than the years before."""

    value: float | None
    status: str = ""
    origin: str = ""
    guess: Guess | None = None
    broken: str = ""


@dataclass(frozen=True)
class Row:
    """One variable over the years."""

    code: str
    name: str
    unit: str
    cells: list[Cell]


@dataclass(frozen=True)
class Standing:
    """One indicator of a library: its series, its latest figure, and the medians it is compared with in that year."""

    code: str
    name: str
    unit: str
    decimals: int
    points: list[Point]
    latest: Point
    spark: Chart
    region_median: float | None
    size_median: float | None
    strip: Chart | None
    large: Chart | None


def returns_in_force(library: Library) -> list[LibraryReturn]:
    """What the library said, year by year."""
    return list(library.returns.filter(is_current=True).select_related("release", "import_run").order_by("year"))


def variable_rows(library: Library, held: list[LibraryReturn], guesses: Guesses, notions: Notions) -> list[Row]:
    """Every variable that the library was asked for, over all its years; imputed values stand where it said nothing."""
    asked = {code for row in held for code in (*row.values, *row.statuses)} | {code for _year, code in guesses}
    rows, years = [], [row.year for row in held]
    for code in dictionary.variables():
        if code in asked:
            broken = firsts(years, notions.changed.get(code, []))
            cells = [replace(cell_of(row, code, guesses.get((row.year, code))), broken=broken.get(row.year, "")) for row in held]
            rows.append(Row(code, words.variable_name(code), words.variable_unit(code, library.collection), cells))
    return rows


def cell_of(row: LibraryReturn, code: str, guess: Guess | None) -> Cell:
    """What a return says of a variable, or what was imputed; a number that the library gave is never replaced."""
    if code in row.values:
        origin = row.origins.get(code, "")
        return Cell(row.values[code], "ok", words.origin_name(origin) if origin else "")
    return Cell(None, str(words.STATUS_NAMES[row.statuses.get(code, "not_collected")]), guess=guess)


def standings(library: Library, held: list[LibraryReturn], breaks_of: BreaksOf) -> list[Standing]:
    """The library's indicators, beside the medians of its region and its class of size."""
    quartiles = _quartiles(library, held)
    sizes = {row.year: row.size_class for row in held}
    found: list[Standing] = []
    for code, indicator in indicators.definitions().items():
        points = with_changes([_point(row, code) for row in held])
        known = [point for point in points if point.value is not None]
        if not any(point.status != "not_collected" for point in points):
            continue
        latest = known[-1] if known else points[-1]
        row = next(row for row in held if row.year == latest.year)
        name, unit = words.indicator_name(code), words.indicator_unit(code, library.collection)
        of_size = {year: three[1] for year, size in sizes.items() if (three := quartiles.get((year, code, "size", size)))}
        large = None
        if len(known) > 1 and sum(one.large is not None for one in found) < drawings.MULTIPLES:
            own = str(_("this library")), [(point.year, point.value) for point in points]
            large = drawings.beside(name, unit, indicator.decimals, own, (str(_("median of its size")), of_size.get), breaks_of(code))
        peers = quartiles.get((latest.year, code, "size", row.size_class))
        strip = None
        if peers and latest.value is not None:
            strip = drawings.standing_strip(latest.value, peers, title=name, decimals=indicator.decimals)
        region_median = quartiles.get((latest.year, code, "region", row.region), (None, None, None))[1]
        spark = sparkline([point.value for point in points], title=name)
        found.append(Standing(code, name, unit, indicator.decimals, points, latest, spark, region_median, of_size.get(latest.year), strip, large))
    return found


def _point(row: LibraryReturn, code: str) -> Point:
    if code in row.indicators:
        return Point(row.year, row.indicators[code])
    status, *missing = row.gaps.get(code, ["not_collected"])
    reason = words.not_collected_reason(row.year, missing) if status == "not_collected" and missing else str(words.STATUS_NAMES[status])
    return Point(row.year, None, status, reason)


def _quartiles(library: Library, held: list[LibraryReturn]) -> dict[tuple[int, str, str, str], tuple[float, float, float]]:
    """Lower quartile, median and upper quartile by year, indicator and group of the library."""
    groups = Q(group_kind="region", group__in={row.region for row in held}) | Q(group_kind="size", group__in={row.size_class for row in held})
    rows = Aggregate.objects.filter(groups, release__in={row.release_id for row in held}, is_variable=False)
    fields = ("release__year", "indicator", "group_kind", "group", "q1", "median", "q3")
    return {(year, code, kind, group): (q1, median, q3) for year, code, kind, group, q1, median, q3 in rows.exclude(median=None).values_list(*fields)}
