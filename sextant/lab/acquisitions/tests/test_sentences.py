"""The book of sentences."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from sextant.lab.acquisitions.demands import Demand
from sextant.lab.acquisitions.findings import SENTENCES, say
from sextant.lab.acquisitions.titles import FIELDS

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.glob("*.py"))
MADE = {f"{part}_{name}" for part in ("field", "any") for name in FIELDS}
MADE |= {f"demand_share_{side}_{of}" for side in ("least", "most") for of in ("spending", "copies", "budget")}
MADE |= {f"demand_{kind}_{side}" for kind in ("number", "titles") for side in ("least", "most")}
MADE |= {f"conflict_{side}{more}" for side in ("least", "most") for more in ("", "_more")}
MADE |= {f"page_status_{status}" for status in ("proved", "open", "impossible", "not_found")}
MADE |= {f"match_{by}" for by in ("isbn", "title_author", "title", "doubtful")}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert fields(entry["en"]) >= fields(entry["ru"]) >= fields(entry["en"]) - {"copies"}
    assert re.search("[а-яё]", entry["ru"])
    assert re.search(f"""["']{code}["']""", CODE) or code in MADE
    if not code.startswith(("page_", "field_", "any_", "mark_")):
        assert all(text.rstrip().endswith((".", "}")) for text in entry.values())


def test_what_is_said_inside_a_sentence_comes_in_its_language() -> None:
    inner = say("demand_titles_least", number=21)
    assert say("why_keeps", demand=inner).ru == "Помогает выполнить требование, которое связывает план: Всего названий не меньше 21."
    assert say("why_keeps", demand=inner).en == "It helps to keep a demand that binds: At least 21 titles in all."


def test_amounts_of_demands_have_the_sign_of_each_language() -> None:
    demand = Demand("x", "share", "least", 0, 0.1, 0.01, say("demand_titles_least", number=1))
    assert (demand.amount(0.125).en, demand.amount(0.125).ru) == ("12.5 %", "12,5 %")
