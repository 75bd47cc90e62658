"""The commands of members: a spreadsheet from the shell with the right exit code, and whole lists into files."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from sextant.config.commands import export
from sextant.society.members.commands import members
from sextant.society.members.models import ImportRun, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, SectionFactory, active, applied

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


def exported(tmp_path: Path, what: str) -> list[list[str]]:
    file = tmp_path / f"{what}.csv"
    answer = CliRunner().invoke(export, [what, "--out", str(file)])
    assert (answer.exit_code, answer.output) == (0, f"{file}: {len(file.read_text('utf-8-sig').splitlines()) - 1} rows\n")
    return [line.split(",")[:2] for line in file.read_text("utf-8-sig").splitlines()]


def test_only_members_in_good_standing_are_exported_as_members(tmp_path: Path) -> None:
    active(person=PersonFactory(family_name="Иванова", given_name="Анна", patronymic=""), on=timezone.localdate() - timedelta(days=30))
    active(on=date(2020, 1, 1))
    applied()
    year = (timezone.localdate() - timedelta(days=30)).year
    assert exported(tmp_path, "members") == [["number", "holder"], [f"{year}-00001", "Иванова Анна"]]
    assert len(exported(tmp_path, "memberships")) == 4


def test_organisations_and_sections_are_exported(tmp_path: Path) -> None:
    kept = OrganisationFactory(name_ru="Библиотека № 1")
    OrganisationFactory(merged_into=kept)
    SectionFactory(code="youth")
    assert exported(tmp_path, "organisations") == [["id", "name_ru"], [str(kept.pk), "Библиотека № 1"]]
    assert [row[0] for row in exported(tmp_path, "sections")] == ["code", "youth"]
