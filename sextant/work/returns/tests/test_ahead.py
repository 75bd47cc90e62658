"""What lies ahead of a collection: forecast by a job, with its backtest, its intervals and declared breaks."""

import json

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError

from sextant.base.jobs.worker import perform_here, run_waiting
from sextant.base.measures.outlooks import outlooks
from sextant.work.returns.actions.forecasts import ask_forecast, declare_break
from sextant.work.returns.commands.estimates import returns
from sextant.work.returns.models import (
    Aggregate,
    Collection,
    ForecastRun,
    Library,
    LibraryForecast,
    LibraryReturn,
    SeriesBreak,
    SurveyTerm,
    YearRelease,
)
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


REASON = {"reason_en": "Closed for months", "reason_ru": "Месяцами закрыты"}


def test_regions_stand_beside_their_sum_and_the_nation(client, held):
    run = forecast(held)
    visits = run.forecasts.get(code="visits")
    nation, regions = visits.series.get(level="nation"), visits.series.filter(level="region")
    sums = [sum(one.ahead[step][1] for one in regions) for step in range(3)]
    if visits.way not in ("none", ""):
        assert sums == pytest.approx([step[1] for step in nation.ahead], rel=1e-4)
    page = client.get("/en/returns/collections/pls/ahead/of/visits/").content.decode()
    assert ("Sum of the regions" in page, f"{sums[0]:,.0f}" in page, "How the levels agree" in page) == (True, True, True)
    ratio = client.get("/en/returns/collections/pls/ahead/of/visits_per_head/").content.decode()
    assert ("Sum of the regions" in ratio, "A ratio does not add up" in ratio) == (False, True)


def test_where_the_naive_forecast_is_kept_the_page_says_so(client, held):
    run = forecast(held)
    kept = next(one for one in run.forecasts.all() if one.series.filter(level="nation", model="naive").exists())
    page = client.get(f"/en/returns/collections/pls/ahead/of/{kept.code}/").content.decode()
    assert "No model was better than repeating the last value" in page
    assert "none was better" in client.get("/en/returns/collections/pls/ahead/").content.decode()


def test_a_declared_break_is_heeded_marked_and_makes_older_forecasts_stale(client, held, make_user):
    forecast(held)
    client.force_login(make_user("analyst"))
    answer = client.post("/en/returns/collections/pls/ahead/breaks/", {"year": "2016", **REASON})
    assert (answer.status_code, SeriesBreak.objects.get().reason_ru) == (302, "Месяцами закрыты")
    assert "have changed since these forecasts" in client.get("/en/returns/collections/pls/ahead/").content.decode()
    run = forecast(held)
    assert run.breaks == [[2016, "Closed for months", "Месяцами закрыты"]]
    page = client.get("/ru/returns/collections/pls/ahead/of/visits/").content.decode()
    assert ("разрыв 2016" in page, "Месяцами закрыты" in page) == (True, True)
    assert "have changed since" not in client.get("/en/returns/collections/pls/ahead/").content.decode()
    told = client.get("/api/returns/collections/pls/forecasts/visits").json()
    assert [one["year"] for one in told[0]["breaks"]] == [2016]
    withdraw = f"/en/returns/breaks/{SeriesBreak.objects.get().pk}/withdraw/"
    asked = client.get(withdraw).content.decode()
    assert ("Withdraw the break of 2016" in asked, "Closed for months" in asked, SeriesBreak.objects.count()) == (True, True, 1)
    client.post(withdraw)
    assert (SeriesBreak.objects.count(), run.breaks[0][0]) == (0, 2016)


def test_nothing_is_learned_across_a_change_of_notion_that_nothing_bridges(client, held):
    def told(run, code):
        return [run.forecasts.get(code=code).series.get(level="nation").ahead, run.forecasts.get(code=code).units]

    plain = forecast(held)
    SurveyTerm.objects.create(collection=held, code="VISITS", name="Visits by hand", variable="visits", valid_until=2015, replaced_by="GATE")
    SurveyTerm.objects.create(collection=held, code="GATE", name="Visits through gates", valid_from=2016)
    assert "have changed since these forecasts" in client.get("/en/returns/collections/pls/ahead/").content.decode()
    cut = forecast(held)
    SurveyTerm.objects.filter(code="VISITS").update(rule="VISITS * 1.5")
    bridged = forecast(held)
    SurveyTerm.objects.all().delete()
    declare_break(held, year=2016, **REASON, by=None)
    declared = forecast(held)
    assert told(cut, "visits") == told(declared, "visits") != told(plain, "visits") == told(bridged, "visits")
    assert told(cut, "visits_per_head") == told(declared, "visits_per_head") != told(plain, "visits_per_head")
    assert told(cut, "spending_per_head") == told(plain, "spending_per_head")


def test_a_break_of_one_region_takes_the_past_of_its_libraries_alone(client, held, make_user):
    client.force_login(make_user("analyst"))
    before = forecast(held)
    client.post("/en/returns/collections/pls/ahead/breaks/", {"year": "2016", "region": "AL", **REASON})
    assert SeriesBreak.objects.get().region == "AL"
    page = client.get("/en/returns/collections/pls/ahead/breaks/").content.decode()
    assert "<strong>2016, Alabama</strong>" in page
    assert "have changed since these forecasts" in client.get("/en/returns/collections/pls/ahead/").content.decode()
    run = forecast(held)
    assert run.breaks == [[2016, "Closed for months", "Месяцами закрыты", "AL"]]
    page = client.get("/en/returns/collections/pls/ahead/of/visits_per_head/").content.decode()
    assert ("Declared break of 2016 in Alabama" in page, "break of 2016</text>" in page) == (True, False)
    told = client.get("/api/returns/collections/pls/forecasts/visits_per_head?by=region").json()
    assert {row["unit_id"]: [one["year"] for one in row.get("breaks", [])] for row in told} == {"AK": [], "AL": [2016]}
    past = [one.forecasts.get(code="visits_per_head").series.get(region="AL").past for one in (before, run)]
    assert [year for year, value in past[0] if value is None] == []
    assert [year for year, value in past[1] if value is None] == [2012, 2013, 2014, 2015]


def test_a_break_of_a_region_to_come_ends_its_forecasts_alone(client, held):
    declare_break(held, year=2020, region="AL", **REASON, by=None)
    run = forecast(held)
    ahead = {one.region: [step[0] for step in one.ahead] for one in run.forecasts.get(code="visits").series.filter(level="region")}
    assert (ahead["AL"], ahead["AK"][:2]) == ([2019], [2019, 2020])
    assert client.get("/en/returns/collections/pls/ahead/of/visits/").status_code == 200
    declare_break(held, year=2019, region="AL", **REASON, by=None)
    again = forecast(held)
    assert [one.region for one in again.forecasts.get(code="visits").series.filter(level="region")] == ["AK"]
    assert client.get("/en/returns/collections/pls/ahead/of/visits/").status_code == 200


def test_a_break_is_declared_for_a_region_that_there_is_and_not_twice(held):
    with pytest.raises(ValidationError, match="No library of this collection lies in that region"):
        declare_break(held, year=2016, region="XX", **REASON, by=None)
    declare_break(held, year=2016, **REASON, by=None)
    with pytest.raises(ValidationError, match="is declared already"):
        declare_break(held, year=2016, region="AL", **REASON, by=None)


def test_a_break_in_the_first_year_ahead_leaves_nothing_to_forecast_and_says_why(client, held):
    declare_break(held, year=2019, **REASON, by=None)
    run = forecast(held)
    assert run.forecasts.filter(series__isnull=False).count() == 0
    assert "A break is declared for 2019" in client.get("/en/returns/collections/pls/ahead/").content.decode()


def test_a_break_is_declared_once_a_year_in_words_of_both_languages(client, held, make_user):
    declare_break(held, year=2016, **REASON, by=None)
    client.force_login(make_user("analyst"))
    twice = client.post("/en/returns/collections/pls/ahead/breaks/", {"year": "2016", **REASON}).content.decode()
    empty = client.post("/en/returns/collections/pls/ahead/breaks/", {"year": "2015", "reason_en": "—", "reason_ru": "—"}).content.decode()
    assert ("is declared already" in twice, "Say in words what changed" in empty, SeriesBreak.objects.count()) == (True, True, 1)


def test_imputed_values_of_a_file_are_no_past(held):
    LibraryReturn.objects.filter(year=2018).update(origins={"visits": "imputed"})
    run = forecast(held)
    assert run.forecasts.get(code="visits").series.get(level="nation").past[-1][0] == 2017
    assert run.forecasts.get(code="loans").series.get(level="nation").past[-1][0] == 2018


def test_strangers_read_and_do_not_start_or_declare(client, held, make_user):
    client.force_login(make_user("treasurer"))
    base = "/en/returns/collections/pls/ahead/"
    assert [client.get(base + path).status_code for path in ("", "start/", "breaks/")] == [200, 403, 403]
    assert (client.post(base + "start/").status_code, client.post(base + "breaks/", {"year": "2016", **REASON}).status_code) == (403, 403)
    assert (ForecastRun.objects.count(), SeriesBreak.objects.count()) == (0, 0)
    assert "Nothing was forecast yet" in client.get(base).content.decode()


def test_the_office_starts_a_run_and_sees_how_far_it_is(client, held, make_user):
    client.force_login(make_user("secretary"))
    client.post("/en/returns/collections/pls/ahead/start/")
    assert "being worked out in the background" in client.get("/en/returns/collections/pls/ahead/").content.decode()
    with pytest.raises(ValidationError, match="being made already"):
        ask_forecast(held, by=None)
    run_waiting()
    assert ForecastRun.objects.get().state == "done"


def test_one_year_is_too_few(held):
    YearRelease.objects.exclude(year=2018).delete()
    with pytest.raises(ValidationError, match="at least two years"):
        ask_forecast(held, by=None)


def test_other_houses_read_the_outlooks_of_the_latest_run(held, django_assert_num_queries):
    forecast(held)
    run = forecast(held)
    with django_assert_num_queries(1):
        told = {one.code: one for one in outlooks() if one.code.startswith("returns.")}
    assert len(told) == run.forecasts.filter(series__level="nation").count()
    visits, nation = told["returns.pls.visits"], run.forecasts.get(code="visits").series.get(level="nation")
    assert (visits.known_until, visits.address, visits.model) == (2018, "/en/returns/collections/pls/ahead/of/visits/", nation.model)
    assert [[one.year, one.value, one.low, one.high] for one in visits.ahead] == nation.ahead
    assert all(one.better_by == 0 for one in told.values() if one.is_naive)


def test_programs_files_and_the_shell_tell_the_same(client, held):
    run = forecast(held)
    nation = run.forecasts.get(code="visits").series.get(level="nation")
    told = client.get("/api/returns/collections/pls/forecasts/visits").json()
    assert [(row["year"], row["value"], row["low80"]) for row in told] == [(year, value, low) for year, value, low, _high in nation.ahead]
    shell = CliRunner().invoke(returns, ["forecast", "--indicator", "visits", "--collection", "pls"])
    assert [row["value"] for row in json.loads(shell.stdout)] == pytest.approx([row["value"] for row in told], rel=1e-5)
    libraries = client.get("/api/returns/collections/pls/forecasts/visits?by=library").json()
    assert len({row["unit_id"] for row in libraries}) == LIBRARIES
    file = json.loads(client.get("/en/returns/collections/pls/ahead/of/visits/?format=json&by=region").getvalue())
    assert sorted({row["unit_id"] for row in file}) == ["AK", "AL"]
    assert client.get("/api/returns/collections/pls/forecasts/visits?by=junk").status_code in (400, 422)
    unknown = CliRunner().invoke(returns, ["forecast", "--indicator", "visitors", "--collection", "pls"])
    assert (unknown.exit_code, "no variable or indicator" in unknown.stderr) == (2, True)


def test_pages_ask_the_database_a_few_times(client, held, django_assert_max_num_queries):
    forecast(held)
    for path in ("collections/pls/ahead/", "collections/pls/ahead/of/visits/", f"libraries/{Library.objects.first().pk}/"):
        with django_assert_max_num_queries(15):
            client.get(f"/en/returns/{path}")


def test_forecasts_tell_nothing_of_regions_that_a_rule_of_protection_withholds(client, held):
    run = forecast(held)
    past = {region: run.forecasts.get(code="visits").series.get(region=region).past for region in ("AK", "AL")}
    row = Aggregate.objects.filter(release__year=2018, group_kind="region", group="AL", indicator="visits", is_variable=True)
    assert row.update(value=None, status="suppressed", missing=["few"]) == 1
    page = client.get("/en/returns/collections/pls/ahead/of/visits/").content.decode()
    shown = {region: f"{values[-1][1]:,.0f}" in page for region, values in past.items()}
    assert (shown, "asked for protection of small groups: Alabama" in page, "Sum of the regions" in page) == ({"AK": True, "AL": False}, True, False)
    told = client.get("/api/returns/collections/pls/forecasts/visits?by=region").json()
    file = client.get("/en/returns/collections/pls/ahead/of/visits/?format=csv&by=region").getvalue().decode()
    assert ({one["unit_id"] for one in told}, "AL," in file, "AK," in file) == ({"AK"}, False, True)
    Aggregate.objects.filter(release__year=2018, group_kind="all", indicator="visits").update(value=None, status="suppressed", missing=["few"])
    nation = run.forecasts.get(code="visits").series.get(level="nation").past[-1][1]
    pages = [client.get(f"/en/returns/collections/pls/ahead/{path}").content.decode() for path in ("", "of/visits/")]
    assert [(f"{nation:,.0f}" in page, "too few libraries" in page) for page in pages] == [(False, True), (False, True)]
    assert client.get("/api/returns/collections/pls/forecasts/visits").json() == []
    assert not any(one.code == "returns.pls.visits" for one in outlooks())
