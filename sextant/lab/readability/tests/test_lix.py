"""LIX against texts counted by hand."""

import pytest

from sextant.lab.readability.lix import Readability, readability, sentences


def test_an_english_text_counted_by_hand():
    """9 words in 2 sentences; `library`, `visitors` and `immediately` have more than six letters: 4.5 + 33.3 = 37.8."""
    found = readability("The library asks visitors. They answer it immediately, aloud.")
    assert found == Readability(2, 9, 3)
    assert (found.words_per_sentence, round(found.long_share, 3), round(found.lix, 1)) == (4.5, 0.333, 37.8)


def test_a_russian_text_counted_by_hand():
    """7 words in 2 sentences; «Библиотека», «читателей» and «отвечают» are long."""
    found = readability("Библиотека ждёт читателей. Они сразу отвечают: да!")
    assert (found, round(found.lix, 1)) == (Readability(2, 7, 3), 46.4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("А. С. Пушкин писал. Мы читаем.", 2),
        ("This is, e.g. a short one. And another", 2),
        ("First line\nsecond line", 2),
        ("Up 3.5 per cent. Good!", 2),
        ("Он спросил: «Зачем?» Ему ответили.", 2),
        ("…", 0),
        ("", 0),
    ],
)
def test_where_a_sentence_ends(text, number):
    assert len(sentences(text)) == number


def test_addresses_are_no_words_and_a_text_without_words_has_no_number():
    assert readability("See https://example.org/very-long-address now.").words == 2
    empty = readability(" — ")
    assert (empty.lix, empty.words_per_sentence, empty.long_share) == (None, None, None)
