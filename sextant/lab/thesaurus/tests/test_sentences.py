"""The book of sentences."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.thesaurus.findings import SENTENCES

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.glob("*.py"))


def fields(text: str) -> set[str]:
    return {name.removesuffix("_ru") for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) == fields(entry["ru"])
    assert all(text.endswith((".", "{known}")) for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE


def test_every_code_that_is_said_has_a_sentence() -> None:
    assert set(re.findall(r'(?:refuse|found|say)\(\s*"(\w+)"', CODE)) <= set(ENTRIES)
