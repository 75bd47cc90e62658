"""Words are compared without case, inflection, marks or the wrong keyboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.base.search.questions import nearest, question_of, repaired, variants_of
from sextant.base.search.stems import folded, in_cyrillic, other_keyboard, stem_of, terms_of, words_of

pytestmark = pytest.mark.once
text = st.text(alphabet="абвёйЖЩaZé -.'«1", max_size=40)


@pytest.mark.parametrize("forms", ["Иванов Иванова Иванову Ивановой Ивановым", "библиотека библиотеки библиотеками", "library libraries"])
def test_inflected_forms_meet_in_one_stem(forms):
    assert len({stem_of(word) for word in words_of(forms)}) == 1


def test_folding_drops_case_yo_and_latin_marks_but_keeps_short_i():
    assert words_of("Ёлкин-Зелёный, MÜLLER №5 йод") == ["елкин", "зеленый", "muller", "no5", "йод"]


def test_terms_hold_words_stems_and_title_words():
    assert terms_of("Книги", "детям") == "^книги ~дет ~книг детям книги"


@pytest.mark.parametrize(
    ("latin", "russian"),
    [("pushkin", "пушкин"), ("Dostoevsky", "достоевский"), ("Tolstoy", "толстой"), ("Shchukin", "щукин"), ("Yekaterina", "екатерина")],
)
def test_names_in_latin_letters_are_read_as_russian(latin, russian):
    assert in_cyrillic(latin) == russian


def test_the_other_keyboard_is_read_both_ways():
    assert (other_keyboard("geirby"), other_keyboard("k.,jdm"), other_keyboard("ьщысщц")) == ("пушкин", "любовь", "moscow")


@given(text)
def test_folding_twice_changes_nothing(value):
    assert folded(folded(value)) == folded(value)


@given(st.text(max_size=60))
def test_no_text_breaks_the_question_or_smuggles_signs_into_it(value):
    for question in variants_of(value):
        assert all(term.text.lstrip("~^").isalnum() for group in question.groups() for term in group)


@given(st.sampled_from(["библиотека", "пушкинская", "readings"]), st.integers(0, 7), st.sampled_from(["drop", "swap", "change"]))
@settings(max_examples=60)
def test_one_mistake_in_a_long_word_is_forgiven(word, place, mistake):
    letters = list(word)
    if mistake == "drop":
        del letters[place]
    elif mistake == "swap" and place + 1 < len(letters):
        letters[place : place + 2] = reversed(letters[place : place + 2])
    else:
        letters[place] = "ъ"
    assert nearest("".join(letters), {"другое": "друг", word: stem_of(word)}) == (word,)


def test_two_letters_are_never_guessed():
    assert (nearest("ли", {"лис": "лис"}), nearest("лис", {"лес": "лес", "лето": "лет"})) == ((), ("лес",))


def test_small_words_count_only_where_there_is_nothing_else():
    assert (question_of("чтение и дети").words, question_of("и").words) == (("чтение", "дети"), ("и",))


def test_a_variant_whose_words_are_all_known_comes_before_near_words():
    question = repaired(variants_of("geirby"), {"пушкин": "пушкин", "gerby": "gerbi"})
    assert (question.words, question.near) == (("пушкин",), {})
