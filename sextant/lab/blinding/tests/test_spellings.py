"""Latin spellings by the tables of the standards themselves (written from memory), whole names, in running text."""

from __future__ import annotations

import re

import pytest

from sextant.lab.blinding import Identity, find_names
from sextant.lab.blinding.spellings import pattern_of
from sextant.lab.blinding.tokens import readings

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SYSTEMS = {
    "ICAO Doc 9303": "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia",
    "GOST 7.79-2000 B": "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh - y ' e` yu ya",
    "GOST 7.79-2000 A": "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â",
    "GOST R 52535.1": "a b v g d e e zh z i i k l m n o p r s t u f kh tc ch sh shch - y - e iu ia",
    "BGN/PCGN": "a b v g d e ë zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya",
    "Library of Congress": "a b v g d e ë zh z i ĭ k l m n o p r s t u f kh ts ch sh shch ʺ y ʹ ė iu ia",
    "passports of the 1990s": "a b v g d e e j z i i k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia",
    "German": "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja",
}
FAMILIES = tuple(
    [
        "Иванова",
        "Щукин",
        "Хрущёв",
        "Цветаева",
        "Чайковский",
        "Жуковский",
        "Юдина",
        "Яковлев",
        "Эйзенштейн",
        "Соловьёва",
        "Подъячев",
        "Быков",
        "Крылова",
        "Шишкин",
        "Мельникова",
        "Фёдоров",
        "Ксенофонтов",
        "Александров",
        "Гайдай",
        "Зайцева",
        "Лещинская",
        "Аверьянов",
        "Ильичёва",
        "Вересаев",
        "Рождественский",
        "Уланова",
        "Ощепков",
        "Пищальникова",
        "Мышкин",
        "Дьяченко",
    ]
)


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_read(system: str) -> None:
    table = dict(zip(LETTERS, SYSTEMS[system].replace("-", "∅").split(), strict=True))
    missed = []
    for family in FAMILIES:
        latin = "".join(table[letter] for letter in family.lower()).replace("∅", "").capitalize()
        found = find_names([f"written by {latin} in spring"], [Identity(family=family)])
        if [re.sub(r"\W", "", one.excerpt[one.start : one.stop]) for one in found] != [re.sub(r"\W", "", latin)]:
            missed.append(latin)
    assert missed == []


@pytest.mark.parametrize("word", ["library", "members", "reading", "council", "Russian", "method", "literature", "Shakespeare", "Ivanhoe"])
def test_an_english_word_is_no_family_name(word: str) -> None:
    assert [family for family in FAMILIES if any(re.fullmatch(pattern_of(family.lower().replace("ё", "е")), one) for one in readings(word))] == []
