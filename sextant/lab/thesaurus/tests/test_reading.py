"""TOML read and written, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sextant.lab.thesaurus.concepts import Concept, Labels
from sextant.lab.thesaurus.exporting import as_csv, as_json, as_toml
from sextant.lab.thesaurus.findings import ThesaurusError
from sextant.lab.thesaurus.reading import read, starter
from sextant.lab.thesaurus.tests.factories import made, small

HEAD = '[thesaurus]\nversion = "1"\ndate = 2026-11-26\nlicence = "CC0-1.0"\ntitle_en = "T"\ntitle_ru = "Т"\nnamespace = "urn:t:"\n'


@pytest.mark.parametrize("name", ["starter", "small"])
def test_what_is_written_as_toml_is_read_the_same(tmp_path: Path, name: str) -> None:
    whole = starter() if name == "starter" else small()
    (tmp_path / "t.toml").write_text(as_toml(whole), encoding="utf-8")
    assert read(tmp_path / "t.toml") == whole


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "folder: The folder holds no TOML file. Name the folder of a thesaurus, or one file."),
        ({"a": "x ="}, "a.toml: The file breaks the rules of TOML (Invalid value (at end of document)). Mend that line."),
        ({"a": ""}, "folder: The table “thesaurus” with version, date, licence, titles and namespace is missing. Add it."),
        (
            {"a": '[thesaurus]\nversion = 1\ndate = "x"'},
            "a.toml: The table “thesaurus” lacks or has wrongly: version, licence, title_en, title_ru, namespace, date. "
            "Write texts in quotation marks and the date as 2026-11-26.",
        ),
        ({"a": HEAD + "c0001 = 1"}, None),
        ({"a": "c0001 = 1\n" + HEAD}, "a.toml: “c0001” is not a table. Write it as [c0001] with fields under it."),
        ({"a": HEAD + "[c0001]", "b": "[c0001]"}, "b.toml: The concept c0001 stands in another file already. Give it an id of its own."),
    ],
)
def test_a_folder_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path, files: dict[str, str], sentence: str | None) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    if sentence is None:
        assert read(folder).concepts == ()
        return
    with pytest.raises(ThesaurusError) as refusal:
        read(folder)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("colour = 1", "field_unknown"),
        ("en = 1", "field_wrong"),
        ('alt_en = "a"', "field_wrong"),
        ("alt_ru = [1]", "field_wrong"),
        ('top = "yes"', "field_wrong"),
    ],
)
def test_a_field_that_is_not_known_or_of_another_kind_is_refused(tmp_path: Path, line: str, code: str) -> None:
    (tmp_path / "a.toml").write_text(f"{HEAD}[c0001]\n{line}\n", encoding="utf-8")
    with pytest.raises(ThesaurusError) as refusal:
        read(tmp_path / "a.toml")
    assert (refusal.value.code, "c0001" in refusal.value.sentence("ru")) == (code, True)


def test_a_file_that_is_absent_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("# Библиотека".encode("cp1251"))
    for name, code in (("a.toml", "not_utf8"), ("b.toml", "file_absent")):
        with pytest.raises(ThesaurusError) as refusal:
            read(tmp_path / name)
        assert refusal.value.code == code


def test_json_holds_every_field_and_csv_no_formula() -> None:
    whole = made(Concept("c0001", Labels("=1+1", ("b", "a"), (), "Def."), Labels("я"), top=True, notation="A"))
    assert json.loads(as_json(whole))["concepts"] == [
        {
            **{"id": "c0001", "en": "=1+1", "ru": "я", "alt_en": ["a", "b"], "alt_ru": [], "hidden_en": [], "hidden_ru": [], "definition_en": "Def."},
            **{
                "definition_ru": "",
                "broader": [],
                "related": [],
                "notation": "A",
                "top": True,
                "deprecated": False,
                "replaced_by": "",
                "matches": [],
            },
        }
    ]
    row = next(csv.DictReader(io.StringIO(as_csv(whole))))
    assert (row["en"], row["alt_en"], row["top"], row["deprecated"]) == ("'=1+1", "a | b", "yes", "")
