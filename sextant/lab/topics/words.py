"""The words of a topic as they are compared: stems of Snowball, the general words of topics counting little, and the keys by which two
topics come to be compared at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sextant.lab.likeness.words import words_of
from sextant.lab.stems import stemmed

KEY = 5
"""Letters of a stem that make a key: библиотек- and библиотечн- share `библи`, publication and published `publi`."""
GENERAL, PLAIN = 0.25, 1.0
"""Weight of a general word, and of any other."""
CYRILLIC = re.compile("[а-я]")

_STOPPING = (
    "a an and are as at by can do for from how in into is its of on or over some the their to toward towards under upon via what when with "
    "а без более в во для до же за и из или их к как ко между на над не о об от по под при про с со у через что"
)
STOPPING = frozenset(_STOPPING.split())
_GENERAL = (
    "analysis approach aspects based case comparative development evaluation evidence example exploring feature features framework improving "
    "introduction investigation issues method methods methodology model modeling models modern new novel overview problem problems process role "
    "review study studies system systems theory using work "
    "анализ аспект вопрос влияние выявление изучение исследование метод методика методология механизм модель направление обоснование организация "
    "основа основание особенность подход пример применение проблема процесс развитие разработка реализация роль российский система "
    "совершенствование современный создание специфика структура теория теоретический практический условие формирование характеристика эффективность"
)


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a folded word (Snowball, Russian or English by its letters); what holds a digit is its own."""
    if not word.isalpha():
        return word
    return stemmed(word, "russian" if CYRILLIC.search(word) else "english")


@cache
def _general_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _GENERAL.split())


@lru_cache(maxsize=20_000)
def told_words(title: str) -> tuple[tuple[str, str], ...]:
    """(stem, word as folded) of each telling word of a title, each stem once, in order; small words are left out."""
    found: dict[str, str] = {}
    for word in words_of(title):
        if word not in STOPPING and (len(word) > 1 or word.isdecimal()):
            found.setdefault(stem_of(word), word)
    return tuple(found.items())


def weight_of(stem: str) -> float:
    """How much a stem tells of a topic: 0.25 for the general words of titles, else 1."""
    return GENERAL if stem in _general_stems() else PLAIN


@lru_cache(maxsize=20_000)
def trigrams_of(title: str) -> frozenset[str]:
    """Three letters each of the telling, not general stems, with their edges: what a wrong letter or another ending leaves alike."""
    found: set[str] = set()
    for stem, _word in told_words(title):
        if weight_of(stem) == PLAIN:
            edged = f" {stem} "
            found.update(edged[place : place + 3] for place in range(len(edged) - 2))
    return frozenset(found)


def keys_of(titles: tuple[str, ...]) -> frozenset[str]:
    """The beginnings of the telling stems, general words only where nothing else is said. Topics without a common key are never compared."""
    stems = {stem for title in titles for stem, _word in told_words(title)}
    telling = {stem for stem in stems if weight_of(stem) == PLAIN} or stems
    return frozenset(stem[:KEY] for stem in telling)


def is_cyrillic(title: str) -> bool:
    """Whether more of the telling words are in Russian letters than in others."""
    words = told_words(title)
    return 2 * sum(bool(CYRILLIC.search(stem)) for stem, _word in words) > len(words)
