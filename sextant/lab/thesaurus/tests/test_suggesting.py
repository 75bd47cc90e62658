"""Frequent terms that no concept names yet."""

from __future__ import annotations

import math

import pytest

from sextant.lab.thesaurus.landing import Lander
from sextant.lab.thesaurus.suggesting import Text, c_values, suggest
from sextant.lab.thesaurus.terms import phrases, runs
from sextant.lab.thesaurus.tests.factories import small

LANDER = Lander(small())


def phrased(text: str) -> list[str]:
    return [text[part[0].start : part[-1].end] for language, run in runs(text) for part in phrases(language, run)]


def test_c_value_of_the_example_of_basal_cell_carcinoma() -> None:
    """The example of Frantzi, Ananiadou and Mima (2000), its frequencies from memory: 984 − (5 + 6 + 7 + 5 + 3) / 5 = 978.8 occurrences of three words."""
    cells = ("basal", "cell", "carcinoma")
    values = c_values(
        {
            ("adenoid", "cystic", *cells): 5,
            ("cystic", *cells): 11,
            ("ulcerated", *cells): 7,
            ("recurrent", *cells): 5,
            ("circumscribed", *cells): 3,
            cells: 984,
        }
    )
    assert [round(value, 2) for value in values.values()] == [11.61, 6.0, 12.0, 10.0, 14.0, 1551.36]
    assert values[cells] == pytest.approx(math.log2(3) * 978.8)


def test_a_term_that_stands_alone_counts_in_full_and_one_that_never_does_for_nothing() -> None:
    assert c_values({("a", "b"): 4}) == {("a", "b"): 4.0}
    assert c_values({("a", "b", "c"): 4, ("a", "b"): 4})[("a", "b")] == 0.0


def test_russian_phrases_are_adjectives_nouns_and_genitives() -> None:
    assert phrased("Мы изучили читательский билет старшего поколения, быстро и хорошо.") == [
        "читательский билет",
        "старшего поколения",
        "билет старшего поколения",
        "читательский билет старшего поколения",
    ]


def test_english_phrases_stand_between_stop_words_and_end_in_no_adverb() -> None:
    assert phrased("We propose a toy lending service for rural families quickly") == [
        "toy lending",
        "lending service",
        "toy lending service",
        "rural families",
    ]


def test_a_word_with_a_hyphen_is_not_cut_and_alone_it_is_no_phrase() -> None:
    assert phrased("long-term; a long-term storage") == ["long-term storage"]


def test_a_piece_of_a_label_is_not_suggested() -> None:
    within, outside = [Text("The Research Data Alliance.")] * 6, [Text("Research data are here.")]
    assert suggest(within + outside * 2, LANDER, least=2)["en"] == ()
    assert [one.term for one in suggest(within + outside * 3, LANDER, least=2)["en"]] == ["Research Data"]


def corpus() -> list[Text]:
    return [
        Text("The seed library lends seeds. A seed library is a public library.", 2020),
        Text("Seed libraries grow. Библиотека семян хороша, а в библиотеке семян тепло.", 2021),
        Text("Every seed library shares. Библиотекой семян гордятся. Публичная библиотека рядом, публичные библиотеки тоже."),
    ]


def test_a_frequent_term_is_suggested_with_its_years_examples_and_neighbours() -> None:
    found = suggest(corpus(), LANDER, least=3)
    assert [(one.term, one.frequency, one.works, one.c_value, dict(one.years)) for one in found["en"]] == [
        ("seed library", 4, 3, 4.0, {2020: 1, 2021: 1})
    ]
    assert [(one.term, one.frequency, one.works, dict(one.years)) for one in found["ru"]] == [("библиотека семян", 3, 2, {2021: 1})]
    assert found["en"][0].near[0].concept == "c0001"
    assert found["en"][0].examples[1] == "Seed libraries grow. Библиотека семян хороша, а в библиотеке семян тепло."


def test_a_term_that_is_a_label_is_not_suggested() -> None:
    assert suggest([Text("public library; public libraries. Публичные библиотеки. Публичная библиотека.")] * 9, LANDER, least=2) == {
        "en": (),
        "ru": (),
    }


def test_the_same_texts_give_the_same_answer_and_no_text_gives_none() -> None:
    assert suggest(corpus(), LANDER, least=2) == suggest(corpus(), Lander(small()), least=2)
    assert suggest([], LANDER) == suggest([Text(""), Text("…")], LANDER) == {"en": (), "ru": ()}


def test_no_more_terms_than_asked_the_best_first() -> None:
    found = suggest(corpus() * 2, LANDER, least=1, most=3)["en"]
    assert len(found) == 3
    assert [one.c_value for one in found] == sorted((one.c_value for one in found), reverse=True)
