"""The thesaurus that comes with the product."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sextant.lab.thesaurus.concepts import LANGUAGES, Thesaurus
from sextant.lab.thesaurus.landing import Lander
from sextant.lab.thesaurus.laws import check
from sextant.lab.thesaurus.reading import starter
from sextant.lab.thesaurus.words import label_keys

AGENDA = Path(__file__).parents[3] / "society" / "agenda" / "data" / "alma_2019.toml"
GUIDELINES = [
    (f"{direction['code']}.{one['number']}", one)
    for direction in tomllib.loads(AGENDA.read_text(encoding="utf-8"))["direction"]
    for one in direction["guideline"]
]


@pytest.fixture(scope="module")
def whole() -> Thesaurus:
    return starter()


@pytest.fixture(scope="module")
def lander(whole: Thesaurus) -> Lander:
    return Lander(whole)


def test_it_keeps_every_law_and_has_over_six_hundred_concepts_in_fourteen_facets(whole: Thesaurus) -> None:
    assert check(whole) == []
    assert len(whole.concepts) >= 640
    assert [one.notation for one in whole.concepts if one.top] == list("ABCDEFGHIJKLMN")


def test_every_concept_is_defined_in_both_languages_by_a_sentence(whole: Thesaurus) -> None:
    for one in whole.concepts:
        for language in LANGUAGES:
            assert re.fullmatch(r"\S.{8,160}\.", one.labels(language).definition), one.id


def test_no_word_mixes_latin_and_russian_letters_and_no_english_text_has_a_russian_one(whole: Thesaurus) -> None:
    for one in whole.concepts:
        for language in LANGUAGES:
            for text in (*one.labels(language), one.labels(language).definition):
                assert not [word for word in re.findall(r"\w+", text) if re.search("[а-яё]", word, re.I) and re.search("[a-z]", word, re.I)], text
                assert language == "ru" or not re.search("[а-яё]", text, re.I), text


def test_every_label_lands_on_its_concept(whole: Thesaurus, lander: Lander) -> None:
    """A label without a qualifier, given as a text, lands where it belongs."""
    for one in whole.concepts:
        for language in LANGUAGES:
            for label in one.labels(language):
                assert label_keys(label), label
                if "(" not in label:
                    assert lander.land(label).concepts == (one.id,), label


@pytest.mark.parametrize(("code", "guideline"), GUIDELINES, ids=[code for code, _ in GUIDELINES])
def test_every_guideline_of_the_agenda_lands_on_the_same_concept_from_both_languages(code: str, guideline: dict[str, Any], lander: Lander) -> None:
    sides = [set(lander.land(f"{guideline[f'title_{language}']}. {guideline[f'text_{language}']}").concepts) - {"c0001"} for language in LANGUAGES]
    assert sides[0] & sides[1]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        ("interlibrary loan", "МБА библиотеки"),
        ("OPAC", "электронный каталог"),
        ("information literacy", "информационная культура личности"),
        ("UDC", "УДК"),
        ("BBK", "библиотечно-библиотечная классификация ББК"),
        ("open access", "открытого доступа"),
        ("Delphi method", "метод «Дельфи»"),
        ("Library consortia", "консорциумов библиотек"),
        ("digitised books: digitization", "оцифровкой"),
    ],
)
def test_terms_of_the_field_land_on_one_concept_from_either_language(en: str, ru: str, lander: Lander) -> None:
    assert set(lander.land(en).concepts) & set(lander.land(ru).concepts)
