"""The book of sentences and the short words of the reports."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.catalogues.findings import SENTENCES, Finding, say

FOLDER = Path(SENTENCES).parent
ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
LABELS = tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
BUILT = ("isbn_", "issn_", "definition_", "duplicate_")
"""Beginnings of codes that are put together in the code."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) == fields(entry["ru"])
    assert all(text.endswith((".", "?", "}")) for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE or code.startswith(BUILT)


@pytest.mark.parametrize("code", LABELS)
def test_every_short_word_is_in_both_languages_and_is_used(code: str) -> None:
    assert set(LABELS[code]) == {"en", "ru"}
    stem = code.partition("_")[0]
    assert f'"{code}"' in CODE or (stem in {"part", "key", "value", "table", "rule"} and "_" in code)


def test_every_rule_has_a_short_name() -> None:
    rules = {match for match in re.findall(r'"([a-z0-9_]+)"', CODE) if match in ENTRIES}
    named = {code.removeprefix("rule_") for code in LABELS if code.startswith("rule_")}
    assert named <= set(ENTRIES)
    found_in_records = {
        code for code in rules if code.startswith(("field_", "indicator", "subfield", "code_", "length_wrong", "encoding_", "duplicate_id"))
    }
    assert found_in_records <= named


def test_blanks_and_controls_are_shown() -> None:
    said = Finding(1, "008/22", "code_unknown", (("value", " "),)).said()
    assert (said.en, said.ru) == ("The format has no code “#” at this position.", "В формате нет кода «#» для этой позиции.")
    assert "a·b" in Finding(1, "101", "language_form", (("value", "a\x1bb"),)).said().en


def test_russian_plurals() -> None:
    assert [say("field_repeated", times=times).ru for times in (2, 5, 21)] == [
        "Поле не повторяется, а встречается 2 раза.",
        "Поле не повторяется, а встречается 5 раз.",
        "Поле не повторяется, а встречается 21 раз.",
    ]
