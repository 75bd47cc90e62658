"""The gaps of a year filled, stored beside what was reported, and shown with how it came about."""

import pytest

from sextant.base.jobs.worker import perform_here, run_waiting
from sextant.work.returns.actions.estimates import ask_filling
from sextant.work.returns.models import Filling, ImputedValue, LibraryReturn, YearRelease
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
