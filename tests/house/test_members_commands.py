"""The command `sextant members`: a spreadsheet from the shell with the right exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.society.members.commands import members
from sextant.society.members.models import ImportRun, Person

pytestmark = pytest.mark.django_db
GOOD = "ФИО;Эл. почта\nИванова Анна;anna@library.example\n"


def run(tmp_path: Path, text: str, *options: str) -> Result:
    file = tmp_path / "члены.csv"
    file.write_text(text)
    return CliRunner().invoke(members, ["import", str(file), *options], standalone_mode=False)


def test_a_file_without_a_refused_row_is_taken_over_with_exit_code_0(tmp_path: Path) -> None:
    answer = run(tmp_path, GOOD, "--yes")
    report = json.loads(answer.output)
    assert (answer.return_value, report["taken_over"], report["created"], report["refused_rows"]) == (0, True, 1, [])
    assert [person.email for person in Person.objects.all()] == ["anna@library.example"]


def test_the_same_file_again_is_exit_code_0_and_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, GOOD, "--yes")
    answer = run(tmp_path, GOOD, "--yes")
    assert (answer.return_value, json.loads(answer.output)["unchanged"], Person.objects.count()) == (0, 1, 1)


def test_a_refused_row_is_exit_code_1_and_the_others_are_taken_over(tmp_path: Path) -> None:
    answer = run(tmp_path, GOOD + "Плохова Ольга;нет\n", "--yes")
    problems = json.loads(answer.output)["refused_rows"]
    assert (answer.return_value, problems[0]["row"], problems[0]["problems"][0]["column"], Person.objects.count()) == (1, 3, "email", 1)


def test_a_dry_run_leaves_neither_people_nor_the_file(tmp_path: Path) -> None:
    answer = run(tmp_path, GOOD, "--dry-run")
    assert (answer.return_value, Person.objects.count(), bytes(ImportRun.objects.get().content)) == (0, 0, b"")
