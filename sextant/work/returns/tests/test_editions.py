"""Editions of published years: frozen, made again to the same bytes, every number in them reckoned again from its rows."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from sextant.base.jobs.worker import perform_here
from sextant.lab.returns import indicators
from sextant.work.returns.actions import open_correction, publish_year
from sextant.work.returns.actions.editions import keep_edition
from sextant.work.returns.models import Edition, Library, LibraryReturn, YearRelease
from sextant.work.returns.packages.making import make_package
from sextant.work.returns.tests.factories import ROWS, command, run_import, write_table

pytestmark = pytest.mark.django_db
CORRECTED = ("AK,AK0001,ANCHOR POINT,1000,5500,8000,40000", *ROWS[1:])


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def published(tmp_path: Path, rows: tuple[str, ...] = ROWS, **options: Any) -> Edition:
    """A year imported and published, with its package made."""
    run_import(write_table(tmp_path, rows=rows), **options)
    publish_year(YearRelease.objects.get(), by=None)
    edition = Edition.objects.order_by("-version").first()
    if not edition.sha256:
        perform_here(edition.job)
    return Edition.objects.select_related("release__collection").get(pk=edition.pk)


def corrected(tmp_path: Path) -> Edition:
    open_correction(YearRelease.objects.get(), reason="A library wrote again", by=None)
    return published(tmp_path, CORRECTED, replace=True)


def inside(content: bytes) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def table(files: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"])))


def test_a_published_year_becomes_a_package_whose_description_is_true(tmp_path: Path) -> None:
    edition = published(tmp_path)
    files = inside(edition.file.open("rb").read())
    described = json.loads(files["datapackage.json"])
    told = {one["name"]: (one["rows"], one["bytes"], one["hash"]) for one in described["resources"]}
    seen = {
        name: (len(table(files, name)), len(files[f"{name}.csv"].encode()), f"sha256:{hashlib.sha256(files[f'{name}.csv'].encode()).hexdigest()}")
        for name in told
    }
    assert told == seen
    columns = {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in described["resources"]}
    assert columns == {name: files[f"{name}.csv"].split("\n", 1)[0].split(",") for name in told}
    assert [one["url"] for one in json.loads(files["csv-metadata.json"])["tables"]] == [f"{name}.csv" for name in told]
    assert (edition.state, edition.libraries, edition.cells, edition.cells_changed) == ("done", 3, told["observations"][0], 0)


def test_every_number_of_the_package_is_reckoned_again_from_the_rows(tmp_path: Path) -> None:
    files = inside(published(tmp_path).file.open("rb").read())
    rows = {one.library.key: one for one in LibraryReturn.objects.filter(is_current=True).select_related("library")}
    observed = table(files, "observations")
    for line in observed:
        held = rows[line["unit_id"]]
        value = held.values.get(line["variable"])
        assert (line["value"], line["status"]) == (
            ("" if value is None else str(value)),
            "ok" if value is not None else held.statuses[line["variable"]],
        )
    assert len(observed) == sum(len({*one.values, *one.statuses}) for one in rows.values())
    groups = table(files, "groups")
    assert {line["group_kind"] for line in groups} == {"all", "region"}
    for line in groups:
        members = [one.values for one in rows.values() if line["group_kind"] == "all" or one.region == line["group"]]
        if line["what"] == "variable":
            values = [one[line["code"]] for one in members if line["code"] in one]
            assert (float(line["value"]), int(line["libraries"])) == (sum(values), len(values))
        else:
            inputs = indicators.definitions()[line["code"]].inputs
            whole = [one for one in members if all(name in one for name in inputs)]
            sums = {name: sum(one[name] for one in whole) for name in inputs}
            expected = eval(indicators.definitions()[line["code"]].formula_text, {}, sums)  # arithmetic over our own names
            assert (float(line["value"]), int(line["libraries"])) == (pytest.approx(expected), len(whole))


def test_visits_per_head_by_hand(tmp_path: Path) -> None:
    # AK: (5000 + 400000) / (1000 + 200000); AL withholds its visits, so it counts in neither sum of the nation
    groups = {(one["group"], one["code"]): one["value"] for one in table(inside(published(tmp_path).file.open("rb").read()), "groups")}
    assert float(groups["", "visits_per_head"]) == float(groups["AK", "visits_per_head"]) == pytest.approx(405000 / 201000)


def test_an_edition_is_made_again_to_the_same_bytes_after_names_and_figures_have_changed(tmp_path: Path) -> None:
    first = published(tmp_path)
    second = corrected(tmp_path)
    Library.objects.update(name="CALLED ANEW")
    for edition in (first, second):
        counts = make_package(edition, tmp_path / "again.zip")
        assert hashlib.sha256((tmp_path / "again.zip").read_bytes()).hexdigest() == edition.sha256 != ""
        assert counts["cells_changed"] == edition.cells_changed
    assert [first.version, second.version, second.reason] == [1, 2, "A library wrote again"]


def test_a_correction_lists_what_it_changed_and_the_earlier_edition_stays(client: Any, tmp_path: Path) -> None:
    first = published(tmp_path)
    before = first.file.open("rb").read()
    second = corrected(tmp_path)
    changed = table(inside(second.file.open("rb").read()), "changes")
    assert changed == [{"unit_id": "AK0001", "variable": "visits", "before": "5000", "now": "5500"}]
    page = client.get(second.get_absolute_url()).content.decode()
    assert ("A library wrote again" in page, "5,500" in page or "5500" in page) == (True, True)
    answer = client.get(first.get_absolute_url() + "package.zip")
    assert (b"".join(answer), "replaced by a later one" in client.get(first.get_absolute_url()).content.decode()) == (before, True)


def test_publishing_again_without_a_change_makes_no_further_edition(tmp_path: Path) -> None:
    published(tmp_path)
    open_correction(YearRelease.objects.get(), reason="Looked again", by=None)
    publish_year(YearRelease.objects.get(), by=None)
    assert Edition.objects.count() == 1


def test_what_is_frozen_is_not_frozen_again(tmp_path: Path) -> None:
    edition = published(tmp_path)
    with pytest.raises(ValidationError, match="frozen already"):
        keep_edition(edition, file=ContentFile(b"other", name="x"), sha256="x", counts={"libraries": 0, "cells": 0, "cells_changed": 0})


def test_the_command_makes_the_package_again_and_tells_whether_it_is_the_one(tmp_path: Path) -> None:
    edition = published(tmp_path)
    code, out, _err = command("package", "--year", 2018, "--collection", "pls", "--out", tmp_path / "made.zip")
    assert (code, edition.sha256 in out, "as published" in out) == (0, True, True)
    LibraryReturn.objects.filter(library__key="AK0001").update(values={"visits": 1})
    code, out, _err = command("package", "--year", 2018, "--collection", "pls", "--out", tmp_path / "made.zip")
    assert (code, "other than published" in out) == (1, True)


def test_editions_are_listed_for_programs(client: Any, tmp_path: Path) -> None:
    edition = published(tmp_path)
    told = client.get("/api/returns/editions?collection=pls").json()
    assert [(one["collection"], one["year"], one["version"], one["sha256"]) for one in told["items"]] == [("pls", 2018, 1, edition.sha256)]
    assert client.get("/api/returns/editions?collection=other").json()["items"] == []
    page = client.get("/en/returns/collections/pls/2018/").content.decode()
    assert edition.get_absolute_url() in page
