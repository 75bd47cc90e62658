"""Topics in two languages joined by concepts; a language that is empty, a corpus of one work."""

import random

import pytest

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.observatory.findings import ObservatoryError
from sextant.lab.observatory.tests.fields import corpus_of, ris
from sextant.lab.observatory.topic_models import topic_model

ENGLISH = {
    "access": ("open access", "institutional repository", "copyright", "preprint", "licence"),
    "reading": ("children reading", "school library", "storytelling", "picture book", "reading promotion"),
}
RUSSIAN = {
    "access": ("открытый доступ", "институциональный репозиторий", "авторское право", "препринт", "лицензия"),
    "reading": ("детское чтение", "школьная библиотека", "сказка", "книга с картинками", "продвижение чтения"),
}


def works(languages: str = "er", number: int = 40) -> list[list[str]]:
    """Works on two subjects in turn, each of three phrases of its subject."""
    draw = random.Random(3)
    records = []
    for place in range(number):
        subject = ("access", "reading")[place % 2]
        if "e" in languages:
            phrases = ", ".join(draw.sample(ENGLISH[subject], 3))
            records.append(ris(("TI", f"On the {phrases} and how they are used in the work of it"), ("LA", "English")))
        if "r" in languages:
            records.append(ris(("TI", "О том, что такое " + ", ".join(draw.sample(RUSSIAN[subject], 3)))))
    return records


def test_topics_of_two_languages_are_joined_by_their_concepts(tmp_path) -> None:
    found = topic_model(corpus_of(tmp_path, works()), number=2)
    told = {(row["language"], row["identity"]): row for row in found.rows}
    assert set(told) == {("en", 1), ("en", 2), ("ru", 1), ("ru", 2)}
    for identity in (1, 2):
        english, russian = told["en", identity], told["ru", identity]
        assert english["cosine"] == russian["cosine"] > 0.5
        assert set(english["concepts"]) & set(russian["concepts"])
        assert ("repository" in english["words"]) == ("репозиторий" in russian["words"])
    assert [note.code for note in found.notes] == ["topics_en", "topics_ru"]


def test_the_same_corpus_gives_the_same_topics(tmp_path) -> None:
    corpus = corpus_of(tmp_path, works())
    assert topic_model(corpus).rows == topic_model(corpus).rows


def test_topics_too_unlike_stay_apart(tmp_path) -> None:
    rows = topic_model(corpus_of(tmp_path, works()), number=2, joined=1.0).rows
    assert [row["identity"] for row in rows] == [1, 2, 3, 4]
    assert {row["cosine"] for row in rows} == {None}


def test_an_empty_language_is_said(tmp_path) -> None:
    found = topic_model(corpus_of(tmp_path, works("e")))
    assert ({row["language"] for row in found.rows}, [note.code for note in found.notes]) == ({"en"}, ["no_texts_ru", "topics_en"][::-1])


def test_a_language_with_too_few_works_is_said(tmp_path) -> None:
    found = topic_model(corpus_of(tmp_path, [*works("e"), *works("r", 1)]))
    assert "too little for 3 topics" in next(note for note in found.notes if note.code == "few_texts_ru").sentence("en")


def test_one_work_is_refused_and_other_languages_are_left_out(tmp_path) -> None:
    with pytest.raises(BibliometricsError, match="1 work with 0 words"):
        topic_model(corpus_of(tmp_path, works("e", 1)))
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(ObservatoryError, match="English or Russian"):
        topic_model(corpus_of(other, [ris(("TI", "Die digitale Bibliothek"), ("LA", "German"))]))
