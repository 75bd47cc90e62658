"""The book of sentences."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.donors.findings import SENTENCES, say
from sextant.lab.donors.segments import SEGMENTS

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.glob("*.py"))


def fields(text: str) -> set[str]:
    return {name.removesuffix("_ru") for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) == fields(entry["ru"])
    assert all(text.endswith(".") for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE


@pytest.mark.parametrize(
    ("number", "en", "ru"), [(1, "1 donor ", "у 1 дарителя,"), (2, "2 donors ", "у 2 дарителей,"), (21, "21 donors ", "у 21 дарителя,")]
)
def test_words_take_the_form_of_their_number(number: int, en: str, ru: str) -> None:
    said = say("amounts_too_few", found=number, least=30)
    assert en in said.en
    assert ru in said.ru


@pytest.mark.parametrize("entry", tomllib.loads(SEGMENTS.read_text(encoding="utf-8"))["segment"], ids=lambda entry: entry["code"])
def test_every_segment_is_defined_in_both_languages(entry: dict[str, object]) -> None:
    assert all(entry[name] for name in ("name_en", "name_ru", "definition_en", "definition_ru"))
