"""Every sentence is whole in both languages."""

from __future__ import annotations

import re
import tomllib

import pytest

from sextant.lab.payments.matching import REASONS, WEIGHTS
from sextant.lab.payments.refusals import SENTENCES, refuse, say

SAID = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
WHY = tomllib.loads(REASONS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_has_both_languages_a_remedy_and_the_same_fields(code: str) -> None:
    entry = SAID[code]
    assert set(entry) == {"text_en", "text_ru", "remedy_en", "remedy_ru"}
    assert re.search("[а-яё]", entry["text_ru"])
    assert re.search("[а-яё]", entry["remedy_ru"])
    assert sorted(re.findall(r"\{\w+\}", entry["text_en"])) == sorted(re.findall(r"\{\w+\}", entry["text_ru"]))
    assert not entry["text_en"].endswith(".")


def test_every_reason_has_words_in_both_languages() -> None:
    assert {code for code, entry in WHY.items() if set(entry) == {"text_en", "text_ru"}} == set(WHY)
    assert set(WEIGHTS) <= set(WHY)


def test_the_place_goes_before_the_sentence_and_is_kept() -> None:
    trouble = refuse("empty_file").at(file="a.xml", line=3).at(file="b.xml", field="x")
    assert trouble.sentence() == "a.xml, line 3, field x: the file is empty; fetch the statement from the bank again."
    assert refuse("empty_file").sentence("ru") == "Файл пуст; получите выписку из банка заново."


def test_a_long_value_is_shortened_in_its_sentence() -> None:
    assert say("not_an_amount", value="9" * 200).text_en == f"“{'9' * 57}…” is not an amount"
