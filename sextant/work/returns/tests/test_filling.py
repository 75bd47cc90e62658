"""The gaps of a year filled, stored beside what was reported, and shown with how it came about."""

import json

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.base.jobs.worker import perform_here, run_waiting
from sextant.work.returns.actions import open_correction, publish_year
from sextant.work.returns.actions.estimates import ask_filling, store_filling
from sextant.work.returns.commands.estimates import returns
from sextant.work.returns.models import Aggregate, Filling, ImputedValue, Library, LibraryReturn, YearRelease
from sextant.work.returns.reckoning.estimating import filled_year
from sextant.work.returns.tests.factories import run_import, write_table

pytestmark = pytest.mark.django_db
MANY = 40
GAPS = {3: "visits", 7: "loans", 11: "visits"}


def table(folder, year, gaps=None, grown=1.0):
    """A year of forty libraries that lend eight and see five visits a head; some cells are missing."""
    rows = []
    for number in range(MANY):
        people = 1000 + 500 * number
        visits, loans = int(people * 5 * grown), int(people * 8 * grown)
        missing = (gaps or {}).get(number)
        cells = (people, -1 if missing == "visits" else visits, -1 if missing == "loans" else loans, people * 40)
        rows.append(f"AK,AK{number:04d},LIBRARY {number}," + ",".join(map(str, cells)))
    return write_table(folder, f"pls_fy{year}.csv", tuple(rows))


@pytest.fixture
def held(tmp_path):
    """Two years, three gaps in the later one."""
    run_import(table(tmp_path, 2017))
    run_import(table(tmp_path, 2018, GAPS, grown=1.1))
    run_waiting()
    return YearRelease.objects.get(year=2018)


def fill(release):
    filling = ask_filling(release, by=None)
    perform_here(filling.job)
    return Filling.objects.get(pk=filling.pk)


def test_gaps_are_filled_with_method_stratum_and_source_year_and_nothing_reported_is_touched(held):
    before = list(LibraryReturn.objects.order_by("pk").values_list("pk", "values", "statuses", "origins"))
    filling = fill(held)
    assert (filling.state, filling.cells, filling.libraries, filling.left, filling.years) == ("done", 3, 3, 0, [2017])
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    assert value.value == pytest.approx(2500 * 5 * 1.1, rel=0.02)
    assert (value.method != "", value.stratum != "", value.source_year) == (True, True, 2017)
    assert list(LibraryReturn.objects.order_by("pk").values_list("pk", "values", "statuses", "origins")) == before


def test_the_page_tells_method_errors_and_totals_with_and_without(client, held):
    filling = fill(held)
    page = client.get("/en/returns/collections/pls/2018/gaps/").content.decode()
    row = filling.variables.get(variable="visits")
    assert (row.cells, row.tried > 0, row.total) == (2, True, row.reported + row.imputed)
    assert row.error <= row.error_last
    whole = sum(int((1000 + 500 * number) * 5 * 1.1) for number in range(MANY))
    assert row.total == pytest.approx(whole, rel=0.01)
    assert (f"{row.total:,.0f}" in page, "Gaps of 2018" in page) == (True, True)
    year = client.get("/en/returns/collections/pls/2018/").content.decode()
    assert "do not include what was imputed here" in year


def test_a_later_run_replaces_the_whole_and_the_earlier_stays(client, held, tmp_path):
    first = fill(held)
    kept = list(first.values.values_list("library__key", "variable", "value"))
    run_import(table(tmp_path, 2018, {3: "visits", 7: "loans"}, grown=1.1), replace=True)
    page = client.get("/en/returns/collections/pls/2018/gaps/").content.decode()
    assert "Figures have changed since this run was made" in page
    second = fill(YearRelease.objects.get(year=2018))
    assert ((first.number, first.cells), (second.number, second.cells)) == ((1, 3), (2, 2))
    assert (list(first.values.values_list("library__key", "variable", "value")), first.fingerprint != second.fingerprint) == (kept, True)
    library = client.get(f"/en/returns/libraries/{Library.objects.get(key='AK0011').pk}/").content.decode()
    assert ("≈" in library, "What the library reported" in library) == (False, True)


def test_imputed_values_are_never_truth_for_another_run(held):
    first = fill(held)
    first.values.update(value=10**9)
    again = fill(held)
    assert max(again.values.values_list("value", flat=True)) < 10**6
    assert again.fingerprint == first.fingerprint


def test_values_that_came_in_imputed_are_neither_truth_nor_gaps(held):
    row = LibraryReturn.objects.get(year=2018, library__key="AK0005")
    LibraryReturn.objects.filter(pk=row.pk).update(origins={"visits": "imputed"}, values=row.values | {"visits": 10**9})
    made = filled_year(held, lambda done, total: None)
    assert (made.sums.brought["visits"], len(made.filled.cells)) == (10**9, 3)
    assert max(cell.value for cell in made.filled.cells) < 10**6


def test_a_run_that_has_ended_is_not_written_again(held):
    filling = fill(held)
    with pytest.raises(ValidationError, match="has ended already"):
        store_filling(filling, filled_year(held, lambda done, total: None))


def test_one_run_at_a_time_and_none_over_a_year_without_figures(held):
    ask_filling(held, by=None)
    with pytest.raises(ValidationError, match="are being filled already"):
        ask_filling(held, by=None)
    empty = YearRelease.objects.create(collection=held.collection, year=2019)
    with pytest.raises(ValidationError, match="no figures yet"):
        ask_filling(empty, by=None)


def test_publishing_fills_the_gaps_and_publishing_the_same_again_does_not(held):
    publish_year(held, by=None)
    run_waiting()
    assert [(one.state, one.cells) for one in Filling.objects.all()] == [("done", 3)]
    open_correction(held, reason="Looked again", by=None)
    publish_year(held, by=None)
    assert Filling.objects.count() == 1


def test_totals_of_the_year_stay_without_imputations_and_their_sums_agree(held):
    before = list(Aggregate.objects.filter(release=held, is_variable=True, group_kind="all").order_by("indicator").values_list("indicator", "value"))
    filling = fill(held)
    after = list(Aggregate.objects.filter(release=held, is_variable=True, group_kind="all").order_by("indicator").values_list("indicator", "value"))
    assert after == before
    for row in filling.variables.all():
        assert row.reported + row.brought == dict(after)[row.variable]
        assert row.imputed == sum(filling.values.filter(variable=row.variable).values_list("value", flat=True))


def test_who_may_start(client, held, make_user):
    address = "/en/returns/collections/pls/2018/gaps/fill/"
    assert client.post(address).status_code == 302
    client.force_login(make_user("treasurer"))
    assert (client.post(address).status_code, Filling.objects.count()) == (403, 0)
    client.force_login(make_user("analyst"))
    assert "What libraries reported stays as it is" in client.get(address).content.decode()
    client.post(address)
    page = client.get("/en/returns/collections/pls/2018/gaps/").content.decode()
    assert (Filling.objects.get().state, "being worked out in the background" in page) == ("queued", True)
    part = client.get("/en/returns/collections/pls/2018/gaps/?waiting=1", headers={"HX-Request": "true"})
    assert (b"<html" in part.content, b"Steps done" in part.content) == (False, True)
    run_waiting()
    assert client.get("/en/returns/collections/pls/2018/gaps/?waiting=1", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_values_are_filtered_and_taken_away(client, held):
    fill(held)
    address = "/en/returns/collections/pls/2018/gaps/values/"
    told = json.loads(client.get(f"{address}?format=json&variable=visits").getvalue())
    assert [(row["library"], row["origin"], row["variable"]) for row in told] == [("AK0003", "imputed", "visits"), ("AK0011", "imputed", "visits")]
    table = json.loads(client.get("/en/returns/collections/pls/2018/gaps/?format=json&q=visits").getvalue())
    assert [(row["variable"], row["cells"]) for row in table] == [("visits", 2)]
    assert client.get(f"{address}?q=nobody").content.decode().count("No imputed value answers") == 1
    assert client.get(f"{address}?variable=junk&method=junk").status_code == 200


def test_programs_and_the_shell_read_the_same_values(client, held):
    missing = CliRunner().invoke(returns, ["impute", "--year", "2018", "--collection", "pls"])
    assert "have not been filled" in str(missing.exception)
    made = CliRunner().invoke(returns, ["fill", "--year", "2018", "--collection", "pls"])
    assert (made.exit_code, "Values imputed: 3 in 3 libraries; gaps left: 0." in made.stdout) == (0, True)
    printed = json.loads(CliRunner().invoke(returns, ["impute", "--year", "2018", "--collection", "pls", "--format", "json"]).stdout)
    told = client.get("/api/returns/collections/pls/2018/imputed").json()["items"]
    assert [(row["library"], row["value"]) for row in told] == [(row["library"], row["value"]) for row in printed]
    assert sorted(printed[0]) == ["donors", "library", "method", "source_year", "stratum", "value", "variable"]
    gaps = client.get("/api/returns/collections/pls/2018/gaps").json()
    assert {row["variable"]: row["cells"] for row in gaps} == {"loans": 1, "visits": 2}
    assert client.get("/api/returns/collections/pls/2017/gaps").status_code == 404


def test_a_year_without_gaps_says_so(client, held):
    fill(YearRelease.objects.get(year=2017))
    assert "Nothing is missing" in client.get("/en/returns/collections/pls/2017/gaps/").content.decode()


def test_the_pages_ask_the_database_as_often_for_one_value_as_for_many(client, held, django_assert_max_num_queries):
    fill(held)
    for path in ("collections/pls/2018/gaps/", "collections/pls/2018/gaps/values/", "collections/pls/2018/"):
        with django_assert_max_num_queries(15):
            client.get(f"/en/returns/{path}")


def test_an_imputed_value_stands_in_its_cell_marked_and_opening_to_how_it_came_about(client, held):
    fill(held)
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    address = f"/en/returns/libraries/{value.library_id}/"
    page = client.get(address).content.decode()
    cell = page[page.index('<details class="guess">') :].partition("</details>")[0]
    assert ("imputed, not reported:" in cell, "≈" in cell, f"{value.value:,.0f}" in cell, "missing" in cell) == (True, True, True, True)
    assert ("2017" in cell, "population class" in cell, "hidden values" in cell) == (True, True, True)
    assert page.count('<details class="guess">') == 1
    other = client.get(f"/en/returns/libraries/{Library.objects.get(key='AK0001').pk}/").content.decode()
    assert ("≈" in other, "imputed" in other) == (False, False)


def test_a_librarys_download_tells_the_origin_of_every_number(client, held):
    fill(held)
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    rows = json.loads(client.get(f"/en/returns/libraries/{value.library_id}/?format=json").getvalue())
    told = {(row["year"], row["variable"]): row for row in rows}
    mine = told[2018, "visits"]
    assert (mine["value"], mine["status"], mine["origin"]) == (value.value, "missing", "imputed")
    assert (mine["method"], mine["source_year"]) == (value.method, 2017)
    assert [told[year, "loans"]["origin"] for year in (2017, 2018)] == ["reported", "reported"]
    assert {row["origin"] for row in rows} == {"reported", "imputed"}


def test_programs_get_imputed_values_of_a_library_only_where_they_ask_for_them(client, held):
    fill(held)
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    found = {}
    for question in ("", "?imputed=true"):
        rows = client.get(f"/api/returns/libraries/{value.library_id}/observations{question}").json()
        (mine,) = (row for row in rows if (row["year"], row["variable"]) == (2018, "visits"))
        found[question] = mine["value"], mine["status"], mine["origin"], mine["source_year"]
    assert found == {"": (None, "missing", "", None), "?imputed=true": (value.value, "missing", "imputed", 2017)}


def test_no_indicator_total_or_rank_takes_an_imputed_value_for_a_reported_one(client, held):
    before = list(Aggregate.objects.order_by("pk").values_list("indicator", "group", "n", "value"))
    ranks = client.get("/en/returns/collections/pls/indicators/visits_per_head/?year=2018&format=json").getvalue()
    fill(held)
    ImputedValue.objects.update(value=10**9)
    assert list(Aggregate.objects.order_by("pk").values_list("indicator", "group", "n", "value")) == before
    assert client.get("/en/returns/collections/pls/indicators/visits_per_head/?year=2018&format=json").getvalue() == ranks
    page = client.get(f"/en/returns/libraries/{Library.objects.get(key='AK0003').pk}/").content.decode()
    assert page.count("1,000,000,000") == 1


def test_a_librarys_page_asks_as_much_with_one_imputed_value_as_with_three(client, held):
    fill(held)
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    asked = []
    for codes in ((), ("loans", "spending")):
        for code in codes:
            ImputedValue.objects.create(filling=value.filling, library=value.library, variable=code, value=5, method="nearest", source_year=2017)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/returns/libraries/{value.library_id}/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15
