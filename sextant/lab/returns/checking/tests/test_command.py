"""`sextant returns check FILE`: output as promised, exit codes, and refusals in words."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from sextant.lab.returns.checking.tests.factories import VARIABLES, years
from sextant.lab.returns.commands import returns
from sextant.lab.returns.tests.factories import pls_file

OUTPUTS = json.loads((Path(__file__).resolve().parents[2] / "outputs.json").read_text())
SCHEMA, SUMMARY = OUTPUTS["sextant returns check"], OUTPUTS["sextant returns check --summary"]
HEADER = "FSCSKEY,LIBNAME,STABR,POPU_LSA,VISITS,TOTCIR,KIDCIRCL,REGBOR,TOTSTAFF,TOTPRO"
FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(returns, ["check", *map(str, arguments)], env={"LANG": "C", "LC_ALL": "C", "LC_MESSAGES": "C"})


def files(folder: Path) -> list[Path]:
    """Four years as files in the shape of the survey, newest first; in the newest the library L5 has a digit too many."""
    assert len(VARIABLES) == 7
    made = []
    for panel in years(4):
        lines = []
        for row, unit in enumerate(panel.units):
            cells = [f"{value:g}" if index == 5 else f"{value:.0f}" for index, value in enumerate(panel.values[row])]
            if panel.year == 2018 and unit == "L5":
                cells[1] += "0"
            lines.append(f"{unit},Library {row},AK,{','.join(cells)}")
        made.append(pls_file(folder, *lines, name=f"pls_fy{panel.year}.csv", header=HEADER))
    return made


def test_json_is_what_the_schema_promises(tmp_path: Path) -> None:
    newest, *before = files(tmp_path)
    answer = run(newest, *(word for path in before for word in ("--previous", path)), "--format", "json")
    told = json.loads(answer.stdout)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(told)] == []
    assert answer.exit_code == 1
    (found,) = [one for one in told if one["library"] == "L5" and one["variable"] == "visits"]
    assert (found["rule"], found["year"], found["severity"]) == ("magnitude", 2018, "soft")
    assert "400 returns of 2018 checked, 0 rows refused, 3 earlier years beside" in answer.stderr


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    newest, before, *_ = files(tmp_path)
    told = json.loads(run(newest, "--previous", before, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(newest, "--previous", before, "--format", "csv").stdout)))
    assert [(row["library"], row["variable"], row["rule"], row["message"]) for row in rows] == [
        (one["library"], one["variable"], one["rule"], one["message"]) for one in told
    ]


def test_rows_that_were_refused_are_told_and_the_others_checked(tmp_path: Path) -> None:
    path = pls_file(tmp_path, "A,Library,AK,100,5,9,20,4,1,1", "B,Library,AK,100,five,9,2,4,1,1", header=HEADER)
    answer = run(path, "--format", "json")
    assert [(one["library"], one["rule"], one["variable"], one["expected"]) for one in json.loads(answer.stdout)] == [
        ("A", "parts_of_loans", "loans_children", 9)
    ]
    assert (answer.exit_code, "pls_fy2018.csv, line 3, column VISITS: “five” stands where a number belongs." in answer.stderr) == (1, True)


def test_nothing_to_ask_is_an_empty_list_and_exit_code_0(tmp_path: Path) -> None:
    answer = run(pls_file(tmp_path, "A,Library,AK,100,5,9,2,4,1,1", header=HEADER), "--format", "json")
    assert (answer.stdout, answer.exit_code) == ("[]\n", 0)


def test_the_rules_of_a_questionnaire_are_taken(tmp_path: Path) -> None:
    path = pls_file(tmp_path, "A,Library,AK,100,-1,9,2,4,1,1", header=HEADER)
    told = json.loads(run(path, "--questionnaire", "public", "--format", "json").stdout)
    assert [(one["rule"], one["variable"], one["severity"]) for one in told] == [("required", "visits", "hard")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--previous", "pls_fy2018.csv"), "not earlier than the year that is checked"),
        (("--previous", "absent.csv"), "the file does not exist"),
        (("--questionnaire", "academic"), "There is no questionnaire of this name"),
        (("--rules", "mine"), "There is no set of rules of this name"),
        (("--mapping", "mine"), "there is no mapping of the name mine"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(tmp_path: Path, more: tuple[str, str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(pls_file(tmp_path, "A,Library,AK,100,5,9,2,4,1,1", header=HEADER), *more)
    assert (answer.exit_code, said in answer.stderr, answer.stdout) == (2, True, "")


def test_without_a_file_and_a_site_it_asks_for_one() -> None:
    answer = run("--year", 2018)
    assert (answer.exit_code, "Name a file" in answer.stderr) == (2, True)


def test_a_file_is_checked_without_loading_django(tmp_path: Path) -> None:
    path = pls_file(tmp_path, "A,Library,AK,100,5,9,2,4,1,1", header=HEADER)
    script = "import sys; from sextant.lab.returns.commands import returns; returns(sys.argv[1:], standalone_mode=False); sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, "check", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, "1 return of 2018 checked" in done.stderr) == (0, True)


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
def test_a_real_year_is_checked() -> None:
    told = json.loads(run(FOLDER / "pls_fy2018.csv.gz", "--previous", FOLDER / "pls_fy2017.csv.gz", "--format", "json").stdout)
    assert ("AK0002", "subscriptions", "magnitude", 7311) in {(one["library"], one["variable"], one["rule"], one["value"]) for one in told}
    assert len({(one["library"], one["variable"]) for one in told}) < 0.03 * 222_000


def summed(folder: Path, *more: object) -> tuple[Result, Result]:
    """The list of a year and its summary, both as JSON."""
    newest, before, *_ = files(folder)
    asked = (newest, "--previous", before, "--format", "json")
    return run(*asked), run(*asked, "--summary", *more)


def test_a_summary_counts_the_questions_of_the_list_and_the_libraries_that_are_asked(tmp_path: Path) -> None:
    listed, summary = summed(tmp_path)
    told, rows = json.loads(listed.stdout), json.loads(summary.stdout)
    assert [error.message for error in Draft202012Validator(SUMMARY).iter_errors(rows)] == []
    for row in rows[:-1]:
        mine = [one for one in told if (one["rule"], one["severity"]) == (row["rule"], row["severity"])]
        libraries = {one["library"] for one in mine}
        assert (row["questions"], row["libraries"], row["share"]) == (len(mine), len(libraries), round(len(libraries) / 400, 6))
    asked = {one["library"] for one in told}
    assert rows[-1] == {"rule": "*", "severity": "*", "questions": len(told), "libraries": len(asked), "share": round(len(asked) / 400, 6)}
    assert (sum(row["questions"] for row in rows[:-1]), len(told) > 0) == (len(told), True)
    assert (summary.exit_code, summary.stderr) == (listed.exit_code, listed.stderr)


def test_the_list_may_be_kept_beside_the_summary(tmp_path: Path) -> None:
    listed, summary = summed(tmp_path, "--list", tmp_path / "questions.json")
    assert ((tmp_path / "questions.json").read_text("utf-8"), json.loads(summary.stdout)[-1]["rule"]) == (listed.stdout, "*")
    refused = summed(tmp_path, "--list", tmp_path / "nowhere" / "questions.json")[1]
    assert (refused.exit_code, "questions.json cannot be written" in refused.stderr) == (2, True)


def test_a_summary_as_csv_and_for_a_terminal_says_the_same(tmp_path: Path) -> None:
    path = pls_file(tmp_path, "A,Library,AK,100,5,9,20,4,1,1", "B,Library,AK,100,5,9,2,4,1,1", header=HEADER)
    rows = list(csv.DictReader(io.StringIO(run(path, "--summary", "--format", "csv").stdout)))
    assert rows == [
        {"rule": "parts_of_loans", "severity": "hard", "questions": "1", "libraries": "1", "share": "0.5"},
        {"rule": "*", "severity": "*", "questions": "1", "libraries": "1", "share": "0.5"},
    ]
    assert run(path, "--summary").stdout.splitlines() == [
        "rule            severity  questions  libraries   share",
        "parts_of_loans  hard              1          1  50.0 %",
        "*               *                 1          1  50.0 %",
    ]


def test_a_summary_of_nothing_to_ask_has_one_row_of_noughts(tmp_path: Path) -> None:
    answer = run(pls_file(tmp_path, "A,Library,AK,100,5,9,2,4,1,1", header=HEADER), "--summary", "--format", "json")
    assert (answer.exit_code, json.loads(answer.stdout)) == (0, [{"rule": "*", "severity": "*", "questions": 0, "libraries": 0, "share": 0.0}])
