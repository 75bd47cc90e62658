"""Gaps filled and forecasts made of the invented returns, with the closing of 2020 and the opening of 2022 declared as breaks. Nothing where the extra “lab” is not installed."""

from sextant.work.returns.actions.estimates import store_filling
from sextant.work.returns.actions.forecasts import declare_break, store_forecast
from sextant.work.returns.models import Collection, Filling, ForecastRun
from sextant.work.returns.reckoning.estimating import filled_year
from sextant.work.returns.reckoning.looking_ahead import HORIZON, foreseen

BREAKS = (
    (
        2020,
        "invented libraries were closed for months in the pandemic (demo)",
        "во время пандемии вымышленные библиотеки были месяцами закрыты (демонстрация)",
    ),
    (2022, "invented libraries opened again (demo)", "вымышленные библиотеки снова открылись (демонстрация)"),
)


def make_estimates(collection: Collection) -> None:
    """A filling of the latest year, and forecasts that heed the break."""
    held = list(collection.years.order_by("year"))
    for year, english, russian in BREAKS:
        if held[0].year < year <= held[-1].year:
            declare_break(collection, year=year, reason_en=english, reason_ru=russian, by=None)
    try:
        made, ahead = filled_year(held[-1], _nobody), foreseen(collection, HORIZON, _nobody)
    except ModuleNotFoundError:
        return
    store_filling(Filling.objects.create(release=held[-1], number=1), made)
    store_forecast(ForecastRun.objects.create(collection=collection, number=1, horizon=HORIZON), ahead)


def _nobody(done: int, total: int) -> None:
    """Nobody follows how far the demo is."""
