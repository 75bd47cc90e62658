"""Counts and formulas on texts worked out by hand."""

from __future__ import annotations

import json
import random
import time

import pytest

from sextant.lab.readability import formulas
from sextant.lab.readability.counting import Counts, count, english_sentences, paragraphs, russian_words
from sextant.lab.readability.findings import ReadabilityError
from sextant.lab.readability.levels import FORMULAS, read_level
from sextant.lab.readability.syllables import english_syllables, russian_syllables

pytestmark = pytest.mark.once

ROUND = Counts(sentences=10, words=100, letters=500, characters=520, syllables=150, long_words=20, by_syllables=((1, 70), (2, 16), (3, 8), (5, 6)))
"""10 words a sentence, 1.5 syllables and 5 letters a word, 14 words of three syllables or more, 6 of five."""


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (formulas.flesch, 206.835 - 10.15 - 126.9),
        (formulas.flesch_oborneva_a, 206.835 - 13 - 90.15),
        (formulas.flesch_oborneva_b, 206.836 - 15.2 - 97.71),
        (formulas.flesch_kincaid, 3.9 + 17.7 - 15.59),
        (formulas.flesch_kincaid_plainrussian, 3.18 + 21.3 - 30.5),
        (formulas.flesch_kincaid_academic, 3.6 + 8.64 - 11.97),
        (formulas.sis_2023, -17.5 + 5.6 + 12.25),
        (formulas.smog, 1.043 * 42**0.5 + 3.1291),
        (formulas.smog_russian, 1.1 * 38.76**0.5 + 0.05),
        (formulas.ari, 24.492 + 5 - 21.43),
        (formulas.ari_russian, 31.3 + 2.805 - 31.04),
        (formulas.coleman_liau, 29.4 - 2.96 - 15.8),
        (formulas.coleman_liau_russian, 27.5 - 3.5 - 20.33),
        (formulas.dale_chall_plainrussian, 3.312 + 2.73),
        (formulas.lix, 30.0),
    ],
)
def test_a_formula_worked_out_by_hand(formula, expected: float) -> None:
    assert formula(ROUND) == pytest.approx(expected, abs=1e-9)


def test_dale_chall_adds_its_constant_above_five_percent_and_wants_a_list() -> None:
    def of(unfamiliar: int | None) -> float | None:
        return formulas.dale_chall(Counts(10, 100, 500, 520, 150, 20, (), unfamiliar))

    assert of(None) is None
    assert of(5) == pytest.approx(0.7895 + 0.496)
    assert of(6) == pytest.approx(0.9474 + 0.496 + 3.6365)


def test_an_english_text_counted_by_hand() -> None:
    """Dr(1) Smith(1) didn't(2) visit(2) the(1) library(3) in(1) | He(1) stayed(1) at(1) home(1) with(1) his(1) mother-in-law(4); 1914 is no word."""
    found = count("Dr. Smith didn't visit the library in 1914. He stayed at home with his mother-in-law!", "en")
    assert (found.sentences, found.words, found.syllables) == (2, 14, 21)
    assert (found.letters, found.characters, found.long_words) == (61, 65, 2)
    assert found.by_syllables == ((1, 10), (2, 2), (3, 1), (4, 1))
    assert (found.words_from(3), found.words_from(5)) == (2, 0)


def test_a_russian_text_counted_by_hand() -> None:
    """Кот(1) сидел(2) на(1) ковре(2) | В(0) 1914 году(2) он(1) был(1) кое-где(3) рад(1)."""
    found = count("Кот сидел на ковре. В 1914 году он был кое-где рад.", "ru")
    assert (found.sentences, found.words, found.letters, found.syllables, found.characters) == (2, 10, 34, 14, 38)
    assert found.by_syllables == ((0, 1), (1, 5), (2, 3), (3, 1))


@pytest.mark.parametrize(
    ("word", "number"),
    [("молоко", 3), ("ёлка", 2), ("в", 0), ("объяснение", 5), ("Wi-Fi", 2), ("здра́вствуйте".replace("\u0301", ""), 3), ("ЙОД", 1)],
)
def test_russian_syllables_are_vowels(word: str, number: int) -> None:
    assert russian_syllables(word) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "cat made makes liked the tree straight walked queue George friend eyes tongue shared"),
        (2, "table settled wanted making careful player prism didn't colleagues' boxes places centre saying million lonely houses something lions"),
        (3, "beautiful curious audience element studious businesses opinion radio everything spokesperson"),
        (4, "education reality mother-in-law experience particular"),
        (5, "association immediately refrigerator organization intermediate"),
    ],
)
def test_english_syllables(number: int, words: str) -> None:
    assert {word: english_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mr. Brown met J. R. Smith. They talked.", 2),
        ("He came at 5 p.m. The shop was shut.", 2),
        ("It cost 3.5 dollars, e.g. a lot. Good!", 2),
        ("“Stop!” he said. “Who is there?” She ran.", 3),
        ("What? No! Yes…", 3),
        ("He lives in the U.S. now.", 1),
        ("One (two. Three) four.", 2),
    ],
)
def test_where_an_english_sentence_ends(text: str, number: int) -> None:
    assert len(english_sentences(text)) == number


def test_lines_of_a_wrapped_text_are_joined_and_lines_of_a_list_are_not() -> None:
    story = "Long ago people did\nnot know anything. They\ndid not know how to\nplant, or how to weave,\nor how to make tools.\nThe god up in the sky\nhad "
    story += "all the wisdom of\nthe world in a clay pot\nthat Anansi saw."
    assert len(paragraphs(story)) == 1
    wide = "\n".join(["The quick brown fox jumps over the lazy dog and meets at the river"] * 5 + ["Nile a friend of his who is a hare and has"] * 5)
    assert len(paragraphs(wide + ".\n\nNext.")) == 2
    assert len(paragraphs("Bread\nButter\nMilk\nEggs\nTea\nJam\nSalt\nOil\nRice\nPeas")) == 10
    assert paragraphs("a frag-\nment") == ["a fragment"]
    assert paragraphs("Мы шли по\u00adле́су") == ["Мы шли полесу"]


def test_words_of_razdel_without_figures_and_marks() -> None:
    assert russian_words("Кто-то, 12 раз — по-русски: «да»!") == ["Кто-то", "раз", "по-русски", "да"]


def test_familiar_words_are_known_in_their_regular_forms() -> None:
    easy = frozenset({"cat", "sit", "big", "happy", "make", "the"})
    assert count("The cats' cat's sitting biggest happily making the makes zebra.", "en", easy).unfamiliar == 1


ENGLISH = "The cat sat on the mat. It was a good cat, and it was glad. The dog came in and looked at the cat for a long time. " * 5
RUSSIAN = "Кот сидел на ковре. Это был хороший кот, и он радовался. Пришла собака и долго смотрела на кота. " * 6


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (RUSSIAN, "ru")])
def test_a_level_holds_every_formula_of_its_language_and_their_disagreement(text: str, language: str) -> None:
    found = read_level(text)
    asked = [name for name, _kind, formula in FORMULAS[language] if formula is not formulas.dale_chall]
    assert (found.language, [one.formula for one in found.values]) == (language, asked)
    grades = [sum(one.grade) / 2 for one in found.values if one.grade and one.grade[1] < 99]
    assert (found.lowest, found.highest, found.spread) == (min(grades), max(grades), max(grades) - min(grades))
    assert found.spread > 0
    for one in found.values:
        assert (one.grade is None) == (one.formula == "lix")
        assert one.age is None or one.age[0] == one.grade[0] + 5
    json.dumps(found.as_dict())


def test_norms_of_school_stages_are_told_in_russian_alone() -> None:
    found = read_level("Кот сидел на ковре и смотрел в окно на птиц. " * 12)
    assert [(one.first, one.last, one.place) for one in found.norms] == [(1, 3, "within"), (4, 9, "below"), (10, 11, "below")]
    assert read_level(ENGLISH).norms == ()


def test_what_to_beware_of_is_noted() -> None:
    def codes(*asked: object) -> list[str]:
        return [one.code for one in read_level(*asked).notes]  # type: ignore[arg-type]

    assert codes("The cat sat.") == ["text_short", "no_easy_words", "smog_short"]
    assert codes(RUSSIAN) == []
    assert codes(RUSSIAN, "en") == ["other_letters", "no_easy_words", "smog_short"]
    assert codes(ENGLISH, "fr-CA") == ["lix_alone"]
    assert [one.code for one in read_level(ENGLISH * 3, "en", easy=frozenset({"the"})).notes] == []


@pytest.mark.parametrize("text", ["", " \n ", "12 34 — !", "https://example.org/a"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(ReadabilityError) as refused:
        read_level(text)
    assert refused.value.code == "no_words"


def test_a_scale_is_read_as_a_range_of_grades_and_an_endless_one_ends_in_null() -> None:
    hard = (
        "Notwithstanding institutional considerations, organizational administrators systematically underestimated infrastructural interdependencies. "
        * 9
    )
    shown = read_level(hard, "en").as_dict()
    flesch = next(one for one in shown["values"] if one["formula"] == "flesch")
    assert (flesch["grade"], flesch["age"]) == ([17, None], [22, None])


@pytest.mark.parametrize("language", ["en", "ru"])
def test_texts_made_to_take_for_ever_are_counted_soon(language: str) -> None:
    begun = time.process_time()
    for part in ("a@", "!", "a", "a-", "a'", "www.", "aeiou", "a.b.", "http://"):
        assert count(part * 50_000 + " Да, yes.", language).words == 2
    assert time.process_time() - begun < 5


def test_any_signs_at_all_are_counted_or_refused() -> None:
    lot = random.Random(5)
    signs = "aяЁ. !?…«»\"'’-–\n\t1٣\u0301\u00ad\u200b漢é\ud800"
    for _ in range(300):
        text = "".join(lot.choice(signs) for _ in range(lot.randint(0, 80)))
        for language in ("ru", "en", "fr"):
            try:
                level = read_level(text, language)
            except ReadabilityError as refused:
                assert refused.code == "no_words"  # noqa: PT017
            else:
                assert level.counts.words >= level.counts.sentences >= 1
