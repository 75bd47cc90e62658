"""What lies ahead: forecasts of a run as pages, programs and other houses read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.jobs.states import DONE
from sextant.base.measures.outlooks import Ahead, Outlook
from sextant.base.ui.charts import Chart, sparkline
from sextant.base.words.fields import in_language
from sextant.lab.returns import indicators
from sextant.work.returns.models import Collection, Forecast, ForecastRun, ForecastSeries
from sextant.work.returns.queries import words

FEWEST_ASKED = 10
"""Held-out values below which no share of them is told."""
LEVELS = ("nation", "region", "library")
Breaks = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Named:
    """A code that is forecast, as people read it."""

    code: str
    name: str
    unit: str
    decimals: int
    is_variable: bool


def named(code: str, is_variable: bool, collection: Collection) -> Named:
    """Name, unit and decimals of a variable or an indicator."""
    if is_variable:
        return Named(code, words.variable_name(code), words.variable_unit(code, collection), 0, True)
    decimals = indicators.definitions()[code].decimals
    return Named(code, words.indicator_name(code), words.indicator_unit(code, collection), decimals, False)


def breaks_of(run: ForecastRun) -> list[tuple[int, str]]:
    """The breaks that a run heeded, with their reasons in the reader's language."""
    return [(year, in_language({"en": english, "ru": russian})) for year, english, russian in run.breaks]


@dataclass(frozen=True)
class Row:
    """One code on the page of a collection: the nation's series, or why it was not forecast."""

    named: Named
    series: ForecastSeries | None
    last: tuple[int, float] | None
    refusal: str
    spark: Chart | None

    @property
    def first(self) -> list[float]:
        """The first year ahead: year, value, low, high."""
        found: list[float] = self.series.ahead[0] if self.series else []
        return found


def rows_of(run: ForecastRun, text: str = "") -> list[Row]:
    """Every code of a run, those that could be forecast first; two queries."""
    nation = ForecastSeries.objects.filter(level="nation")
    forecasts = run.forecasts.prefetch_related(Prefetch("series", queryset=nation, to_attr="nation"))
    found = [_row(one, run.collection) for one in forecasts]
    wanted = [row for row in found if text.casefold().strip() in f"{row.named.code} {row.named.name}".casefold()]
    return sorted(wanted, key=lambda row: row.series is None)


def _row(forecast: Forecast, collection: Collection) -> Row:
    about = named(forecast.code, forecast.is_variable, collection)
    held: list[ForecastSeries] = forecast.nation  # type: ignore[attr-defined]
    if not held:
        return Row(about, None, None, refusal_of(forecast, "nation"), None)
    series = held[0]
    spark = sparkline([value for _year, value in series.past], title=about.name)
    return Row(about, series, last_known(series), "", spark)


def refusal_of(forecast: Forecast, level: str) -> str:
    """Why a level was not forecast, in the reader's language."""
    return in_language(forecast.refusals.get(level, {"en": "", "ru": ""}))


def last_known(series: ForecastSeries) -> tuple[int, float] | None:
    """The latest year with a value."""
    return next(((year, value) for year, value in reversed(series.past) if value is not None), None)


@dataclass(frozen=True)
class RegionRow:
    """A region's forecast beside its name."""

    name: str
    series: ForecastSeries
    last: tuple[int, float] | None


@dataclass(frozen=True)
class Regions:
    """Forecasts of regions; where they can be added, the sums by year and what the nation's own forecast is. `way` tells how they agree."""

    rows: list[RegionRow]
    years: list[int]
    sums: list[float]
    nation: list[float]


def regions_of(forecast: Forecast, series: Sequence[ForecastSeries], names: dict[str, str]) -> Regions:
    """The regions of a forecast by name, with their sum where regions add up to the nation."""
    regions = [one for one in series if one.level == "region"]
    rows = [RegionRow(words.group_name("region", one.region, names), one, last_known(one)) for one in regions]
    nation = next((one for one in series if one.level == "nation"), None)
    years = [int(step[0]) for step in nation.ahead] if nation else [int(step[0]) for step in regions[0].ahead] if regions else []
    sums = [sum(one.ahead[place][1] for one in regions) for place in range(len(years))] if forecast.is_variable else []
    whole = [step[1] for step in nation.ahead] if nation else []
    return Regions(sorted(rows, key=lambda row: row.name), years, sums, whole)


def forecast_records(forecast: Forecast, by: str) -> Iterator[dict[str, Any]]:
    """A stored forecast as `sextant returns forecast` prints it: a row a unit and year."""
    breaks = breaks_of(forecast.run)
    if by == "library":
        rows = forecast.run.libraries.filter(series__has_key=forecast.code).select_related("library").order_by("library__key")
        for row in rows.iterator(chunk_size=500):
            yield from _records(row.library.key, forecast.code, row.series[forecast.code], breaks)
        return
    for one in forecast.series.filter(level=by):
        told = {"ahead": one.ahead, "model": one.model, "mase": one.mase, "naive": one.naive, "coverage": one.coverage}
        yield from _records(one.region or "nation", forecast.code, told, breaks)


def _records(unit: str, code: str, told: dict[str, Any], breaks: Breaks) -> Iterator[dict[str, Any]]:
    backtest = {"mase": told["mase"], "naive": told["naive"], "coverage80": told["coverage"]}
    for year, value, low, high in told["ahead"]:
        row = {"unit_id": unit, "indicator": code, "year": year, "value": value, "low80": low, "high80": high, "model": told["model"]}
        row["backtest"] = backtest
        if breaks:
            row["breaks"] = [{"year": broken, "reason": reason} for broken, reason in breaks]
        yield row


def outlooks() -> Iterator[Outlook]:
    """What lies ahead of all collections, for other houses: the nation's series of the runs in force; two queries."""
    latest = ForecastRun.objects.filter(collection=OuterRef("forecast__run__collection"), outcome=DONE).order_by("-number").values("pk")[:1]
    rows = ForecastSeries.objects.filter(level="nation", forecast__run=Subquery(latest)).select_related("forecast__run__collection")
    for one in rows.order_by("forecast__run__collection__code", "forecast_id"):
        run, code = one.forecast.run, one.forecast.code
        about, last = named(code, one.forecast.is_variable, run.collection), last_known(one)
        yield Outlook(
            code=f"returns.{run.collection.code}.{code}",
            title=_("%(indicator)s (%(collection)s)") % {"indicator": about.name, "collection": run.collection.name},
            unit=about.unit,
            address=reverse("returns:forecast", args=[run.collection.code, code]),
            past=tuple((year, value) for year, value in one.past),
            ahead=tuple(Ahead(int(year), value, low, high) for year, value, low, high in one.ahead),
            model=one.model,
            better_by=max(one.saved or 0.0, 0.0),
            coverage80=one.coverage if one.asked >= FEWEST_ASKED else None,
            breaks=tuple((year, reason) for year, reason in breaks_of(run)),
            known_until=last[0] if last else 0,
        )
