"""A copied passage is found with its place; what everybody writes is not held against anybody."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.likeness import LikenessError, similar
from sextant.lab.likeness.words import placed, words_of

COPIED = (
    "Сельская библиотека стала местом, где жители собирают воспоминания о деревне: сначала записали десять рассказов, "
    "затем оцифровали фотографии из семейных альбомов и открыли выставку."
)
FORM = "Наименование проекта. Цели и задачи проекта. Обоснование социальной значимости проекта. Ожидаемые результаты и риски."


def prose(seed: int, words: int = 60) -> str:
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("абвгдеиклмнопрст", k=draw.randint(3, 9))) for _ in range(words))


def test_a_copied_paragraph_is_found_with_its_place_in_both() -> None:
    new, old = f"{prose(1, 10)}. {COPIED} {prose(2, 10)}", f"{prose(3, 40)}. {COPIED} {prose(4, 40)}"
    (found,) = similar({"new": new}, {"a": prose(5), "b": old})
    (passage,) = found.passages
    assert (found.new, found.earlier, passage.words) == ("new", "b", 23)
    assert passage.text == new[passage.start : passage.stop] == COPIED.rstrip(".")
    assert old[passage.earlier_start : passage.earlier_stop] == COPIED.rstrip(".")
    assert found.share == round(23 / 43, 4)


def test_case_punctuation_yo_broken_lines_and_foreign_letters_hide_nothing() -> None:
    disguised = COPIED.upper().replace(",", " —").replace("Ё", "Е").replace(":", "…")
    disguised = disguised.replace("ВОСПОМИНАНИЯ", "воспоми-\nнания").replace("ФОТОГРАФИИ", "фoтoгрaфии").replace("ДЕРЕВНЕ", "де\u00adрев\u200bне")
    (found,) = similar({"new": disguised}, {"old": COPIED})
    assert (found.share, [one.words for one in found.passages]) == (1.0, [23])
    (turned,) = similar({"new": COPIED}, {"old": disguised})
    assert (turned.share, disguised[turned.passages[0].earlier_start : turned.passages[0].earlier_stop]) == (1.0, disguised.rstrip("."))


def test_english_is_compared_as_well() -> None:
    text = "The rural library collected the memories of its village and opened an exhibition."
    assert [one.share for one in similar({"n": text}, {"o": f"Last year: {text.lower()} Many came."})] == [1.0]


def test_the_headings_of_a_form_do_not_count() -> None:
    earlier = {f"e{number}": f"{FORM} {prose(number + 10)}" for number in range(12)}
    assert similar({"new": f"{FORM} {prose(99)}"}, earlier, 0.01) == ()
    (found,) = similar({"new": f"{FORM} {COPIED}"}, earlier | {"copy": f"{FORM} {COPIED} {prose(7)}"})
    assert (found.earlier, found.share) == ("copy", 1.0)
    assert [one.text for one in found.passages] == [f"Ожидаемые результаты и риски. {COPIED}".rstrip(".")]


def test_what_two_earlier_texts_share_still_counts() -> None:
    found = similar({"new": COPIED}, {"a": COPIED, "b": COPIED + prose(1), "c": prose(2)})
    assert [(one.earlier, one.share) for one in found] == [("a", 1.0), ("b", 1.0)]


def test_a_changed_word_parts_a_passage_and_the_share_tells_it() -> None:
    (found,) = similar({"new": COPIED.replace("рассказов", "историй")}, {"old": COPIED})
    assert [one.words for one in found.passages] == [13, 9]
    assert found.share == round(22 / 23, 4)


def test_the_share_is_of_the_new_text_so_a_short_copy_in_a_long_text_is_small() -> None:
    assert similar({"new": f"{COPIED} {prose(1, 200)}"}, {"old": COPIED}) == ()
    assert [one.share for one in similar({"new": COPIED}, {"old": f"{COPIED} {prose(1, 200)}"})] == [1.0]


def test_paraphrase_is_not_seen_and_the_sentence_says_so() -> None:
    retold = "Библиотека в селе объединила людей вокруг памяти: записи бесед, снимки из альбомов, экспозиция."
    assert similar({"new": retold}, {"old": COPIED}, 0.01) == ()
    said = similar({"new": COPIED}, {"old": COPIED})[0].said
    assert said.ru == "«new» повторяет «old» в 100 % слов (1 отрывок). Пересказ и перевод так не видны."


def test_many_new_texts_are_compared_at_once_the_largest_share_first() -> None:
    found = similar({"x": COPIED, "y": f"{COPIED} {prose(1, 20)}", "z": prose(2)}, {"old": COPIED})
    assert [(one.new, one.share) for one in found] == [("x", 1.0), ("y", round(23 / 43, 4))]


def test_earlier_texts_are_asked_for_one_at_a_time() -> None:
    class Once(Mapping[str, str]):
        asked: list[str] = []

        def __getitem__(self, name: str) -> str:
            self.asked.append(name)
            return COPIED if name == "7" else prose(int(name))

        def __iter__(self) -> Iterator[str]:
            return map(str, range(20))

        def __len__(self) -> int:
            return 20

    earlier = Once()
    assert [one.earlier for one in similar({"new": COPIED}, earlier)] == ["7"]
    assert earlier.asked == [*map(str, range(20)), "7"]


@pytest.mark.parametrize("new", [{}, {"empty": ""}, {"short": "всего четыре слова тут"}])
def test_too_little_text_is_like_nothing(new: dict[str, str]) -> None:
    assert similar(new, {"old": COPIED}) == ()
    assert similar({"new": COPIED}, {}) == ()


@pytest.mark.parametrize("share", [0, -0.1, 1.01, float("nan")])
def test_a_share_that_cannot_be_is_refused(share: float) -> None:
    with pytest.raises(LikenessError, match="Give more than 0"):
        similar({"a": COPIED}, {"b": COPIED}, share)


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_words_are_the_same_with_places_and_without(text: str) -> None:
    found = placed(text)
    assert all(0 <= start < stop <= len(text) for start, stop in zip(found.starts, found.stops, strict=True))


@pytest.mark.parametrize("text", [COPIED, FORM, prose(1), "Ёж, ёлка и «е́ль»; snake_case № 5", "библио-\nтека научно-популярная"])
def test_the_quick_way_to_words_agrees_with_the_slow_one(text: str) -> None:
    assert words_of(text) == list(placed(text).words)
