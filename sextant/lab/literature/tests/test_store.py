"""The store: the same file twice adds nothing, and what is half written is never seen."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sextant.lab.literature import importing, store
from sextant.lab.literature.findings import LiteratureError
from sextant.lab.literature.importing import import_files
from sextant.lab.literature.store import Store, damaged, writing
from sextant.lab.literature.tables import rows_of, work_of
from sextant.lab.literature.tests.samples import RIS, SAMPLES, WOS, works_in, written
from sextant.lab.literature.works import stats, tables

pytestmark = pytest.mark.once


@pytest.fixture
def held(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def take(tmp_path: Path, held: Store, name: str, text: str) -> importing.Report:
    (tmp_path / name).write_text(text, encoding="utf-8")
    [report] = import_files([tmp_path / name], held)
    return report


def test_the_same_file_twice_adds_nothing_under_another_name_too(tmp_path: Path, held: Store) -> None:
    take(tmp_path, held, "a.ris", RIS)
    before = stats(held)
    report = take(tmp_path, held, "b.ris", RIS)
    assert (report.held_already, report.stored) == (True, 0)
    assert stats(held) == before


def test_stats_add_up(tmp_path: Path, held: Store) -> None:
    take(tmp_path, held, "a.ris", RIS + RIS.replace("TI  -", "TX  -").replace("T2  -", "TY2 -"))
    take(tmp_path, held, "w.txt", WOS)
    told = stats(held)
    assert {name: told[name] for name in ("read", "stored", "merged", "refused", "works", "references", "years", "without_year")} == {
        "read": 3, "stored": 2, "merged": 0, "refused": 1, "works": 2, "references": 2, "years": {"2019": 2}, "without_year": 0,
    }  # fmt: skip


def test_the_refused_keep_their_text(tmp_path: Path, held: Store) -> None:
    take(tmp_path, held, "a.ris", "TY  - JOUR\nAU  - Petrova, A.\nER  -\n" + RIS)
    with tables(held) as engine:
        paths = [str(path) for path in held.paths("raw")]
        rows = engine.execute("select status, line, text from read_parquet($1) order by line", [paths]).fetchall()
    assert [row[:2] for row in rows] == [("refused", 1), ("stored", 4)]
    assert rows[0][2] == "TY  - JOUR\nAU  - Petrova, A.\nER  -"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_work_comes_back_from_its_rows_as_it_was(tmp_path: Path, name: str) -> None:
    for work in works_in(written(tmp_path, name)):
        rows = {table: [json.loads(json.dumps(row)) for row in told] for table, told in rows_of(work).items()}
        assert work_of(rows) == work


@pytest.mark.parametrize("step", ["publish", "write"])
def test_an_import_that_is_killed_is_never_seen_and_is_swept(tmp_path: Path, held: Store, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    take(tmp_path, held, "a.ris", RIS)
    before = stats(held)
    whole = getattr(store, step)

    def killed(*words: object) -> object:
        if step == "publish":
            whole(*words)  # the folder has its name, the manifest does not know it yet
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, step, killed)
    with pytest.raises(KeyboardInterrupt):
        take(tmp_path, held, "w.txt", WOS)
    monkeypatch.undo()
    assert stats(held) == before
    assert take(tmp_path, held, "w.txt", WOS).stored == 1
    assert [path.name for path in held.folder.glob(".unfinished-*")] == []
    assert len(list((held.folder / "imports").iterdir())) == 2


def test_two_cannot_write_at_once(tmp_path: Path, held: Store) -> None:
    with writing(held), pytest.raises(LiteratureError) as refusal:
        take(tmp_path, held, "a.ris", RIS)
    assert refusal.value.code == "store_busy"


def test_a_file_that_was_changed_afterwards_is_found(tmp_path: Path, held: Store) -> None:
    take(tmp_path, held, "a.ris", RIS)
    assert damaged(held) == []
    path = held.paths("works")[0]
    path.write_bytes(path.read_bytes() + b" ")
    assert damaged(held) == [path.relative_to(held.folder).as_posix()]


def test_a_large_import_is_kept_by_year(tmp_path: Path, held: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PARTITIONED_FROM", 2)
    take(tmp_path, held, "a.ris", RIS + RIS.replace("2019", "2020").replace("small", "large") + RIS.replace("PY  - 2019\n", ""))
    assert sorted(path.parent.name for path in held.paths("works")) == ["year=2019", "year=2020", "year=__HIVE_DEFAULT_PARTITION__"]
    assert (stats(held)["years"], stats(held)["without_year"]) == ({"2019": 1, "2020": 1}, 1)


def test_a_packed_folder_is_read_through(tmp_path: Path, held: Store) -> None:
    room = tmp_path / "snapshot" / "updated_date=2025-01-01"
    room.mkdir(parents=True)
    (room / "part_000.gz").write_bytes(gzip.compress(SAMPLES["openalex"][1].encode()))
    (room / ".hidden").write_text("x")
    [report] = import_files([tmp_path / "snapshot"], held)
    assert (report.format, report.stored) == ("openalex", 1)


def test_a_store_that_is_none_is_said(held: Store) -> None:
    with pytest.raises(LiteratureError) as refusal:
        stats(held)
    assert refusal.value.code == "store_absent"


def test_between_two_files_others_may_write(tmp_path: Path, held: Store) -> None:
    paths = [written(tmp_path, "ris"), written(tmp_path, "lens")]
    reports = import_files(paths, held)
    next(reports)
    with writing(held):
        assert stats(held)["read"] == 1
    assert next(reports).stored == 1


def test_a_store_inside_the_folder_is_not_read_into_itself(tmp_path: Path, held: Store) -> None:
    written(tmp_path, "ris")
    assert [report.file for report in import_files([tmp_path], held)] == ["a.ris"]
    assert [report.file for report in import_files([tmp_path], held)] == ["a.ris"]
