"""An analyst brings in a file with two bad rows, reads what is wrong with them, takes the list away, and sees the library's figures."""

import pytest
from playwright.sync_api import expect

from sextant.base.jobs.worker import run_waiting
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = """STABR,FSCSKEY,LIBNAME,POPU_LSA,VISITS,TOTCIR
AK,AK0001,ANCHOR POINT,1000,5000,8000
AK,AK0002,ANCHORAGE,200000,many,900000
AK,AK0003,VALDEZ,4000,-5,9000
AK,AK0004,WRANGELL,2000,6000,-1
"""


def test_an_analyst_imports_returns_reads_the_findings_and_opens_a_library(page, make_user, tmp_path):
    (tmp_path / "pls_fy2018.csv").write_text(ROWS)
    log_in(page, make_user("analyst"))
    page.goto("/en/returns/")
    page.get_by_role("link", name="Import a file").first.click()
    assert violations_by_day_and_night(page) == []
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "pls_fy2018.csv")
    page.get_by_role("button", name="Import the file").click()
    page.wait_for_url("**/imports/*/")
    assert seen(page.get_by_role("button", name="Stop the import"))
    assert violations_by_day_and_night(page) == []
    assert run_waiting() >= 1
    look_again(page)
    findings = page.get_by_role("group", name="Findings").get_by_role("row")
    assert seen(findings)
    assert [row.split("\t")[:3] for row in findings.all_inner_texts()[1:]] == [["3", "VISITS", "many"], ["4", "VISITS", "-5"]]
    assert seen(page.get_by_text("Write a number, or leave the cell empty if it is not known."))
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.path().read_text(encoding="utf-8-sig").count("\n") == 3
    page.get_by_role("button", name="I have looked at the findings").click()
    expect(page.get_by_role("button", name="I have looked at the findings")).to_be_hidden()
    page.goto("/en/returns/libraries/?q=AK0001")
    page.get_by_role("link", name="ANCHOR POINT").click()
    assert page.get_by_role("row", name="Visits per head").get_by_role("cell").first.inner_text() == "5.00"
    assert violations_by_day_and_night(page) == []


@pytest.mark.parametrize(
    "path", ["", "collections/pls/", "collections/pls/2018/", "collections/pls/indicators/visits_per_head/", "collections/pls/regions/AK/"]
)
def test_the_pages_of_statistics_have_no_violations(page, tmp_path, path):
    from sextant.work.returns.tests.factories import run_import, write_table

    run_import(write_table(tmp_path, "pls_fy2017.csv"))
    run_import(write_table(tmp_path))
    page.goto(f"/ru/returns/{path}")
    assert violations_by_day_and_night(page) == []
