"""The command: weights of a table of answers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from sextant.lab.surveys.commands import surveys

SCHEMA = json.loads((Path(__file__).parent.parent / "outputs.json").read_text(encoding="utf-8"))["sextant surveys weigh"]
TARGETS = '[margins.sex]\nsource = "A census"\nshares = { w = 50, m = 50 }\n'


pytestmark = pytest.mark.usefixtures("cells_as_long_as_usual")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    answers, goals = tmp_path / "answers.csv", tmp_path / "targets.toml"
    answers.write_text("\ufeffsex;note\n" + "w;x\n" * 6 + "m;y\n" * 2, encoding="utf-8")
    goals.write_text(TARGETS, encoding="utf-8")
    return answers, goals


def run(*words: object):
    return CliRunner().invoke(surveys, ["weigh", *map(str, words)], env={"LANG": "C", "LC_ALL": "C"})


def test_json_keeps_its_schema(files):
    answer = run(files[0], "--targets", files[1])
    made = json.loads(answer.stdout)
    Draft202012Validator(SCHEMA).validate(made)
    assert (answer.exit_code, made["rows"], made["converged"], [round(one, 6) for one in made["weights"][5:7]]) == (0, 8, True, [0.666667, 2.0])
    assert "Design effect 1.33, effective number of answers 6.0; 0 at a bound." in answer.stderr


def test_csv_is_the_table_with_a_weight(files):
    rows = list(csv.DictReader(io.StringIO(run(files[0], "--targets", files[1], "--format", "csv").stdout)))
    assert rows[0] == {"sex": "w", "note": "x", "weight": "0.666667"}
    assert len(rows) == 8


def test_targets_out_of_reach_are_exit_code_1_with_the_gap(files):
    answer = run(files[0], "--targets", files[1], "--high", 1.5)
    assert answer.exit_code == 1
    assert "The targets are not met within the bounds" in answer.stderr


@pytest.mark.parametrize(
    ("table", "goals", "words"),
    [
        ('sex\nw\n"' + "m" * 140_000, TARGETS, "at line 3: a cell is too long"),
        ("age\n1\n", TARGETS, "answers.csv: The header lacks the column sex."),
        ("sex,note\nw\n", TARGETS, "answers.csv: The table breaks at line 2: it has 1 cell, the header 2."),
        ("sex,sex\nw,w\n", TARGETS, "answers.csv: The header has the column sex twice."),
        ("sex,note\nw,1\n", TARGETS, "Nobody answered “m” of sex"),
        ("sex,note\n", TARGETS, "There are no answers to weigh."),
        ("", TARGETS, "answers.csv: The header lacks the column sex."),
        ("sex,note\nw,1\nm,1\n", "[margins.sex]\nshares = { w = 5, m = 50 }", "The shares of sex add up to 55"),
        ("sex,note\nw,1\nm,1\n", "margins", "targets.toml: The text does not keep the rules of TOML"),
    ],
)
def test_bad_input_is_refused_with_one_sentence(tmp_path, table, goals, words):
    (tmp_path / "answers.csv").write_text(table, encoding="utf-8")
    (tmp_path / "targets.toml").write_text(goals, encoding="utf-8")
    answer = run(tmp_path / "answers.csv", "--targets", tmp_path / "targets.toml")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert words in answer.stderr


def test_a_weight_to_begin_with_that_is_no_number_is_refused(files):
    answer = run(files[0], "--targets", files[1], "--base", "note")
    assert (answer.exit_code, "A weight to begin with is no number above zero." in answer.stderr) == (2, True)


def test_the_command_starts_without_django():
    asked = (
        "import sys; import sextant.cli; import sextant.lab.surveys.commands; print('numpy' in sys.modules, 'django.apps.registry' in sys.modules)"
    )
    assert subprocess.run(
        [sys.executable, "-c", asked.replace("import sextant.cli; ", "")], capture_output=True, text=True, check=True
    ).stdout.split() == ["False", "False"]
