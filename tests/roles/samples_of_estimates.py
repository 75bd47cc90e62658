"""What to put into the addresses of pages of imputed values and forecasts."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sextant.work.returns.models import (
    Collection,
    FilledVariable,
    Filling,
    Forecast,
    ForecastRun,
    ForecastSeries,
    ImputedValue,
    Library,
    SeriesBreak,
    YearRelease,
)

if TYPE_CHECKING:
    from tests.roles.world import World


def _collection(world: "World") -> dict[str, Any]:
    """A collection whose gaps were filled, which was forecast, and of whose series a break is declared."""
    if "estimates" not in world.left:
        collection = Collection.objects.create(code="estimates", name_en="Returns with estimates")
        release = YearRelease.objects.create(collection=collection, year=2018, libraries=1)
        library = Library.objects.create(collection=collection, key="1", name="Library", region="AK")
        ended = {"number": 1, "outcome": "done", "made_at": timezone.now()}
        filling = Filling.objects.create(release=release, cells=1, libraries=1, **ended)
        FilledVariable.objects.create(filling=filling, variable="visits", methods={"last_value": 1}, cells=1, reported=10, imputed=5)
        ImputedValue.objects.create(filling=filling, library=library, variable="visits", value=5, method="last_value", source_year=2017)
        run = ForecastRun.objects.create(collection=collection, years=[2017, 2018], **ended)
        forecast = Forecast.objects.create(run=run, code="visits", is_variable=True, way="none needed")
        ahead = [[2019, 10.0, 8.0, 12.0]]
        ForecastSeries.objects.create(forecast=forecast, level="nation", past=[[2017, 9.0], [2018, 10.0]], ahead=ahead, model="naive")
        world.left["estimates"] = collection
    return {"code": world.left["estimates"].code}


def _year(world: "World") -> dict[str, Any]:
    return {**_collection(world), "year": 2018}


def _forecast(world: "World") -> dict[str, Any]:
    return {**_collection(world), "indicator": "visits"}


def _break(world: "World") -> dict[str, Any]:
    _collection(world)
    told = {"reason_en": "Closed", "reason_ru": "Закрыто"}
    return {"pk": SeriesBreak.objects.get_or_create(collection=world.left["estimates"], year=2020, defaults=told)[0].pk}


SAMPLES = {
    **{f"returns:{name}": _year for name in ("gaps", "gap_values", "fill_gaps")},
    **{f"returns:{name}": _collection for name in ("ahead", "start_forecast", "breaks")},
    "returns:forecast": _forecast,
    "returns:variable": lambda world: {**_collection(world), "variable": "visits"},
    "returns:withdraw_break": _break,
    "api:return_gaps": lambda world: {"collection": _collection(world)["code"], "year": 2018},
    "api:return_imputed": lambda world: {"collection": _collection(world)["code"], "year": 2018},
    "api:return_forecasts": lambda world: {"collection": _collection(world)["code"]},
    "api:return_forecast": lambda world: {"collection": _collection(world)["code"], "indicator": "visits"},
}
