"""A stored forecast as pages show it: drawn after the known months, with its backtest."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import Band, path_chart
from sextant.base.words.money import in_thousands, thousands
from sextant.lab.finances.months import Month, plus
from sextant.work.finances.models import ForecastRun
from sextant.work.finances.queries.words import SERIES, method_name, month_mark, month_name

KNOWN = 18
"""Known months drawn before the forecast."""


@dataclass(frozen=True)
class StepRow:
    """One month ahead."""

    name: str
    value: int
    low: int
    high: int
    error: int | None
    asked: int
    held: int


@dataclass(frozen=True)
class MethodRow:
    """One method in the backtest."""

    name: str
    mae: int | None
    mase: float | None
    is_chosen: bool


@dataclass(frozen=True)
class Shown:
    """One series of a forecast: refused with a sentence, or drawn with its steps and its methods."""

    code: str
    title: str
    refusal: str = ""
    chart: Chart | None = None
    steps: tuple[StepRow, ...] = ()
    methods: tuple[MethodRow, ...] = ()
    method: str = ""
    level: int = 0
    origins: int = 0
    asked: int = 0
    held: int = 0

    @property
    def share(self) -> float | None:
        """Measured coverage, 0…1."""
        return self.held / self.asked if self.asked else None


def latest(currency: str) -> ForecastRun | None:
    """The last forecast that was computed."""
    return ForecastRun.objects.filter(currency=currency, computed_at__isnull=False).select_related("asked_by").first()


def newest(currency: str) -> ForecastRun | None:
    """The last forecast that was asked for, whatever became of it."""
    return ForecastRun.objects.filter(currency=currency).select_related("job", "asked_by").first()


def _month_of(mark: str) -> Month:
    year, month = mark.split("-")
    return int(year), int(month)


def shown(run: ForecastRun) -> list[Shown]:
    """Every series of a forecast, in the order in which it was asked."""
    return [_series(run, name) for name in SERIES if name in run.results]


def _series(run: ForecastRun, name: str) -> Shown:
    found, title = run.results[name], str(SERIES[name])
    if "refusal" in found:
        return Shown(name, title, refusal=found["refusal"]["ru" if get_language() == "ru" else "en"])
    score = next(row for row in found["table"] if row["method"] == found["method"])
    last = _month_of(run.inputs[name][-1][0])
    steps = tuple(
        StepRow(month_name(plus(last, place)), step["value"], step["low"], step["high"], error, asked, held)
        for place, (step, error, asked, held) in enumerate(zip(found["steps"], score["by_horizon"], found["asked"], found["held"], strict=True), 1)
    )
    methods = tuple(MethodRow(method_name(row["method"]), row["mae"], row["mase"], row["method"] == found["method"]) for row in found["table"])
    counted: dict[str, Any] = {"asked": sum(found["asked"]), "held": sum(found["held"]), "level": found["level"], "origins": found["origins"]}
    return Shown(name, title, "", _chart(run, name), steps, methods, method_name(found["method"]), **counted)


def _chart(run: ForecastRun, name: str) -> Chart:
    known = [(_month_of(mark), value) for mark, value in run.inputs[name]]
    last, found = known[-1][0], run.results[name]
    ahead = [(month_mark(plus(last, place)), step) for place, step in enumerate(found["steps"], 1)]
    series = [
        Series(_("Known"), [Point(month_mark(month), thousands(value, run.currency)) for month, value in known[-KNOWN:]]),
        Series(_("Expected"), [Point(mark, thousands(step["value"], run.currency)) for mark, step in ahead]),
    ]
    band = [Band(mark, thousands(step["low"], run.currency), thousands(step["high"], run.currency)) for mark, step in ahead]
    unit, words = in_thousands(run.currency), _("interval of %(level)s %%") % {"level": found["level"]}
    return path_chart(series, title=SERIES[name], unit=unit, band=band, band_name=words, decimals=0)
