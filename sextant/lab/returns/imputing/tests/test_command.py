"""`sextant returns impute` from files to files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from sextant.lab.returns.commands import returns
from sextant.lab.returns.tests.factories import pls_file

SCHEMAS = Path(__file__).parents[2] / "schemas"


def survey(folder: Path, year: int, factor: float, missing: int = 0) -> Path:
    lines = [
        f"K{line:03},Library {line},AK,{1000 + line},{-1 if missing and line % missing == 0 else int(line * factor)},{3 * line}"
        for line in range(1, 61)
    ]
    return pls_file(folder, *lines, name=f"pls_fy{year}.csv")


def run(*words: object) -> Result:
    return CliRunner().invoke(returns, ["impute", *map(str, words)])


def test_gaps_are_filled_from_files_alone(tmp_path: Path) -> None:
    now, before = survey(tmp_path, 2018, 20, missing=10), survey(tmp_path, 2017, 10)
    answer = run("--year", 2018, now, "--previous", before, "--format", "json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    jsonschema.validate(told, json.loads((SCHEMAS / "impute.json").read_text()))
    assert [(cell["library"], cell["variable"], cell["source_year"]) for cell in told] == [(f"K0{line}0", "visits", 2017) for line in range(1, 7)]
    assert [cell["value"] for cell in told] == [200, 400, 600, 800, 1000, 1200]
    assert "6 cells filled in 6 libraries" in answer.stderr


def test_the_same_as_csv_has_the_same_columns(tmp_path: Path) -> None:
    now, before = survey(tmp_path, 2018, 20, missing=10), survey(tmp_path, 2017, 10)
    lines = list(csv.DictReader(io.StringIO(run("--year", 2018, now, "--previous", before).stdout)))
    assert list(lines[0]) == ["library", "variable", "value", "method", "stratum", "source_year", "donors"]
    assert len(lines) == 6


def test_nothing_missing_is_an_empty_list(tmp_path: Path) -> None:
    answer = run("--year", 2018, survey(tmp_path, 2018, 20), "--format", "json")
    assert (answer.exit_code, json.loads(answer.stdout)) == (0, [])


def test_libraries_that_fell_silent_are_named_and_imputed_whole_only_when_asked(tmp_path: Path) -> None:
    before = survey(tmp_path, 2017, 10)
    lines = survey(tmp_path, 2018, 20, missing=10).read_text().splitlines()
    now = tmp_path / "pls_fy2018.csv"
    now.write_text("\n".join(lines[:-2]) + "\n")
    first = run("--year", 2018, now, "--previous", before, "--format", "json")
    assert "2 libraries of the year before" in first.stderr
    whole = json.loads(run("--year", 2018, now, "--previous", before, "--absent", "--format", "json").stdout)
    assert [cell["variable"] for cell in whole if cell["library"] == "K059"] == ["loans", "population", "visits"]


def test_the_backtest_tells_choice_error_and_bias(tmp_path: Path) -> None:
    now, before = survey(tmp_path, 2018, 20, missing=4), survey(tmp_path, 2017, 10)
    answer = run("--year", 2018, now, "--previous", before, "--backtest", "--format", "json")
    told = json.loads(answer.stdout)
    jsonschema.validate(told, json.loads((SCHEMAS / "impute-backtest.json").read_text()))
    assert [(row["variable"], row["cells"] > 0, row["absolute_error"]) for row in told] == [("visits", True, 0)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name at least one file"),
        (("absent.csv",), "does not exist"),
    ],
)
def test_a_refusal_is_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    answer = run("--year", 2018, *words)
    assert (answer.exit_code, sentence in answer.output, "Traceback" in answer.output) == (2, True, False)


def test_refused_rows_are_counted_and_the_exit_code_says_so(tmp_path: Path) -> None:
    path = survey(tmp_path, 2018, 20, missing=10)
    path.write_text(path.read_text() + "K999,Bad,AK,many,1,1\n")
    answer = run("--year", 2018, path, "--previous", survey(tmp_path, 2017, 10))
    assert (answer.exit_code, "1 row was refused" in answer.stderr) == (1, True)
