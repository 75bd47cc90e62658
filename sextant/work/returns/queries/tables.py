"""Lists to take away: libraries, every figure they reported, and one library with what was imputed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.work.returns.models import Library, LibraryReturn
from sextant.work.returns.queries.guesses import IMPUTED, REPORTED, Guess, Guesses

LIBRARY_COLUMNS = (
    Column("collection", _("Collection"), lambda row: row.collection.code),
    Column("unit_id", _("Key"), lambda row: row.key),
    Column("name", _("Library"), lambda row: row.name),
    Column("region", _("Region"), lambda row: row.region),
    Column("latest_year", _("Latest year"), lambda row: row.latest_year or None),
)
OBSERVATIONS = ("collection", "year", "unit_id", "unit_name", "region", "variable", "value", "status", "origin")
HOW = ("method", "stratum", "source_year", "donors")
"""What is told of an imputed value, nothing of others."""


def libraries_table(rows: Any = None) -> Table:
    """Libraries, all or those asked for."""
    if rows is None:
        rows = Library.objects.select_related("collection").order_by("collection__code", "key")
    return Table("libraries", LIBRARY_COLUMNS, rows.iterator(chunk_size=500))


def columns_of(names: tuple[str, ...]) -> tuple[Column, ...]:
    """Columns whose rows are tuples in this order."""
    return tuple(Column(name, name, lambda row, place=place: row[place]) for place, name in enumerate(names))  # type: ignore[misc]


def said_of(code: str, values: Mapping[str, Any], statuses: Mapping[str, str], origins: Mapping[str, str]) -> tuple[Any, str, str]:
    """Value, status and origin of a variable in a return; a number about which nothing else is known was reported."""
    if code in values:
        return values[code], "ok", origins.get(code) or REPORTED
    return None, statuses.get(code, "not_collected"), ""


def observation(code: str, row: LibraryReturn, guess: Guess | None) -> tuple[Any, ...]:
    """Value, status, origin and how it came about. An imputed value keeps the status that the library's own answer has."""
    value, status, origin = said_of(code, row.values, row.statuses, row.origins)
    if value is not None or guess is None:
        return value, status, origin, "", "", None, ""
    return guess.number, status, IMPUTED, guess.method_code, guess.stratum_code, guess.source_year, " ".join(one.key for one in guess.donors)


def library_table(library: Library, held: list[LibraryReturn], guesses: Guesses) -> Table:
    """One row a year and variable of a library, imputed values among them and marked by their origin."""
    rows = [
        (row.year, code, *observation(code, row, guesses.get((row.year, code))))
        for row in held
        for code in sorted({*row.values, *row.statuses, *(code for year, code in guesses if year == row.year)})
    ]
    return Table(f"library-{library.key}", columns_of(("year", "variable", "value", "status", "origin", *HOW)), rows)


def observations_table() -> Table:
    """One row a library, year and variable, with its status and how the number came about; what libraries said, without imputations; streamed."""
    return Table("observations", columns_of(OBSERVATIONS), _observations())


def _observations() -> Iterator[tuple[Any, ...]]:
    held = LibraryReturn.objects.filter(is_current=True).order_by("library__collection__code", "year", "library__key")
    fields = ("library__collection__code", "year", "library__key", "library__name", "region", "values", "statuses", "origins")
    for *where, values, statuses, origins in held.values_list(*fields).iterator(chunk_size=500):
        for code in sorted({*values, *statuses}):
            yield (*where, code, *said_of(code, values, statuses, origins))
