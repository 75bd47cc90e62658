"""Words of a text as they are compared, each with its place; words broken by a line or written with spaces put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
GHOST = r"[\ufffe\x02\u00ad][ \t]*\r?\n?[ \t]*(?=[а-яёa-z])"
"""A hyphen that only the end of a line has put there, as readers of PDF write it."""
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|{GHOST}|[{INVISIBLE}\u0300-\u036f]|['’ʹʼ`´ʺ”](?=[^\W\d_]))*")
BROKEN = re.compile(r"(?:[-‐‑\u00ad\ufffe\x02][ \t]*\r?\n?[ \t]*|[ \t]*\r?\n[ \t]*)")
"""What stands between the halves of a word at the end of a line: a hyphen or its ghost, a new line."""
PIECES = 4
ACCENTS = re.compile(r"[\u0300-\u036f]")
NOT_LETTERS = re.compile(rf"['’ʹʼ`´ʺ”{INVISIBLE}\ufffe\x02\s]")
POSSESSIVE = re.compile(r"['’]s$")
TO_CYRILLIC = str.maketrans("AaBEeKkMHOoPpCcTXxYyi", "АаВЕеКкМНОоРрСсТХхУуи")
TO_LATIN = str.maketrans("АаВЕеКкМНОоРрСсТХхУу", "AaBEeKkMHOoPpCcTXxYy")
CYRILLIC, LATIN = re.compile("[а-яёіїєґў]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its letters, its place, and what it is compared as (more than one where letters of two alphabets are alike)."""

    start: int
    stop: int
    raw: str
    readings: tuple[str, ...]

    @property
    def is_small(self) -> bool:
        """Whether it is written without a capital."""
        return self.raw[:1].islower()


@lru_cache(maxsize=200_000)
def readings(raw: str) -> tuple[str, ...]:
    """A word as it is compared: small letters, `е` for `ё`, no accents or apostrophes. One that mixes alphabets, or whose
    Latin letters all look like Russian ones, is read both ways."""
    word = _bare(POSSESSIVE.sub("", unicodedata.normalize("NFKC", raw)))
    has_latin, has_cyrillic = bool(LATIN.search(word)), bool(CYRILLIC.search(word))
    ways = [word]
    if has_latin:
        other = word.translate(TO_CYRILLIC)
        if not LATIN.search(other):
            ways.append(other)
    if has_cyrillic and has_latin:
        other = word.translate(TO_LATIN)
        if not CYRILLIC.search(other):
            ways.append(other)
    return tuple(dict.fromkeys(one.casefold() for one in ways))


def fold(word: str) -> str:
    """A word or name in small letters, `е` for `ё`, without accents (`й` keeps its own)."""
    return _bare(unicodedata.normalize("NFKC", word)).casefold()


def _bare(word: str) -> str:
    """Letters without accents, apostrophes and invisible signs; capitals stay."""
    kept = NOT_LETTERS.sub("", word).replace("й", "\ue000").replace("Й", "\ue001")
    return ACCENTS.sub("", unicodedata.normalize("NFD", kept)).replace("\ue000", "й").replace("\ue001", "Й")


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    return [Token(found.start(), found.end(), found.group(), readings(found.group())) for found in WORD.finditer(text)]


def joined(text: str, words: list[Token], number: int) -> Iterator[tuple[Token, int]]:
    """A word put together with the next one to three, where nothing but the ends of lines is between them, and how many words
    that takes."""
    raw = words[number].raw
    for after in range(number + 1, min(number + PIECES, len(words))):
        first, second = words[after - 1], words[after]
        between = text[first.stop : second.start]
        if len(between) > 6 or not between or second.raw[:1].isupper() != words[number].raw.isupper() or not BROKEN.fullmatch(between):
            return
        raw += second.raw
        yield Token(words[number].start, second.stop, raw, readings(raw)), after + 1 - number


def spaced(text: str, words: list[Token], number: int) -> tuple[Token, int] | None:
    """Letters written apart (Ч е х о в), four or more, as one word, and how many words it takes."""
    stop = number
    while stop < len(words) and stop - number < 40 and len(words[stop].raw) == 1:
        if stop > number and text[words[stop - 1].stop : words[stop].start] not in (" ", "\u00a0", "\u2009"):
            break
        if stop > number and words[stop].raw.isupper() and not words[number + 1 : stop + 1][0].raw.isupper():
            break
        stop += 1
    if stop - number < 4:
        return None
    raw = "".join(one.raw for one in words[number:stop])
    return Token(words[number].start, words[stop - 1].stop, raw, readings(raw)), stop - number
