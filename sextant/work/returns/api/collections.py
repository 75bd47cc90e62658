"""Library statistics for programs: collections, libraries, what a library said, and indicators; all of it public."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import operation_decided_by
from sextant.work.returns.models import Collection, Edition, Library, YearRelease
from sextant.work.returns.packages.describing import address_of
from sextant.work.returns.queries import figures, overview
from sextant.work.returns.queries import indicators as held
from sextant.work.returns.queries import libraries as listed
from sextant.work.returns.queries.guesses import guesses_of
from sextant.work.returns.queries.tables import library_table
from sextant.work.returns.rules import may_read

router = Router(tags=["returns"])


class YearOut(Schema):
    """A year held: its state, how many libraries, the fingerprint of its figures."""

    year: int
    state: str
    libraries: int
    fingerprint: str


class CollectionOut(Schema):
    """A collection with the years it holds, latest first."""

    code: str
    name: str
    country: str
    currency: str
    feeds_agenda: bool
    years: list[YearOut]

    @staticmethod
    def resolve_years(collection: Collection) -> list[YearRelease]:
        return list(collection.years.all())


class EditionOut(Schema):
    """A frozen edition of a published year: its page, its package and the digest of the package."""

    collection: str
    year: int
    version: int
    published_on: date
    reason: str
    libraries: int
    cells: int
    cells_changed: int
    sha256: str
    size: int
    url: str
    package: str

    @staticmethod
    def resolve_collection(edition: Edition) -> str:
        return edition.release.collection.code

    @staticmethod
    def resolve_year(edition: Edition) -> int:
        return edition.release.year

    @staticmethod
    def resolve_url(edition: Edition) -> str:
        return address_of(edition)

    @staticmethod
    def resolve_package(edition: Edition) -> str:
        return f"{address_of(edition)}package.zip"


class LibraryOut(Schema):
    """A library as its collection knows it."""

    id: int
    collection: str
    key: str
    name: str
    region: str
    latest_year: int

    @staticmethod
    def resolve_collection(library: Library) -> str:
        return library.collection.code


class ObservationOut(Schema):
    """What a library said of one variable in one year: a number and its origin (reported, edited, derived, or a word of the survey), or the
    reason why there is none. A value of origin `imputed` was not said by the library; it keeps the status of the answer it stands for."""

    year: int
    variable: str
    value: float | None
    status: str
    origin: str
    method: str = ""
    stratum: str = ""
    source_year: int | None = None
    donors: str = ""


class IndicatorOut(Schema):
    """An indicator of one library in one year."""

    year: int
    unit_id: str
    unit_name: str
    indicator: str
    value: float
    status: str = "ok"


class GroupOut(Schema):
    """An indicator of a group; `value` is the formula over the sums, median and quartiles are of libraries."""

    year: int
    unit_id: str
    unit_name: str
    indicator: str
    value: float | None
    unit: str
    status: str
    n: int | None
    median: float | None
    q1: float | None
    q3: float | None


@router.get("/collections", response=list[CollectionOut], summary="Collections and the years they hold")
@operation_decided_by(may_read)
def collections(request: HttpRequest) -> QuerySet[Collection]:
    return overview.collections()


@router.get("/editions", response=list[EditionOut], summary="Frozen editions of published years, latest first")
@operation_decided_by(may_read)
@paginate(Pages)
def editions(request: HttpRequest, collection: str = "") -> QuerySet[Edition]:
    rows = Edition.objects.exclude(sha256="").select_related("release__collection").order_by("-published_on", "-pk")
    return rows.filter(release__collection__code=collection) if collection else rows


@router.get("/libraries", response=list[LibraryOut], summary="Libraries")
@operation_decided_by(may_read)
@paginate(Pages)
def libraries(request: HttpRequest, q: str = "", collection: str = "", region: str = "") -> QuerySet[Library]:
    """Libraries by words of their name (in any inflection) or key, by collection and region."""
    chosen = get_object_or_404(Collection, code=collection) if collection else None
    return listed.libraries(q, chosen, region, request.user)


@router.get("/libraries/{int:pk}/observations", response=list[ObservationOut], summary="Everything a library said, year by year")
@operation_decided_by(may_read)
def observations(request: HttpRequest, pk: int, imputed: bool = False) -> list[dict[str, Any]]:
    """With `imputed` also what was imputed where the library gave no number."""
    library = get_object_or_404(Library.objects.select_related("collection"), pk=pk)
    guesses = guesses_of(library, {}) if imputed else {}
    table = library_table(library, listed.returns_in_force(library), guesses)
    names = [column.name for column in table.columns]
    return [dict(zip(names, record, strict=True)) for record in table.records()]


def _release(collection: str, year: int) -> YearRelease:
    return get_object_or_404(YearRelease.objects.select_related("collection"), collection__code=collection, year=year)


def _known(indicator: str) -> None:
    if indicator not in figures.indicators.definitions():
        raise ValidationError({"indicator": _("There is no indicator “%(code)s”.") % {"code": indicator}})


@router.get(
    "/collections/{slug:collection}/{int:year}/indicators/{slug:indicator}",
    response=list[IndicatorOut],
    summary="An indicator of all libraries",
    url_name="return_indicator",
)
@operation_decided_by(may_read)
@paginate(Pages)
def indicator(request: HttpRequest, collection: str, year: int, indicator: str) -> QuerySet[Any, dict[str, Any]]:
    """The libraries that have the indicator in that year, largest first."""
    _known(indicator)
    return held.ranking_records(_release(collection, year), indicator)


@router.get("/collections/{slug:collection}/{int:year}/groups", response=list[GroupOut], summary="Indicators of regions or size classes")
@operation_decided_by(may_read)
def groups(request: HttpRequest, collection: str, year: int, by: str = "region", indicator: str = "") -> list[dict[str, Any]]:
    """`by` is `region` or `size`; without `indicator` all indicators are given."""
    if by not in ("region", "size"):
        raise ValidationError({"by": _("Groups are made by “region” or by “size”.")})
    if indicator:
        _known(indicator)
    return list(figures.group_records(_release(collection, year), by, [indicator] if indicator else None))
