"""Filling the gaps of a year, and forecasting a collection; the numeric libraries are loaded inside."""

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.returns.actions.estimates import refuse_run, store_filling
from sextant.work.returns.estimating import filled_year
from sextant.work.returns.models import Filling


def _lacking(error: ModuleNotFoundError) -> dict[str, str]:
    """What to say where the extra of the lab is not installed."""
    from sextant.lab.returns.imputing.refusals import say

    said = say("extra_missing", name=str(error.name))
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
