"""The page of a variable: totals with and without imputations, and every library's value with how it came about."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.base.jobs.worker import perform_here
from sextant.work.returns.actions.estimates import ask_filling
from sextant.work.returns.actions.protection import protect_groups
from sextant.work.returns.models import FilledVariable, ImputedValue, YearRelease
from sextant.work.returns.tests.factories import run_import
from sextant.work.returns.tests.rounds import worked
from sextant.work.returns.tests.test_filling import GAPS, table

pytestmark = pytest.mark.django_db
ADDRESS = "/en/returns/collections/pls/variables/visits/"


@pytest.fixture
def filled(tmp_path):
    """Two years of forty libraries; two did not say their visits of the later one, and were filled in."""
    run_import(table(tmp_path, 2017))
    run_import(table(tmp_path, 2018, GAPS, grown=1.1))
    perform_here(ask_filling(YearRelease.objects.get(year=2018), by=None).job)
    return FilledVariable.objects.get(variable="visits")


def test_totals_stand_with_and_without_imputations(client, filled):
    page = client.get(ADDRESS).content.decode()
    row = next(part for part in page.split("<tr>") if ">2018</a>" in part and 'scope="row"' in part)
    assert (f">{filled.reported:,.0f}<" in row, f">{filled.total:,.0f}<" in row) == (True, True)
    earlier = next(part for part in page.split("<tr>") if ">2017</a>" in part and 'scope="row"' in part)
    assert "–</td>" in earlier


def test_imputed_values_stand_in_their_cells_and_nowhere_else(client, filled):
    page = client.get(ADDRESS).content.decode()
    assert page.count('<details class="guess">') == 2
    assert client.get(f"{ADDRESS}?year=2017").content.decode().count('<details class="guess">') == 0
    one = client.get(f"{ADDRESS}?q=AK0003").content.decode()
    assert (one.count('<details class="guess">'), "AK0004" in one) == (1, False)
    assert "No library answers this question" in client.get(f"{ADDRESS}?q=nobody").content.decode()


def test_the_download_tells_the_origin_of_every_value(client, filled):
    rows = json.loads(client.get(f"{ADDRESS}?format=json").getvalue())
    assert len(rows) == 40
    imputed = {row["unit_id"]: row for row in rows if row["origin"] == "imputed"}
    assert (sorted(imputed), {row["status"] for row in imputed.values()}) == (["AK0003", "AK0011"], {"missing"})
    assert {row["origin"] for row in rows} == {"reported", "imputed"}
    value = ImputedValue.objects.get(library__key="AK0003", variable="visits")
    assert (imputed["AK0003"]["value"], imputed["AK0003"]["method"], imputed["AK0003"]["source_year"]) == (value.value, value.method, 2017)
    assert sum(row["value"] for row in rows if row["status"] == "ok") == filled.reported


def test_three_imputed_values_cost_as_many_queries_as_one(client, filled):
    asked = []
    for year in ("2018", "2018&q=AK0003"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{ADDRESS}?year={year}")
        asked.append(len(queries))
    assert asked[0] <= asked[1] <= 15


def test_a_variable_that_nobody_asked_for_says_so_and_one_that_there_is_not_is_not_found(client, filled):
    assert "No year of this collection asked for the variable" in client.get(ADDRESS.replace("visits", "branches")).content.decode()
    assert client.get(ADDRESS.replace("visits", "visitors")).status_code == 404


def test_a_total_that_protection_withholds_is_not_told_beside_imputations_either(client, filled):
    def told():
        paths = ("variables/visits/", "2018/gaps/", "2018/")
        pages = [client.get(f"/en/returns/collections/pls/{path}").content.decode() for path in paths]
        return [any(f"{number:,.0f}" in page for number in (filled.reported, filled.total)) for page in pages]

    assert told() == [True, True, True]
    protect_groups(filled.filling.release.collection, by=None, asked_by="The ministry", least=1000)
    worked()
    assert told() == [False, False, False]
