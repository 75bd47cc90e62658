"""Records that no longer stand for a work: left out of works and merges, kept with their text, and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sextant.lab.literature.commands import literature
from sextant.lab.literature.findings import LiteratureError
from sextant.lab.literature.importing import import_files
from sextant.lab.literature.merging import merge
from sextant.lab.literature.store import Store, damaged
from sextant.lab.literature.tests.samples import RIS, SCOPUS, WOS
from sextant.lab.literature.withdrawing import withdraw
from sextant.lab.literature.works import stats, tables

pytestmark = pytest.mark.once
NUMBERS = ("read", "stored", "merged", "refused", "withdrawn", "works")


@pytest.fixture
def held(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    for name, text in (("s.csv", SCOPUS), ("w.txt", WOS), ("r.ris", RIS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        list(import_files([tmp_path / name], store))
    return store


def numbers(store: Store) -> dict[str, int]:
    told = stats(store)
    return {name: told[name] for name in NUMBERS}


def records(store: Store) -> list[str]:
    return [f"{entry['sha256'][:12]}:1" for entry in store.manifest()["imports"]]


def test_a_withdrawn_record_is_in_no_table_and_comes_back(held: Store) -> None:
    before = numbers(held)
    *_rest, last = records(held)
    assert withdraw(held, [last, last]) == 1
    assert numbers(held) == {**before, "stored": before["stored"] - 1, "withdrawn": 1, "works": before["works"] - 1}
    with tables(held) as engine:
        assert [engine.execute(f'select count(*) from "{table}" where work = ?', [last]).fetchone() for table in ("works", "terms", "texts")] == [
            (0,)
        ] * 3
    assert withdraw(held, [last], undo=True) == 0
    assert numbers(held) == before
    assert damaged(held) == []


def test_the_next_merge_leaves_it_out(held: Store) -> None:
    merge(held)
    assert numbers(held) == {"read": 3, "stored": 1, "merged": 2, "refused": 0, "withdrawn": 0, "works": 1}
    withdraw(held, records(held)[:1])
    assert numbers(held)["works"] == 1
    merge(held)
    assert numbers(held) == {"read": 3, "stored": 1, "merged": 1, "refused": 0, "withdrawn": 1, "works": 1}


def test_an_unknown_record_is_refused_and_nothing_is_changed(held: Store) -> None:
    with pytest.raises(LiteratureError, match="The store has no record “a:1”"):
        withdraw(held, [records(held)[0], "a:1"])
    assert numbers(held)["withdrawn"] == 0


def test_the_command_takes_names_and_a_file(held: Store, tmp_path: Path) -> None:
    first, second, _third = records(held)
    (tmp_path / "gone.txt").write_text(f"{second}\n\n")
    words = ["withdraw", first, "--from", str(tmp_path / "gone.txt"), "--store", str(held.folder)]
    assert json.loads(CliRunner().invoke(literature, words).stdout) == {"withdrawn": 2}
    refused = CliRunner().invoke(
        literature, ["withdraw", "--from", str(tmp_path / "absent"), "--store", str(held.folder)], env={"LC_ALL": "ru_RU.UTF-8"}
    )
    assert (refused.exit_code, "Файла нет" in refused.output) == (2, True)
