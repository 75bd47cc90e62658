"""Concepts named by a title are found by stems; topics offered by one house reach whoever takes them."""

import pytest

from sextant.society.concepts import topics
from sextant.society.concepts.models import Concept, Label
from sextant.society.concepts.queries.mentioned import mentioned

pytestmark = pytest.mark.django_db


def concept(code, ru, en, **fields):
    made = Concept.objects.create(code=code, label_ru=ru, label_en=en, **fields)
    for language, text in (("ru", ru), ("en", en)):
        Label.objects.create(concept=made, language=language, kind="pref", text=text, folded=text.casefold())
    return made


def test_the_longest_label_wins_in_either_language_and_in_any_form():
    reading, rural = concept("c9001", "чтение", "reading"), concept("c9002", "сельская библиотека", "rural library")
    concept("c9003", "библиотека", "library")
    assert mentioned(["Чтение подростков в сельских библиотеках"]) == [reading, rural]
    assert mentioned(["Rural libraries", "and reading"]) == [rural, reading]


def test_withdrawn_concepts_qualified_labels_and_abbreviations_are_not_named():
    concept("c9001", "чтение", "reading", is_withdrawn=True)
    concept("c9002", "RDA (каталогизация)", "RDA (cataloguing)")
    concept("c9003", "ИИ", "AI")
    assert mentioned(["Чтение и RDA", ""]) == []
    assert mentioned([]) == []


def test_an_offered_topic_reaches_the_taker_once(monkeypatch):
    monkeypatch.setattr(topics, "_takers", [])
    one = topics.Offer("priorities:1", "Чтение", "Reading")
    assert topics.offer(one, by=None) == ""

    def take(offer, by):
        return f"/kept/{offer.key}/"

    topics.register(take)
    topics.register(take)
    assert (topics.offer(one, by=None), len(topics._takers)) == ("/kept/priorities:1/", 1)
