"""The words of a text as they are compared: small letters, `е` for `ё`, without accents' other spellings, broken lines and letters
of the other alphabet that were put in to deceive a comparison."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
BREAK = r"[-‐\ufffe\x02][ \t]*\r?\n[ \t]*"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{INVISIBLE}]|{BREAK}(?=[^\W_]))*")
GONE = re.compile(rf"[{INVISIBLE}]|(?<=[^\W_]){BREAK}(?=[^\W_])")
SIMPLE = re.compile(r"\w+")
MIXED = re.compile(r"[^\W_]*(?:[a-z][а-я]|[а-я][a-z])[^\W_]*")
ALIKE = str.maketrans("aeopcxykmhtbi", "аеорсхукмнтві")
IS_LATIN, IS_MIXED = re.compile("[a-z]"), re.compile("[a-z][а-я]|[а-я][a-z]")
BREAKS = frozenset(f"{INVISIBLE}-‐\ufffe\x02")
ACUTE = re.compile("[\u0300\u0301]")


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a text and where each stands in it."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]


def words_of(text: str) -> list[str]:
    """The words in order, without their places: the quick way."""
    bare = GONE.sub("", text) if any(sign in text for sign in BREAKS) else text
    return SIMPLE.findall(_folded(bare).replace("_", " "))


def placed(text: str) -> Placed:
    """The words in order with their places."""
    words, starts, stops = [], [], []
    for found in WORD.finditer(text):
        words.append(_word(found.group()))
        starts.append(found.start())
        stops.append(found.end())
    return Placed(tuple(words), tuple(starts), tuple(stops))


@lru_cache(maxsize=1 << 16)
def _word(raw: str) -> str:
    return _folded(GONE.sub("", raw))


def _folded(text: str) -> str:
    """Small letters of one spelling. Accents on vowels go, `й` stays; a word that mixes alphabets is read as Russian."""
    if text.isascii():
        return text.casefold()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = ACUTE.sub("", text).casefold().replace("ё", "е")
    return MIXED.sub(lambda found: found.group().translate(ALIKE), text) if IS_LATIN.search(text) and IS_MIXED.search(text) else text
