"""What lies ahead of a collection: forecast by a job, with its backtest, its intervals and declared breaks."""

import pytest

from sextant.base.jobs.worker import perform_here, run_waiting
from sextant.work.returns.actions.forecasts import ask_forecast
from sextant.work.returns.models import Collection, ForecastRun, Library, LibraryForecast, LibraryReturn
from sextant.work.returns.tests.factories import run_import, write_table

pytestmark = pytest.mark.django_db
LIBRARIES, YEARS = 24, range(2012, 2019)
WAVE = (0, 3, -2, 5, 1, -4, 2)


def table(folder, year):
    """Two dozen libraries in two states, whose figures go up and down."""
    rows = []
    for number in range(LIBRARIES):
        people = 1000 + 500 * number
        visits = int(people * (5 + (WAVE[(number + year) % 7]) / 20))
        rows.append(f"{'AK' if number % 2 else 'AL'},L{number:04d},LIBRARY {number},{people},{visits},{visits * 2},{people * 40}")
    return write_table(folder, f"pls_fy{year}.csv", tuple(rows))


@pytest.fixture
def held(tmp_path):
    for year in YEARS:
        run_import(table(tmp_path, year))
    run_waiting()
    return Collection.objects.get(code="pls")


def forecast(collection):
    run = ask_forecast(collection, by=None)
    perform_here(run.job)
    return ForecastRun.objects.get(pk=run.pk)


def test_every_indicator_is_forecast_on_every_level_with_intervals_and_backtest(held):
    run = forecast(held)
    assert (run.state, run.years, run.breaks) == ("done", list(YEARS), [])
    visits = run.forecasts.get(code="visits")
    nation = visits.series.get(level="nation")
    assert [year for year, *_rest in nation.ahead] == [2019, 2020, 2021]
    assert all(low <= value <= high for _year, value, low, high in nation.ahead)
    assert nation.past[-1] == [2018, sum(row.values["visits"] for row in LibraryReturn.objects.filter(year=2018))]
    assert [one.region for one in visits.series.filter(level="region")] == ["AK", "AL"]
    assert LibraryForecast.objects.filter(run=run, series__has_key="visits_per_head").count() == LIBRARIES


def test_pages_of_what_lies_ahead_open_to_everybody(client, held):
    forecast(held)
    for path in ("", "of/visits/", "of/visits_per_head/"):
        answer = client.get(f"/en/returns/collections/pls/ahead/{path}")
        assert answer.status_code == 200
    assert client.get(f"/en/returns/libraries/{Library.objects.first().pk}/").status_code == 200
