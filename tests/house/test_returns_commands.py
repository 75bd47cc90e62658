"""The commands of lab and site stand in one group, and `check` serves both."""

import pytest
from click.testing import CliRunner

from sextant.cli import sextant
from sextant.work.returns.tests.factories import command, write_table

pytestmark = pytest.mark.django_db


def test_the_list_names_the_commands_of_both():
    printed = CliRunner().invoke(sextant, ["returns", "--help"]).stdout
    assert [name for name in ("check", "dictionary", "feed", "import", "indicators", "mappings") if f"  {name} " not in printed] == []


def test_check_without_a_file_is_about_the_year_the_site_holds(tmp_path):
    command("import", write_table(tmp_path, "pls_fy2017.csv"))
    command("import", write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,50000,8000,40000",)))
    told = CliRunner().invoke(sextant, ["returns", "check", "--year", "2018", "--format", "csv"])
    assert (told.exit_code, "AK0001,ANCHOR POINT,change,soft,visits,50000" in told.stdout) == (1, True)


def test_check_with_a_file_asks_about_the_file(tmp_path):
    path = write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,50000,8000,40000",))
    before = write_table(tmp_path, "pls_fy2017.csv")
    told = CliRunner().invoke(sextant, ["returns", "check", str(path), "--previous", str(before), "--format", "csv"])
    assert (told.exit_code, "AK0001,2018,visits,change,soft,50000,5000" in told.stdout) == (1, True)
