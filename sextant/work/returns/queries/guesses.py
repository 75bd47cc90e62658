"""Imputed values where they are read: in the cell that the library left empty, with how they came about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from sextant.base.jobs.states import DONE
from sextant.work.returns.models import Collection, FilledVariable, Filling, ImputedValue, Library, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.methods import method_name, stratum_name

IMPUTED, REPORTED = "imputed", "reported"


@dataclass(frozen=True)
class Guess:
    """An imputed value as its cell shows it. `error` is that of the variable in the test on `tried` hidden values, in per cent."""

    library_id: int
    library_key: str
    year: int
    variable: str
    name: str
    unit: str
    value: float
    method_code: str
    method: str
    stratum_code: str
    stratum: str
    source_year: int
    donors: list[Library]
    error: float | None
    tried: int

    @property
    def number(self) -> float | int:
        """The value as a file has it."""
        return int(self.value) if self.value.is_integer() else self.value


Guesses = dict[tuple[int, str], Guess]
"""By year (or by library, where one year is shown) and variable."""


def guesses_of(library: Library, regions: dict[str, str]) -> Guesses:
    """The imputed values of a library in the runs that are in force, by year and variable; three queries."""
    rows = _in_force(library.imputed_values.order_by("-filling__release__year", "pk"))
    return {(one.year, one.variable): one for one in _shown(rows, library.collection, regions)}


def guesses_in(release: YearRelease, libraries: Iterable[int], regions: dict[str, str], variable: str = "") -> Guesses:
    """The imputed values of these libraries in one year, by library and variable; three queries."""
    rows = ImputedValue.objects.filter(filling__release=release, library__in=list(libraries))
    rows = _in_force(rows.filter(variable=variable) if variable else rows)
    return {(one.library_id, one.variable): one for one in _shown(rows, release.collection, regions)}


def _in_force(rows: QuerySet[ImputedValue]) -> QuerySet[ImputedValue]:
    latest = Filling.objects.filter(release=OuterRef("filling__release"), outcome=DONE).order_by("-number").values("pk")[:1]
    return rows.filter(filling=Subquery(latest)).select_related("filling__release", "library")


def _shown(found: Iterable[ImputedValue], collection: Collection, regions: dict[str, str]) -> list[Guess]:
    rows = list(found)
    if not rows:
        return []
    keys = {key for row in rows for key in row.donors}
    donors = {one.key: one for one in Library.objects.filter(collection=collection, key__in=keys)} if keys else {}
    judged = FilledVariable.objects.filter(filling__in={row.filling_id for row in rows}, variable__in={row.variable for row in rows})
    tests = {(one.filling_id, one.variable): one for one in judged}
    return [_guess(row, collection, regions, donors, tests.get((row.filling_id, row.variable))) for row in rows]


def _guess(row: ImputedValue, collection: Collection, regions: dict[str, str], donors: dict[str, Library], test: FilledVariable | None) -> Guess:
    return Guess(
        library_id=row.library_id,
        library_key=row.library.key,
        year=row.filling.release.year,
        variable=row.variable,
        name=words.variable_name(row.variable),
        unit=words.variable_unit(row.variable, collection),
        value=row.value,
        method_code=row.method,
        method=method_name(row.method),
        stratum_code=row.stratum,
        stratum=stratum_name(row.stratum, regions),
        source_year=row.source_year,
        donors=[donors[key] for key in row.donors if key in donors],
        error=test.error if test else None,
        tried=test.tried if test else 0,
    )
