"""The command: texts, books and standard input, in both languages, and one sentence where there is no text."""

from __future__ import annotations

import json
import re
import string
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.publications.tests.epub_factory import book, page, write
from sextant.lab.readability.commands import readability
from sextant.lab.readability.findings import SENTENCES

pytestmark = pytest.mark.once
ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SENTENCES.parent.glob("*.py"))
RUSSIAN = "Кот сидел на ковре. Он был рад, потому что ковёр был мягкий и тёплый."


def run(*words: object, lang: str = "C", given: bytes | None = None) -> Result:
    return CliRunner().invoke(readability, ["level", *(str(word) for word in words)], env={"LC_ALL": lang}, input=given)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t.txt").write_bytes(RUSSIAN.encode(encoding))
    shown = json.loads(run(tmp_path / "t.txt", "--format", "json").stdout)
    assert (shown["language"], shown["counts"]["words"], shown["counts"]["sentences"]) == ("ru", 14, 2)
    assert len(shown["values"]) == 10


def test_a_book_is_read_in_its_own_language_and_what_could_not_be_read_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, {"two.xhtml": "<!DOCTYPE html [<!ENTITY a 'b'>]><html/>"})
    shown = json.loads(run(path, "--format", "json").stdout)
    assert (shown["language"], shown["counts"]["words"], shown["lost"]) == ("en", 10, ["OEBPS/two.xhtml"])
    assert "1 part of the book could not be read" in run(path).stdout


def test_standard_input_is_a_text_too(tmp_path: Path) -> None:
    shown = run("-", lang="ru_RU.UTF-8", given=RUSSIAN.encode())
    assert shown.exit_code == 0
    assert "14 слов в 2 предложениях; 7,00 слова в предложении" in shown.stdout
    assert re.search(r"Коулман — Лиау, plainrussian +-?\d+,\d\d  класс", shown.stdout)
    assert "1–3 классы: обычно 8,1–10,7 слова в предложении; в этом тексте меньше." in shown.stdout


def test_several_files_give_a_list_and_a_refused_one_stays_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "c.txt").write_text("12", encoding="utf-8")
    names = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "absent.txt")]
    done = run(*names, "--format", "json")
    shown = json.loads(done.stdout)
    assert [one.get("refused") for one in shown] == [None, "not_text", "no_words", "no_file"]
    assert done.exit_code == 2
    assert done.stderr.splitlines()[1] == "c.txt: There are no words to measure. Give a text, not a scan."


def test_a_zip_that_is_no_book_is_one_sentence(tmp_path: Path) -> None:
    done = run(write(tmp_path / "x.epub", {"one.xhtml": page()}, container=None), lang="ru_RU.UTF-8")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "x.epub: Книга не прочитана: Нет файла META-INF/container.xml, поэтому это не EPUB. Выгрузите книгу как EPUB.\n"


def test_a_list_of_familiar_words_gives_dale_chall(tmp_path: Path) -> None:
    (tmp_path / "easy.txt").write_text("# mine\nthe\ncat\nsat\n", encoding="utf-8")
    (tmp_path / "t.txt").write_text("The cats sat. The zebra sat.", encoding="utf-8")
    shown = json.loads(run(tmp_path / "t.txt", "--easy-words", tmp_path / "easy.txt", "--format", "json").stdout)
    value = next(one["value"] for one in shown["values"] if one["formula"] == "dale_chall")
    assert value == pytest.approx(0.1579 * 100 / 6 + 0.0496 * 3 + 3.6365)
    (tmp_path / "easy.txt").write_text("", encoding="utf-8")
    done = run(tmp_path / "t.txt", "--easy-words", tmp_path / "easy.txt")
    assert (done.exit_code, done.stdout) == (2, "")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert {name.removesuffix("_ru") for name in fields(entry["ru"])} == fields(entry["en"])
    assert re.search("[а-яё]", entry["ru"]) or "plainrussian" in entry["ru"] or entry["ru"] in ("LIX", "SMOG")
    assert f'"{code}"' in CODE or (code.startswith("norm_") and "norm_{" in CODE)
