"""The book of sentences: the same in both languages, and every one is used."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.literature.findings import SENTENCES

pytestmark = pytest.mark.once

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.rglob("*.py") if "tests" not in path.parts)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) == fields(entry["ru"])
    assert all(text.endswith((".", "--store DIR.")) for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE


def test_every_code_has_its_sentence() -> None:
    used = set(re.findall(r'(?:refuse|Unreadable)\(\s*"([a-z_]+)"', CODE)) | set(re.findall(r'Problem\(\s*"[a-z]+"[^,]*,\s*"([a-z_]+)"', CODE))
    assert used - set(ENTRIES) == set()
    assert len(used) > 35
