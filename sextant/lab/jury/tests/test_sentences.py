"""The book of sentences."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.jury.findings import SENTENCES, say

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.glob("*.py"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) == fields(entry["ru"])
    assert all(text.rstrip("}").endswith((".", "named", "entries", "names")) for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE


def test_russian_writes_numbers_with_a_comma_and_names_as_they_are() -> None:
    said = say("would_cost", juror="1.5", cost="0.25")
    assert (said.en[-5:], said.ru) == ("0.25.", "Назначение эксперта 1.5 отняло бы у суммы близостей не меньше 0,25.")


@pytest.mark.parametrize(
    ("number", "en", "ru"), [(1, "1 more juror ", "1 эксперта "), (2, "2 more jurors ", "2 экспертов "), (21, "21 more", "21 эксперта")]
)
def test_words_take_the_form_of_their_number(number: int, en: str, ru: str) -> None:
    said = say("too_few_free", free=1, wanted=3, missing=number)
    assert en in said.en
    assert ru in said.ru
