"""The command `sextant export`: whole lists into files."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from sextant.config.commands import export
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, SectionFactory, active, applied

pytestmark = pytest.mark.django_db


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
