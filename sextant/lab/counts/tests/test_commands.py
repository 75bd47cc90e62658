"""The commands: counts as CSV or JSON, and one sentence where something is refused."""

from __future__ import annotations

import json
import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.counts.commands import counts
from sextant.lab.counts.findings import say
from sextant.lab.counts.tests.conftest import why_no_spark
from sextant.lab.counts.tests.scenes import imported, work
from sextant.lab.literature.store import Store

pytestmark = pytest.mark.once
BOOK = Path(say.__self__.path)  # type: ignore[attr-defined]
ENTRIES = tomllib.loads(BOOK.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in BOOK.parent.glob("*.py"))


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(counts, [str(word) for word in words], env={"LC_ALL": lang})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    imported(store, [work(["loans", "reading"], 2019, ["RU"]), work(["loans", "reading"], 2020, ["RU", "KZ"]), work(["loans"], None)])
    return store


def test_build_update_and_show(store: Store) -> None:
    told = json.loads(run("build", "--store", store.folder, "--most", 10).stdout)
    assert (told["kinds"], told["pairs"], told["most"], told["imports"]) == (
        ["work", "term", "country", "organisation", "venue"], ["term", "country"], 10, 1,
    )  # fmt: skip
    imported(store, [work(["reading", "archives"], 2020)])
    told = json.loads(run("update", "--store", store.folder).stdout)
    assert (told["come"], told["gone"], told["late_items"], told["layers"]) == (1, 0, 0, 2)
    assert run("show", "works", "--store", store.folder).stdout == "year,works\n2019,1\n2020,2\n,1\n"
    assert run("show", "items", "--store", store.folder, "--most", 2).stdout == "item,works\nloans,3\nreading,3\n"
    assert run("show", "yearly", "--store", store.folder, "--kind", "country").stdout == "item,year,works\nKZ,2020,1\nRU,2019,1\nRU,2020,1\n"
    assert run("show", "pairs", "--store", store.folder).stdout == "item,other,works\nloans,reading,2\narchives,reading,1\n"
    assert json.loads(run("show", "pairs", "--store", store.folder, "--by-year", "--most", 1, "--format", "json").stdout) == [
        {"item": "archives", "other": "reading", "year": 2020, "works": 1}
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["update"], "This store has no counts yet. Count it first"),
        (["show", "works"], "This store has no counts yet. Count it first"),
        (["build", "--kinds", "tern"], "There is no kind “tern”. Known are: work, term,"),
        (["build", "--pairs", "author"], "Pairs of “author” can only be counted where the kind itself is counted"),
        (["build", "--memory", "much"], "“much” is no size of memory. Write it like 400MB or 2GB."),
        (["build", "--memory", "1MB"], "The engine needs more than the 1MB that it may hold."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(store: Store, words: list[str], said: str) -> None:
    told = run(*words, "--store", store.folder)
    assert (told.exit_code, said in told.stderr, told.stdout) == (2, True, "")


def test_no_store_is_refused_in_russian(tmp_path: Path) -> None:
    told = run("build", "--store", tmp_path / "no", lang="ru_RU.UTF-8")
    assert (told.exit_code, "Здесь нет хранилища." in told.stderr) == (2, True)


def test_a_file_that_is_no_parquet_is_told(store: Store) -> None:
    [broken] = store.paths("terms")
    broken.write_bytes(b"PAR1 nothing")
    told = run("build", "--store", store.folder)
    assert (told.exit_code, "A file of the store cannot be read" in told.stderr) == (2, True)


@pytest.mark.parametrize(("module", "name", "extra"), [("pyspark.errors", "spark", "sextant[spark]"), ("ibis", "duckdb", "sextant[lab]")])
def test_what_is_not_installed_is_named(store: Store, monkeypatch: pytest.MonkeyPatch, module: str, name: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # as if it were not there
    told = run("build", "--store", store.folder, "--engine", name)
    assert (told.exit_code, f"pip install '{extra}'" in told.stderr) == (2, True)


@pytest.mark.spark
@pytest.mark.skipif(bool(why_no_spark()), reason=why_no_spark())
def test_without_java_spark_is_refused(store: Store, tmp_path: Path) -> None:
    words = [sys.executable, "-c", "from sextant.cli import main; main()", "counts", "build", "--engine", "spark", "--store", str(store.folder)]
    told = subprocess.run(words, env={"PATH": f"{tmp_path}:/nonexistent", "LC_ALL": "C"}, capture_output=True, text=True, check=False)
    assert (told.returncode, "Install Java 17, or count with --engine duckdb." in told.stderr) == (2, True)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert (set(entry), fields(entry["en"])) == ({"en", "ru"}, fields(entry["ru"]))
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE
