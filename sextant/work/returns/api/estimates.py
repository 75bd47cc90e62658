"""What was not reported, for programs: gaps and how they were filled, imputed values, forecasts; all of it public."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import operation_decided_by
from sextant.work.returns.api.collections import router
from sextant.work.returns.models import Collection, Filling, Forecast, ForecastRun, ImputedValue, YearRelease
from sextant.work.returns.queries import ahead, estimates, gaps
from sextant.work.returns.rules import may_read


class GapOut(Schema):
    """A variable with gaps: cells imputed and left, methods tried first, errors and biases of the backtest in per cent, sums."""

    variable: str
    cells: int
    left: int
    first_with: str
    first_without: str
    from_parts: bool
    tried: int
    error: float | None
    error_official: float | None
    error_last: float | None
    bias: float | None
    bias_official: float | None
    bias_last: float | None
    reported: float
    brought: float
    imputed: float
    total: float
    share: float


class ImputedOut(Schema):
    """An imputed value, nobody's report: method, stratum, source year and single donors."""

    library: str
    variable: str
    value: float
    origin: str = "imputed"
    method: str
    stratum: str
    source_year: int
    donors: list[str]

    @staticmethod
    def resolve_library(row: ImputedValue) -> str:
        return row.library.key


class BacktestOut(Schema):
    """Mean absolute scaled errors of the model and of the naive forecast, and the share of held-out values within 80 % intervals."""

    mase: float | None
    naive: float | None
    coverage80: float | None


class ForecastOut(Schema):
    """A year ahead of a unit, as `sextant returns forecast` prints it."""

    unit_id: str
    indicator: str
    year: int
    value: float
    low80: float
    high80: float
    model: str
    backtest: BacktestOut
    breaks: list[dict[str, Any]] = []


class ForecastedOut(Schema):
    """A code that was forecast; `refusals` say why a level was not."""

    code: str
    is_variable: bool
    way: str
    filled_in: float | None
    refusals: dict[str, dict[str, str]]


def _filling(collection: str, year: int) -> Filling:
    release = get_object_or_404(YearRelease.objects.select_related("collection"), collection__code=collection, year=year)
    filling = estimates.filling_in_force(release)
    if filling is None:
        raise Http404
    return filling


def _run(collection: str) -> ForecastRun:
    run = estimates.run_in_force(get_object_or_404(Collection, code=collection))
    if run is None:
        raise Http404
    return run


@router.get(
    "/collections/{slug:collection}/{int:year}/gaps", response=list[GapOut], summary="Gaps of a year and how they were filled", url_name="return_gaps"
)
@operation_decided_by(may_read)
def gaps_of_year(request: HttpRequest, collection: str, year: int) -> list[dict[str, Any]]:
    """By variable, of the latest run."""
    return list(gaps.gap_records(_filling(collection, year)))


@router.get(
    "/collections/{slug:collection}/{int:year}/imputed", response=list[ImputedOut], summary="Imputed values of a year", url_name="return_imputed"
)
@operation_decided_by(may_read)
@paginate(Pages)
def imputed_of_year(request: HttpRequest, collection: str, year: int, variable: str = "", region: str = "") -> QuerySet[ImputedValue]:
    """Of the latest run, library by library."""
    return gaps.imputed_values(_filling(collection, year), variable=variable, region=region)


@router.get(
    "/collections/{slug:collection}/forecasts", response=list[ForecastedOut], summary="What was forecast of a collection", url_name="return_forecasts"
)
@operation_decided_by(may_read)
def forecasts(request: HttpRequest, collection: str) -> QuerySet[Forecast]:
    """In the latest run."""
    return _run(collection).forecasts.all()


@router.get(
    "/collections/{slug:collection}/forecasts/{slug:indicator}",
    response=list[ForecastOut],
    summary="The next years of an indicator or variable",
    url_name="return_forecast",
)
@operation_decided_by(may_read)
def forecast(request: HttpRequest, collection: str, indicator: str, by: str = "nation") -> list[dict[str, Any]]:
    """`by` is `nation`, `region` or `library`."""
    if by not in ahead.LEVELS:
        raise ValidationError({"by": _("Forecasts are given by “nation”, “region” or “library”.")})
    found = get_object_or_404(_run(collection).forecasts.select_related("run__collection"), code=indicator)
    return list(ahead.forecast_records(found, by))
