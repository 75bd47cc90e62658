"""What lies ahead: forecasts of a run as pages, programs and other houses read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.jobs.states import DONE
from sextant.base.measures.outlooks import Ahead, Outlook
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, sparkline
from sextant.base.words.fields import in_language
from sextant.lab.returns import indicators
from sextant.work.returns.models import Aggregate, Collection, Forecast, ForecastRun, ForecastSeries
from sextant.work.returns.queries import words
from sextant.work.returns.queries.protection import withheld_groups

FEWEST_ASKED = 10
"""Held-out values below which no share of them is told."""
LEVELS = ("nation", "region", "library")


@dataclass(frozen=True)
class Heeded:
    """A break that a run heeded: its reason in the reader's language, and the region whose series alone it breaks, or nothing."""

    year: int
    reason: str
    region: str = ""
    place: str = ""


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


def breaks_of(run: ForecastRun, names: Mapping[str, str] = MappingProxyType({})) -> list[Heeded]:
    """The breaks that a run heeded, those of single regions too; `names` are those of regions."""
    found = []
    for year, english, russian, *place in run.breaks:
        region = place[0] if place else ""
        found.append(Heeded(year, in_language({"en": english, "ru": russian}), region, names.get(region, region)))
    return found


def touching(breaks: Sequence[Heeded], region: str = "") -> list[Break]:
    """Those that break the series of a region or of its library, or of the nation where none is named."""
    return [Break(one.year, one.reason) for one in breaks if one.region in ("", region)]


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
    """Every code of a run, those that could be forecast first; three queries."""
    nation = ForecastSeries.objects.filter(level="nation")
    forecasts = list(run.forecasts.prefetch_related(Prefetch("series", queryset=nation, to_attr="nation")))
    hidden = withheld_groups(run.collection, [one.code for one in forecasts])
    found = [_row(one, run.collection, hidden.get((one.code, ""), "")) for one in forecasts]
    wanted = [row for row in found if text.casefold().strip() in f"{row.named.code} {row.named.name}".casefold()]
    return sorted(wanted, key=lambda row: row.series is None)


def _row(forecast: Forecast, collection: Collection, withheld: str) -> Row:
    about = named(forecast.code, forecast.is_variable, collection)
    held: list[ForecastSeries] = forecast.nation  # type: ignore[attr-defined]
    if not held or withheld:
        return Row(about, None, None, withheld or refusal_of(forecast, "nation"), None)
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
    steps: list[list[float] | None]


@dataclass(frozen=True)
class Regions:
    """Forecasts of regions; where they can be added, the sums by year (none where a region is not forecast so far) and the nation's own.
    `withheld` names regions of which a rule of protection lets nothing be told."""

    rows: list[RegionRow]
    years: list[int]
    sums: list[float | None]
    nation: list[float]
    withheld: list[str]


def regions_of(forecast: Forecast, series: Sequence[ForecastSeries], names: dict[str, str], hidden: Sequence[str] = ()) -> Regions:
    """The regions of a forecast by name, with their sum where regions add up to the nation; nothing of those that are hidden."""
    regions = [one for one in series if one.level == "region" and one.region not in hidden]
    nation = next((one for one in series if one.level == "nation"), None)
    years = [int(step[0]) for step in nation.ahead] if nation else [int(step[0]) for step in regions[0].ahead] if regions else []
    rows = [RegionRow(words.group_name("region", one.region, names), one, last_known(one), _steps(one, years)) for one in regions]
    sums = [_sum([row.steps[place] for row in rows]) for place in range(len(years))] if forecast.is_variable and not hidden else []
    whole = [step[1] for step in nation.ahead] if nation else []
    left_out = sorted(words.group_name("region", code, names) for code in hidden)
    return Regions(sorted(rows, key=lambda row: row.name), years, sums, whole, left_out)


def _steps(series: ForecastSeries, years: list[int]) -> list[list[float] | None]:
    """The years ahead of a region in the order of the table's columns."""
    told = {int(step[0]): step for step in series.ahead}
    return [told.get(year) for year in years]


def _sum(steps: list[list[float] | None]) -> float | None:
    known = [step[1] for step in steps if step is not None]
    return sum(known) if len(known) == len(steps) else None


def forecast_records(forecast: Forecast, by: str) -> Iterator[dict[str, Any]]:
    """A stored forecast as `sextant returns forecast` prints it: a row a unit and year."""
    breaks, hidden = breaks_of(forecast.run), withheld_groups(forecast.run.collection, [forecast.code])
    if by == "library":
        rows = forecast.run.libraries.filter(series__has_key=forecast.code).select_related("library").order_by("library__key")
        for row in rows.iterator(chunk_size=500):
            yield from _records(row.library.key, forecast.code, row.series[forecast.code], touching(breaks, row.library.region))
        return
    for one in forecast.series.filter(level=by):
        if (forecast.code, one.region) in hidden:
            continue
        told = {"ahead": one.ahead, "model": one.model, "mase": one.mase, "naive": one.naive, "coverage": one.coverage}
        yield from _records(one.region or "nation", forecast.code, told, touching(breaks, one.region))


def _records(unit: str, code: str, told: dict[str, Any], breaks: Sequence[Break]) -> Iterator[dict[str, Any]]:
    backtest = {"mase": told["mase"], "naive": told["naive"], "coverage80": told["coverage"]}
    for year, value, low, high in told["ahead"]:
        row = {"unit_id": unit, "indicator": code, "year": year, "value": value, "low80": low, "high80": high, "model": told["model"]}
        row["backtest"] = backtest
        if breaks:
            row["breaks"] = [{"year": one.year, "reason": str(one.reason)} for one in breaks]
        yield row


def outlooks() -> Iterator[Outlook]:
    """What lies ahead of all collections, for other houses: the nation's series of the runs in force; two queries."""
    latest = ForecastRun.objects.filter(collection=OuterRef("forecast__run__collection"), outcome=DONE).order_by("-number").values("pk")[:1]
    rows = ForecastSeries.objects.filter(level="nation", forecast__run=Subquery(latest)).select_related("forecast__run__collection")
    told = {"release__collection": OuterRef("forecast__run__collection"), "indicator": OuterRef("forecast__code"), "status": "suppressed"}
    rows = rows.exclude(Exists(Aggregate.objects.filter(group_kind="all", **told)))
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
            breaks=tuple((broken.year, str(broken.reason)) for broken in touching(breaks_of(run))),
            known_until=last[0] if last else 0,
        )
