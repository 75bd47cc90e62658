"""Computing forecasts: numpy is loaded here and only when a forecast is computed, never by the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.finances.actions.forecasts import store_forecast
from sextant.work.finances.models import ForecastRun

SEASON = 12
BOUNDED = ("income",)
"""Series that cannot fall below zero; the free money can: that is what is asked."""


@job("finances.compute_forecast", title=_("Forecast of money and income"))
def compute_forecast(run: Run, forecast_id: int) -> None:
    """Computes a forecast that was asked for from the inputs it was asked with; a second try finds it done."""
    asked = ForecastRun.objects.select_related("asked_by").get(pk=forecast_id)
    if asked.computed_at is not None:
        return
    results: dict[str, Any] = {}
    for place, (name, rows) in enumerate(asked.inputs.items()):
        run.progress(place, len(asked.inputs))
        results[name] = computed(name, [value for _month, value in rows])
    with run.last_step():
        store_forecast(asked, results=results)


def computed(name: str, values: list[int]) -> dict[str, Any]:
    """The forecast of one monthly series as plain values, amounts in minor units; or why there is none, in both languages."""
    from sextant.lab.forecasting.forecasts import forecast
    from sextant.lab.forecasting.refusals import ForecastRefused

    horizon = SEASON if len(values) >= 4 * SEASON else SEASON // 2
    try:
        found = forecast(values, horizon=horizon, season=SEASON, lower=0 if name in BOUNDED else None)
    except ForecastRefused as refusal:
        return {"refusal": {language: refusal.sentence(language) for language in ("en", "ru")}}
    return {
        "method": found.method,
        "level": found.level,
        "start": found.start,
        "origins": found.origins,
        "steps": [{"value": round(one.value), "low": round(one.low), "high": round(one.high)} for one in found.steps],
        "table": [
            {
                "method": row.method,
                "mae": None if row.mae is None else round(row.mae),
                "mase": None if row.mase is None else round(row.mase, 3),
                "by_horizon": [round(one) for one in row.by_horizon],
                "left_out": row.left_out,
            }
            for row in found.table
        ],
        "asked": list(found.coverage.asked),
        "held": list(found.coverage.held),
    }
