"""Filling the gaps of a year, and forecasting a collection; the numeric libraries are loaded inside."""

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.returns.actions.estimates import refuse_run, store_filling
from sextant.work.returns.actions.forecasts import store_forecast
from sextant.work.returns.models import Filling, ForecastRun
from sextant.work.returns.reckoning.estimating import filled_year
from sextant.work.returns.reckoning.looking_ahead import foreseen


def _lacking(error: ModuleNotFoundError) -> dict[str, str]:
    """What to say where the extra of the lab is not installed."""
    from sextant.lab.returns.imputing.refusals import refuse

    said = refuse("extra_missing", name=str(error.name)).said
    return {"en": said.en, "ru": said.ru}


@job("returns.fill_gaps", title=_("Filling the gaps of a year"), tries=2)
def fill_gaps(run: Run, filling_id: int) -> None:
    """Makes a run over a year and stores it whole; one that has ended stays as it is."""
    filling = Filling.objects.select_related("release__collection", "by").get(pk=filling_id)
    if filling.outcome:
        return
    try:
        made = filled_year(filling.release, run.progress)
    except ModuleNotFoundError as lacking:
        with run.last_step():
            refuse_run(filling, _lacking(lacking))
        return
    with run.last_step() as result:
        stored = store_filling(filling, made)
        result.update({"imputed": stored.cells, "left": stored.left})


@job("returns.forecast_collection", title=_("Forecasts of a collection"), tries=2)
def forecast_collection(run: Run, run_id: int) -> None:
    """Forecasts a collection and stores the run whole; one that has ended stays as it is."""
    work = ForecastRun.objects.select_related("collection", "by").get(pk=run_id)
    if work.outcome:
        return
    try:
        made = foreseen(work.collection, work.horizon, run.progress)
    except ModuleNotFoundError as lacking:
        with run.last_step():
            refuse_run(work, _lacking(lacking))
        return
    with run.last_step() as result:
        store_forecast(work, made)
        result.update({"indicators": len(made.forecasts)})
