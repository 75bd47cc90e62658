"""Snowball's stems of Russian and English words (Porter, Snowball: snowballstem.org), in one place for all who compare words."""

from __future__ import annotations

import threading
from typing import Any, Literal

_own = threading.local()
"""Stemmers of this thread: one holds the word that it is at, so two threads must not share it."""


def stemmed(word: str, language: Literal["russian", "english"]) -> str:
    """The stem of one word in small letters. The algorithms of thirty languages are read with the first word, not before."""
    return str(_stemmer(language).stemWord(word))


def _stemmer(language: str) -> Any:
    if not hasattr(_own, language):
        import snowballstemmer

        setattr(_own, language, snowballstemmer.stemmer(language))
    return getattr(_own, language)
