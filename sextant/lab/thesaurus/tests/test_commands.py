"""The command: texts in, concepts out, and one sentence where that cannot be."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.thesaurus.commands import thesaurus
from sextant.lab.thesaurus.exporting import as_toml
from sextant.lab.thesaurus.tests.factories import concept, made, small


def run(*words: object, lang: str = "C", given: str | None = None) -> Result:
    return CliRunner().invoke(thesaurus, [str(word) for word in words], env={"LC_ALL": lang}, input=given)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own.toml").write_text(as_toml(small()), encoding="utf-8")
    return tmp_path / "own.toml"


def test_the_starter_is_checked_and_said_in_the_language_of_the_shell() -> None:
    assert run("check").stdout.endswith("Every law is kept.\n")
    assert run("check", lang="ru_RU.UTF-8").stdout.endswith("Все законы соблюдены.\n")


def test_a_broken_thesaurus_is_told_line_by_line_with_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(as_toml(made(concept("c0001", "a", ""), concept("c0002", "a", "б"))), encoding="utf-8")
    found = run("check", tmp_path / "bad.toml")
    assert (found.exit_code, found.stdout.count("\n"), found.stdout.splitlines()[-1]) == (
        2,
        3,
        "Concepts: 2. Breaches of the laws and repairs: 2; mend them and check again.",
    )


@pytest.mark.parametrize("form", ["ttl", "rdf", "json", "csv", "toml"])
def test_it_is_exported_in_five_formats_and_three_come_back(own: Path, form: str) -> None:
    found = run("export", "--format", form, "--thesaurus", own)
    assert found.exit_code == 0
    assert "электронный каталог" in found.stdout
    if form in {"ttl", "rdf", "toml"}:
        back = own.with_name(f"back.{form}")
        back.write_text(found.stdout, encoding="utf-8")
        assert run("compare", own, back).stdout == run("compare", own, own).stdout
        assert json.loads(run("import", back).stdout) == {"read": 7, "stored": 7, "refused": 0, "findings": []}


def test_a_thesaurus_from_elsewhere_is_joined_and_written(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://example.org/> .\n"
        'x:a a skos:Concept; skos:prefLabel "public library"@en, "массовая библиотека"@ru; skos:topConceptOf x:s .'
        'x:b a skos:Concept; skos:prefLabel "toy library"@en; skos:broader x:a . x:c a skos:Concept .',
        encoding="utf-8",
    )
    found = json.loads(run("import", other, "--into", own, "--out", tmp_path / "both.ttl").stdout)
    assert {name: found[name] for name in ("read", "stored", "refused", "joined", "added", "ids")} == {
        **{"read": 3, "stored": 2, "refused": 1, "joined": 1, "added": 1},
        "ids": {"c0001": "c0002", "c0002": "c0008"},
    }
    assert [one["code"] for one in found["findings"]] == ["language_filled", "no_label", "date_missing", "licence_missing", "labels_differ"]
    assert run("check", tmp_path / "both.ttl").stdout == "Concepts: 8. Every law is kept.\n"
    assert run("import", other, "--out", tmp_path / "x.doc").exit_code == 2


def test_texts_land_line_by_line_from_a_file_and_from_standard_input(own: Path, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("ЭК\n\nThe OPAC at RDA\n", encoding="utf-8")
    found = json.loads(run("land", tmp_path / "t.txt", "--thesaurus", own).stdout)
    opac = {"concept": "c0004", "label_en": "OPAC", "label_ru": "электронный каталог"}
    assert found == [
        {"line": 1, "concepts": [{**opac, "places": [{"start": 0, "end": 2, "text": "ЭК"}]}], "open": []},
        {
            "line": 3,
            "concepts": [{**opac, "places": [{"start": 4, "end": 8, "text": "OPAC"}]}],
            "open": [{"start": 12, "end": 15, "text": "RDA", "concepts": ["c0006", "c0007"]}],
        },
    ]
    rows = list(csv.reader(run("land", "-", "--format", "csv", "--whole", "--thesaurus", own, given="x\nOPAC").stdout.splitlines()))
    assert rows[1:] == [["1", "c0004", "OPAC", "электронный каталог", "2", "6", "OPAC"]]


def test_terms_are_suggested_from_lines_with_or_without_a_year(own: Path) -> None:
    given = "2020\tA seed library.\n2021\tThe seed library.\nOur seed libraries.\n"
    found = json.loads(run("suggest", "-", "--least", 3, "--thesaurus", own, given=given).stdout)
    assert [(one["term"], one["frequency"], one["years"], one["near"][0]["concept"]) for one in found] == [
        ("seed library", 3, {"2020": 1, "2021": 1}, "c0001")
    ]
    assert (
        run("suggest", "-", "--least", 3, "--format", "csv", "--thesaurus", own, given=given)
        .stdout.splitlines()[1]
        .startswith("seed library,en,3,3,3.0,c0001")
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check", "absent.toml"), "absent.toml: Файла нет или его нельзя прочитать. Проверьте путь и права доступа."),
        (("land", "absent.txt"), "absent.txt: Файла нет или его нельзя прочитать. Проверьте путь и права доступа."),
        (("land", "-"), "Текста нет. Дайте по одному тексту в строке."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(words: tuple[str, ...], sentence: str) -> None:
    found = run(*words, lang="ru_RU.UTF-8", given="")
    assert (found.exit_code, found.stderr) == (2, f"Error: {sentence}\n")


def test_it_starts_without_django_and_without_what_the_extra_brings() -> None:
    code = "import sys; import sextant.lab.thesaurus.commands; print([name for name in ('django', 'rdflib', 'pymorphy3') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
