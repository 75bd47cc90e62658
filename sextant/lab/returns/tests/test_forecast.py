"""Forecasts from files of returns: what is gathered, what is told, what is refused."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import sextant.lab.forecasting
from sextant.lab.returns.commands import returns
from sextant.lab.returns.series import formula_of, gathered

from .factories import HEADER, pls_file, row

SCHEMA = json.loads(Path(sextant.lab.forecasting.__file__).with_name("outputs.json").read_text("utf-8"))["sextant returns forecast"]
YEARS = range(2014, 2019)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Forty libraries of two regions over five years; visits go their own ways, and one library tells nothing in the last year."""
    folder, chance = tmp_path_factory.mktemp("returns"), np.random.default_rng(6)
    visits = np.exp(chance.normal(9, 1, (40, 1)) + chance.normal(0, 0.1, (40, 5)).cumsum(axis=1)).round().astype(int)
    paths = []
    for column, year in enumerate(YEARS):
        lines = [
            f"L{unit:02},Library {unit},{'AK' if unit < 15 else 'VT'},{1000 + unit},{-1 if (unit, year) == (3, 2018) else visits[unit, column]},9"
            for unit in range(40)
        ]
        paths.append(str(pls_file(folder, *lines, name=f"pls_fy{year}.csv")))
    return paths


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(returns, ["forecast", *arguments], env={"LC_ALL": "en_GB.UTF-8"})


def rows_of(*arguments: str) -> list[dict[str, object]]:
    answer = asked(*arguments)
    assert answer.exit_code == 0, answer.output
    told: list[dict[str, object]] = json.loads(answer.stdout)
    return told


@pytest.mark.parametrize("by", ["nation", "region", "library"])
def test_what_is_printed_is_what_the_schema_promises(files: list[str], by: str) -> None:
    told = rows_of(*files, "--mapping", "pls", "--indicator", "visits", "--by", by, "--horizon", "2")
    assert [one.message for one in Draft202012Validator(SCHEMA).iter_errors(told)] == []
    assert sorted({one["year"] for one in told}) == [2019, 2020]  # type: ignore[type-var]
    assert {"nation": {"nation"}, "region": {"AK", "VT"}}.get(by, {f"L{unit:02}" for unit in range(40) if unit != 3}) == {
        one["unit_id"] for one in told
    }


def test_libraries_add_up_to_regions_and_regions_to_the_nation_but_for_the_one_that_told_nothing(files: list[str]) -> None:
    sums = {}
    for by in ("nation", "region", "library"):
        told = rows_of(*files, "--indicator", "visits", "--by", by, "--horizon", "1")
        sums[by] = sum(one["value"] for one in told)  # type: ignore[misc]
    silent = float(Path(files[3]).read_text().splitlines()[4].split(",")[4])
    assert sums["nation"] == pytest.approx(sums["region"])
    assert sums["region"] == pytest.approx(sums["library"] + silent)


def test_the_answer_says_what_was_left_out_and_which_model_did_how_well(files: list[str]) -> None:
    answer = asked(*files, "--indicator", "visits", "--by", "library", "--horizon", "1")
    assert "library: 39 forecast, 1 not, because they have no value in 2018. Known are the years 2014 to 2018." in answer.stderr
    assert "Model naive: 39 of library." in answer.stderr
    assert "add up to regions and regions to the nation by themselves" in answer.stderr


def test_libraries_are_forecast_where_the_nation_has_too_few_years(tmp_path: Path) -> None:
    paths = [
        str(pls_file(tmp_path, *(f"L{unit},Library,AK,900,{50 + unit * year % 7},9" for unit in range(8)), name=f"pls_fy{year}.csv"))
        for year in (2016, 2017)
    ]
    answer = asked(*paths, "--indicator", "visits", "--by", "library", "--horizon", "1")
    assert (answer.exit_code, len(json.loads(answer.stdout)), "have too few years to be forecast" in answer.stderr) == (0, 8, True)
    assert asked(*paths, "--indicator", "visits", "--horizon", "1").exit_code == 2


def test_csv_holds_the_same_numbers(files: list[str]) -> None:
    given = (*files, "--indicator", "visits", "--by", "region", "--horizon", "1")
    table = list(csv.DictReader(io.StringIO(asked(*given, "--format", "csv").stdout)))
    told = rows_of(*given)
    assert [(one["unit_id"], float(one["value"]), float(one["high80"]), one["model"]) for one in table] == [
        (one["unit_id"], one["value"], one["high80"], one["model"]) for one in told
    ]
    assert list(table[0]) == ["unit_id", "indicator", "year", "value", "low80", "high80", "model", "mase", "naive", "coverage80"]


def test_a_value_that_hardly_ever_moves_says_how_far_it_would_move(tmp_path: Path) -> None:
    def visits(unit: int, year: int) -> int:
        return 500 + 10 * unit + (0 if (unit + year) % 10 else 40 * (year - 2013))

    paths = [
        str(pls_file(tmp_path, *(f"L{unit:02},Library,AK,900,{visits(unit % 30, year)},9" for unit in range(60)), name=f"pls_fy{year}.csv"))
        for year in YEARS
    ]
    told = rows_of(*paths, "--indicator", "visits", "--by", "library", "--horizon", "1")
    still = [one for one in told if one["low80"] == one["high80"]]
    assert [one.message for one in Draft202012Validator(SCHEMA).iter_errors(told)] == []
    assert len(still) > 20
    assert all(one["if_moves"]["chance"] < 0.2 and one["if_moves"]["low80"] < one["value"] < one["if_moves"]["high80"] for one in still)  # type: ignore[index, operator]


def test_a_declared_break_stands_beside_every_row_and_is_told(files: list[str]) -> None:
    answer = asked(*files, "--indicator", "visits", "--horizon", "1", "--by", "library", "--break", "2017:moved house")
    assert {json.dumps(one["breaks"]) for one in json.loads(answer.stdout)} == {'[{"year": 2017, "reason": "moved house"}]'}
    assert "Break of 2017: moved house. Nothing is learned across it" in answer.stderr


def test_years_after_a_break_to_come_are_not_forecast(files: list[str]) -> None:
    told = rows_of(*files, "--indicator", "visits", "--by", "library", "--horizon", "3", "--break", "2020:rebuilding")
    assert {one["year"] for one in told} == {2019}
    refused = asked(*files, "--indicator", "visits", "--break", "2019:rebuilding")
    assert (refused.exit_code, "A break is declared for 2019" in refused.stderr) == (2, True)


def test_a_break_of_one_region_stands_beside_its_rows_only_and_the_others_keep_their_years(files: list[str]) -> None:
    answer = asked(*files, "--indicator", "visits", "--by", "library", "--horizon", "1", "--break", "2018/VT:counted anew")
    told = {one["unit_id"]: (one["breaks"], one["backtest"]["mase"]) for one in json.loads(answer.stdout)}
    assert (told["L00"], told["L20"]) == (([], 1.0), ([{"year": 2018, "reason": "counted anew"}], None))
    assert "Break of 2018 in VT: counted anew. Its series begin anew in 2018; the other regions keep theirs." in answer.stderr


@pytest.mark.parametrize("by", ["library", "region"])
def test_a_region_with_a_break_to_come_is_not_forecast_beyond_it_but_the_others_are(files: list[str], by: str) -> None:
    told = rows_of(*files, "--indicator", "visits", "--by", by, "--horizon", "2", "--break", "2020/VT:counted anew")
    of_vermont = {"VT", *(f"L{unit:02}" for unit in range(15, 40))}
    assert {one["year"] for one in told if one["unit_id"] in of_vermont} == {2019}
    assert {one["year"] for one in told if one["unit_id"] not in of_vermont} == {2019, 2020}


def test_a_ratio_begins_anew_in_a_region_with_a_break(files: list[str]) -> None:
    given = (*files, "--indicator", "visits_per_head", "--by", "region", "--horizon", "1", "--break", "2018/VT:counted anew")
    told = {one["unit_id"]: one["backtest"]["mase"] for one in rows_of(*given)}  # type: ignore[index]
    assert (told["AK"] is None, told["VT"]) == (False, None)


def test_a_ratio_of_a_region_is_the_ratio_of_sums(files: list[str]) -> None:
    told = rows_of(*files, "--indicator", "visits_per_head", "--by", "region", "--horizon", "1")
    lines = [line.split(",") for line in Path(files[-1]).read_text().splitlines()[1:]]
    kept = [line for line in lines if line[2] == "AK" and line[4] != "-1"]
    assert told[0]["value"] == pytest.approx(sum(int(line[4]) for line in kept) / sum(int(line[3]) for line in kept), abs=1e-6)


def test_imputed_values_are_no_truth_and_closed_libraries_were_not_there() -> None:
    imputed, closed = row("b", visits=7), row("c", visits="not_applicable")
    imputed.origins["visits"] = "imputed"
    formula = formula_of("visits")
    assert formula is not None
    found = gathered([row("a", visits=5), imputed, closed], formula)
    assert (found.cells, found.imputed, sorted(found.there)) == ([("a", 2018, 5.0)], 1, [("a", 2018), ("b", 2018)])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--indicator", "visitors"], "There is no variable or indicator “visitors”."),
        (["--indicator", "spending"], "No library has a value of “spending” in these files."),
        (["--indicator", "visits", "--break", "soon"], "“soon” is no break."),
        (["--indicator", "visits", "--break", "2016"], "“2016” is no break."),
        (["--indicator", "visits", "--break", "2017/XX:moved"], "declared for region “XX”, but no library lies there"),
        (["--indicator", "visits", "--mapping", "nowhere"], "nowhere"),
        (["--indicator", "visits", "--horizon", "5"], "For 4 years ahead fewer than 4 past errors are known"),
    ],
)
def test_what_cannot_be_forecast_is_one_sentence_and_exit_code_two(files: list[str], arguments: list[str], words: str) -> None:
    answer = asked(*files, *arguments)
    assert (answer.exit_code, answer.stdout, words in answer.stderr, len(answer.stderr.splitlines())) == (2, "", True, 1)


def test_rows_that_were_refused_are_told_and_give_exit_code_one(files: list[str], tmp_path: Path) -> None:
    broken = pls_file(tmp_path, "L00,Library,AK,1000,many,9", "L01,Library,AK,1000,90,9", name="pls_fy2019.csv", header=HEADER)
    answer = asked(*files, str(broken), "--indicator", "visits", "--by", "library", "--horizon", "1")
    assert (answer.exit_code, "pls_fy2019.csv, line 2, column VISITS" in answer.stderr) == (1, True)


def test_the_command_speaks_russian(files: list[str]) -> None:
    answer = CliRunner().invoke(returns, ["forecast", *files, "--indicator", "visitors"], env={"LC_ALL": "ru_RU.UTF-8"})
    assert "Нет переменной или показателя «visitors»." in answer.stderr


def test_the_command_starts_without_django_and_its_help_without_numpy() -> None:
    code = "import sys, sextant.lab.returns.commands; print('django' in sys.modules, 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["False", "False"]
