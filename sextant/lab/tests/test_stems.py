"""Stems are those of Snowball, also when several threads ask at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from sextant.lab.stems import stemmed

WORDS = ["библиотеками", "читателями", "издательствами", "объединениями", "государственными", "красивейшего"] * 200


@pytest.fixture
def quick_turns():
    """Threads take turns a hundred times more often than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 100)
    yield
    sys.setswitchinterval(usual)


def test_words_lose_their_endings():
    assert [stemmed(word, "russian") for word in ("библиотеками", "читателями")] == ["библиотек", "читател"]
    assert [stemmed(word, "english") for word in ("libraries", "reading")] == ["librari", "read"]


def test_threads_do_not_take_each_others_word(quick_turns):
    alone = [stemmed(word, "russian") for word in WORDS]
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _turn: [stemmed(word, "russian") for word in WORDS], range(12)))
    assert found == [alone] * 12
