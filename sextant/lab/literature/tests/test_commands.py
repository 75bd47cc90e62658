"""The commands: JSON on standard output, and one sentence where something is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.literature.commands import FORMATS, literature
from sextant.lab.literature.readers import FORMATS as READERS
from sextant.lab.literature.tests.samples import ELIBRARY, RIS, SCOPUS, WOS

pytestmark = pytest.mark.once


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(literature, [str(word) for word in words], env={"LC_ALL": lang})


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "s.csv").write_text(SCOPUS)
    (tmp_path / "in" / "w.txt").write_text(WOS)
    return tmp_path


def test_import_merge_and_stats(room: Path) -> None:
    told = json.loads(run("import", room / "in", "--format", "auto", "--store", room / "store").stdout)
    assert [(one["file"], one["format"], one["read"], one["stored"], one["refused"]) for one in told["files"]] == [
        ("s.csv", "scopus", 1, 1, 0), ("w.txt", "wos", 1, 1, 0),
    ]  # fmt: skip
    assert json.loads(run("merge", "--store", room / "store").stdout)["merged"] == 1
    told = json.loads(run("stats", "--store", room / "store", "--format", "json").stdout)
    assert {name: told[name] for name in ("read", "stored", "merged", "refused", "works", "references", "years")} == {
        "read": 2, "stored": 1, "merged": 1, "refused": 0, "works": 1, "references": 3, "years": {"2019": 1},
    }  # fmt: skip
    assert run("stats", "--store", room / "store", "--format", "csv").stdout == "year,works\n2019,1\n"


def test_the_same_again_is_held_already_and_counts_nothing(room: Path) -> None:
    run("import", room / "in", "--store", room / "store")
    told = json.loads(run("import", room / "in", "--store", room / "store").stdout)
    assert ([one["held_already"] for one in told["files"]], told["read"], told["stored"]) == ([True, True], 0, 0)


def test_why_and_split(room: Path) -> None:
    run("import", room / "in", "--store", room / "store")
    run("merge", "--store", room / "store")
    record = next(path for path in json.loads((room / "store" / "manifest.json").read_text())["imports"])["sha256"][:12] + ":1"
    assert [one["why"] for one in json.loads(run("why", record, "--store", room / "store").stdout)] == ["doi"]
    assert run("split", record, "--store", room / "store").exit_code == 0
    assert json.loads(run("merge", "--store", room / "store").stdout)["merged"] == 0


def test_every_finding_is_told_in_both_languages(room: Path) -> None:
    (room / "a.ris").write_text(RIS.replace("PY  - 2019", "PY  - 20222"))
    told = json.loads(run("import", room / "a.ris", "--store", room / "store").stdout)
    english = "a.ris, line 1: “20222” is no year of publication; the year is left unknown, or taken from another field. Correct it at the source."
    assert told["files"][0]["findings"] == [english]
    assert run("findings", "--store", room / "store").stdout == english + "\n"
    russian = run("findings", "--store", room / "store", lang="ru_RU.UTF-8").stdout
    assert russian.startswith("a.ris, строка 1: «20222» не может быть годом издания")


def test_a_list_with_a_mapping(room: Path) -> None:
    (room / "m.toml").write_text(
        'database = "rsl"\nkind = "dissertation"\n[columns]\ntitle = "Название темы"\nauthors = "Кто"\nyear = "Когда"\n[fixed]\nvenue = "МГИК"\n'
    )
    (room / "list.csv").write_text("Название темы,Кто,Когда\nЧитальные залы,Петрова Анна Ивановна,2015\n")
    assert json.loads(run("import", room / "list.csv", "--mapping", room / "m.toml", "--store", room / "store").stdout)["stored"] == 1
    told = json.loads(run("stats", "--store", room / "store").stdout)
    assert (told["databases"], told["years"]) == ({"rsl": 1}, {"2015": 1})


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[columns]\nauthors = 'Кто'\n", "m.toml: The mapping names no column for the title. Add title under [columns]."),
        ("[columns]\ntitle = 'Тема'\n", "list.csv: The table has no column “тема”. Correct the mapping; the table has: название темы, кто."),
        ("[colums]\n", "m.toml: “colums” is not a word of this file."),
    ],
)
def test_a_wrong_mapping_is_one_sentence(room: Path, mapping: str, said: str) -> None:
    (room / "m.toml").write_text(mapping)
    (room / "list.csv").write_text("Название темы,Кто\nЧитальные залы,Петрова А. И.\n")
    answer = run("import", room / "list.csv", "--mapping", room / "m.toml", "--store", room / "store")
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_a_missing_file_and_a_missing_store_are_one_sentence(room: Path) -> None:
    absent = run("import", room / "none.csv", "--store", room / "store")
    assert (absent.exit_code, "The file does not exist" in absent.stderr) == (2, True)
    empty = run("stats", "--store", room / "nowhere", lang="ru")
    assert (empty.exit_code, "Здесь нет хранилища" in empty.stderr) == (2, True)


def test_a_bad_file_among_good_ones_ends_with_code_2_and_the_good_are_in(room: Path) -> None:
    (room / "in" / "a.txt").write_text("Dear reader\n")
    answer = run("import", room / "in", "--store", room / "store")
    assert (answer.exit_code, json.loads(answer.stdout)["stored"]) == (2, 2)
    assert "a.txt: The format of the file is not known." in answer.stderr


def test_the_formats_to_choose_from_are_those_there_are() -> None:
    assert ("auto", *READERS) == FORMATS


def test_the_command_starts_without_django_and_without_the_engine() -> None:
    code = "import sys; import sextant.lab.literature.commands; print([name for name in ('django', 'duckdb', 'lxml') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_missing_extra_is_one_sentence(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (room / "issue.xml").write_text(ELIBRARY, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "lxml", None)
    answer = run("import", room / "issue.xml", "--store", room / "store")
    assert (answer.exit_code, "pip install 'sextant[lab]'" in answer.stderr) == (2, True)
