"""Rewritten topics are found again, others are not, and every part of a score can be worked out by hand."""

import pytest

from sextant.lab.topics import THRESHOLD, Topic, compare, keys_of, similar

READING = "Чтение подростков в сельских библиотеках"


def topic(key, *titles, **context):
    return Topic(key, titles, **context)


@pytest.mark.parametrize(
    "title",
    [
        "Особенности чтения подростков в сельских библиотеках",
        "Сельские библиотеки: чтение подростков",
        "Чтение подростков в сельских библиотеках на примере Псковской области",
        "ЧТЕНИЕ ПОДРОСТКОВ В СЕЛЬСКОЙ БИБЛИОТЕКЕ",
    ],
)
def test_a_topic_told_a_little_otherwise_is_found(title):
    assert [one.key for one in similar(topic("new", title), [topic("old", READING)])] == ["old"]


@pytest.mark.parametrize("title", ["Каталогизация электронных ресурсов", "Чтение дошкольников в семье", "Кадры сельских библиотек"])
def test_another_topic_of_the_field_is_not(title):
    assert similar(topic("new", title), [topic("old", READING)]) == []


def test_the_words_that_match_are_told_as_they_stand_in_the_new_title():
    found = compare(topic("new", "Подросток и сельская библиотека"), topic("old", READING))
    assert found.shared == ("подросток", "сельская", "библиотека")


def test_a_score_worked_out_by_hand():
    """Stems metadata, qualiti, repositori | metadata, qualiti, archiv: 2 of 3 in common, Dice 2/3, overlap 2/3, words 2/3. Of 8 + 7 + 10
    trigrams and 8 + 7 + 6 fifteen are common: letters 30/46. Titles 0.6 · 2/3 + 0.4 · 30/46; a school of 0.15 fills 0.03 of the rest."""
    new, old = topic("new", "Metadata quality in repositories", school="5"), topic("old", "Quality of metadata: archives", school="5")
    found = compare(new, old)
    title = 0.6 * 2 / 3 + 0.4 * found.parts["letters"]
    assert (found.parts["words"], found.parts["school"], found.score) == (0.6667, 1.0, pytest.approx(title + (1 - title) * 0.2 * 0.15, abs=1e-4))


def test_context_alone_makes_no_likeness():
    context = {"concepts": frozenset({"c0001"}), "supervisors": frozenset({"7"}), "school": "5"}
    assert compare(topic("new", "Экслибрис", **context), topic("old", "Open access", **context)).score == 0


def test_titles_of_two_languages_meet_in_the_thesaurus():
    named = {"named": frozenset({"c0001", "c0002"})}
    found = similar(topic("new", "Reading of teenagers in rural libraries", **named), [topic("old", READING, **named)])
    assert [(one.key, one.parts["thesaurus"], one.shared) for one in found] == [("old", 1.0, ())]
    assert similar(topic("new", "Teenagers", named=frozenset({"c0001"})), [topic("old", READING, named=frozenset({"c0001"}))]) == []


def test_nothing_is_like_itself_and_empty_titles_are_like_nothing():
    assert similar(topic("one", READING), [topic("one", READING)]) == []
    assert (compare(topic("new", ""), topic("old", READING)).score, compare(topic("new", "и"), topic("old", "and")).score) == (0, 0)


def test_general_words_are_keys_only_where_nothing_else_is_said():
    assert keys_of(("Исследование чтения",)) == {"чтен"}
    assert keys_of(("Исследование",)) == {"иссле"}
    assert THRESHOLD == 0.65
