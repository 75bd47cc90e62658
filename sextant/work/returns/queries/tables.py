"""Whole lists to take away: libraries, and every figure they reported."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.work.returns.models import Library, LibraryReturn

LIBRARY_COLUMNS = (
    Column("collection", _("Collection"), lambda row: row.collection.code),
    Column("unit_id", _("Key"), lambda row: row.key),
    Column("name", _("Library"), lambda row: row.name),
    Column("region", _("Region"), lambda row: row.region),
    Column("latest_year", _("Latest year"), lambda row: row.latest_year or None),
)
OBSERVATIONS = ("collection", "year", "unit_id", "unit_name", "region", "variable", "value", "status", "origin")


def libraries_table(rows: Any = None) -> Table:
    """Libraries, all or those asked for."""
    if rows is None:
        rows = Library.objects.select_related("collection").order_by("collection__code", "key")
    return Table("libraries", LIBRARY_COLUMNS, rows.iterator(chunk_size=500))


def observations_table() -> Table:
    """One row a library, year and variable, with its status and how the number came about; streamed."""
    columns = tuple(Column(name, name, lambda row, place=place: row[place]) for place, name in enumerate(OBSERVATIONS))  # type: ignore[misc]
    return Table("observations", columns, _observations())


def _observations() -> Iterator[tuple[Any, ...]]:
    held = LibraryReturn.objects.filter(is_current=True).order_by("library__collection__code", "year", "library__key")
    fields = ("library__collection__code", "year", "library__key", "library__name", "region", "values", "statuses", "origins")
    for *where, values, statuses, origins in held.values_list(*fields).iterator(chunk_size=500):
        for code in sorted({*values, *statuses}):
            yield (*where, code, values.get(code), "ok" if code in values else statuses[code], origins.get(code, ""))
