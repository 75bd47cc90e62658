"""The gaps of a year and how they were filled: by variable and value by value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sextant.work.returns.models import FilledVariable, Filling, ImputedValue, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.estimates import filling_in_force, fingerprint_of_filling
from sextant.work.returns.queries.methods import method_name
from sextant.work.returns.queries.protection import withheld_totals


@dataclass(frozen=True)
class GapRow:
    """One variable with gaps: what filled them, how well that did, and what it does to the total."""

    code: str
    name: str
    unit: str
    method: str
    others: list[tuple[str, int]]
    figure: FilledVariable


def gap_rows(filling: Filling, text: str = "") -> list[GapRow]:
    """The variables of a run in the order of the dictionary; those whose name or code holds the text. Two queries.

    A variable whose total is withheld from the year is left out, for its sums would tell it.
    """
    hidden = withheld_totals(filling.release)
    held = {row.variable: row for row in filling.variables.all() if row.variable not in hidden}
    found = []
    for code in words.dictionary.variables():
        row = held.get(code)
        name = words.variable_name(code)
        if row is None or text.casefold().strip() not in f"{code} {name}".casefold():
            continue
        methods = [(method_name(method), count) for method, count in sorted(row.methods.items(), key=lambda one: -one[1])]
        first = methods[0][0] if methods else ""
        found.append(GapRow(code, name, words.variable_unit(code, filling.release.collection), first, methods[1:], row))
    return found


def imputed_values(filling: Filling, *, q: str = "", variable: str = "", method: str = "", region: str = "") -> QuerySet[ImputedValue]:
    """The values of a run, library by library."""
    rows = filling.values.select_related("library").order_by("library__key", "variable")
    if q.strip():
        rows = rows.filter(Q(library__key__iexact=q.strip()) | Q(library__name__icontains=q.strip()))
    if variable:
        rows = rows.filter(variable=variable)
    if region:
        rows = rows.filter(library__region=region)
    return rows.filter(Q(method=method) | Q(method__startswith=f"{method}+")) if method else rows


def value_records(rows: Iterable[ImputedValue]) -> Iterator[dict[str, Any]]:
    """The same as `sextant returns impute` prints them."""
    for row in rows:
        yield {
            "library": row.library.key,
            "variable": row.variable,
            "value": int(row.value) if row.value.is_integer() else row.value,
            "method": row.method,
            "stratum": row.stratum,
            "source_year": row.source_year,
            "donors": row.donors,
        }


FIGURES = (
    *("variable", "cells", "left", "first_with", "first_without", "from_parts", "tried", "error", "error_official", "error_last"),
    *("bias", "bias_official", "bias_last", "reported", "brought", "imputed", "total", "share"),
)


def gap_records(filling: Filling) -> Iterator[dict[str, Any]]:
    """The variables of a run for programs."""
    for row in gap_rows(filling):
        yield {name: getattr(row.figure, name) for name in FIGURES}


@dataclass(frozen=True)
class Completed:
    """A variable whose gaps were filled, for the year's page: its total as held, and with what was imputed."""

    name: str
    unit: str
    total: float
    figure: FilledVariable


@dataclass(frozen=True)
class CompletedYear:
    """The filling in force of a year, the totals it completes, and whether figures have changed since."""

    filling: Filling
    rows: list[Completed]
    is_stale: bool


def completed_year(release: YearRelease) -> CompletedYear | None:
    """What the year's page says of imputations; None where the gaps have not been filled."""
    filling = filling_in_force(release)
    if filling is None:
        return None
    rows = [Completed(row.name, row.unit, row.figure.reported + row.figure.brought, row.figure) for row in gap_rows(filling) if row.figure.cells]
    return CompletedYear(filling, rows, filling.fingerprint != fingerprint_of_filling(release))
