"""Forecasts of an edition: the years known, the years ahead with their intervals, and how the model did on years held out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import Band, path_chart
from sextant.work.observatory.models import Analysis

MODELS: dict[str, str | Promise] = {
    "naive": gettext_lazy("as last year"),
    "drift": gettext_lazy("drift"),
    "damped_trend": gettext_lazy("damped trend"),
    "logistic": gettext_lazy("logistic growth"),
}


@dataclass(frozen=True)
class Outlook:
    """One concept: works by year, rows ahead, the model, and its error on held-out years beside that of the naive model (`gain`: how much less)."""

    code: str
    label: str
    works: int
    known: dict[str, int]
    ahead: list[dict[str, Any]]
    model: str
    gain: float
    mase: float | None
    naive: float | None
    coverage80: float | None

    @property
    def beats(self) -> bool:
        """Whether a model is used that did better than the naive one."""
        return self.model != "naive" and self.gain > 0

    @property
    def model_name(self) -> str:
        return str(MODELS.get(self.model, self.model))

    @property
    def first(self) -> dict[str, Any]:
        return self.ahead[0]

    def chart(self) -> Chart:
        """Known years and years ahead with the 80 % interval."""
        last = list(self.known)[-1:]
        known = Series(_("works"), [Point(year, float(value)) for year, value in self.known.items()])
        forecast = [Point(last[0], float(self.known[last[0]]))] if last else []
        forecast += [Point(str(row["year"]), row["value"]) for row in self.ahead]
        band = [Band(str(row["year"]), row["low80"], row["high80"]) for row in self.ahead]
        title = _("Works a year: %(concept)s") % {"concept": self.label}
        return path_chart([known, Series(_("forecast"), forecast)], title=title, band=band, band_name=_("80% interval"), decimals=0)


def outlooks(analysis: Analysis, topics: Analysis, names: Mapping[str, str], only: str = "") -> list[Outlook]:
    """Concepts in the order of the analysis, or the one asked for."""
    counts = {row["concept"]: row for row in topics.rows if not only or row["concept"] == only}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in analysis.rows:
        if row["concept"] in counts:
            rows.setdefault(row["concept"], []).append(row)
    return [_outlook(code, ahead, counts[code], names) for code, ahead in rows.items()]


def _outlook(code: str, ahead: list[dict[str, Any]], counted: dict[str, Any], names: Mapping[str, str]) -> Outlook:
    test = ahead[0]["backtest"]
    figures = (test.get("gain") or 0.0, test.get("mase"), test.get("naive"), test.get("coverage80"))
    return Outlook(code, names.get(code, code), counted["works"], counted["by_year"], ahead, ahead[0]["model"], *figures)
