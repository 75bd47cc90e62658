"""LIX: words in a sentence plus the percentage of words with more than six letters (Björnsson 1968)."""

import re
from dataclasses import dataclass

LONG = 6
"""A word is long that has more letters than this."""

_ADDRESS = re.compile(r"\bhttps?://\S+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END = re.compile(r"(?<![.!?…])[.!?…]+[)»”\"’]*\s+(?=[«“\"(]?[A-ZА-ЯЁ0-9])|(?<![.!?…])[.!?…]+[)»”\"’]*\s*$|\n+")
_INITIAL = re.compile(r"(?:^|[\s(«.])[A-ZА-ЯЁ]\.\s*$")


@dataclass(frozen=True)
class Readability:
    """What was counted in a text."""

    sentences: int
    words: int
    long_words: int

    @property
    def words_per_sentence(self) -> float | None:
        """None for a text without words."""
        return self.words / self.sentences if self.sentences else None

    @property
    def long_share(self) -> float | None:
        """Share of long words, 0 to 1."""
        return self.long_words / self.words if self.words else None

    @property
    def lix(self) -> float | None:
        """LIX = words / sentences + 100 · long words / words."""
        if not self.sentences:
            return None
        return self.words / self.sentences + 100 * self.long_words / self.words


def sentences(text: str) -> list[str]:
    """Sentences of a text: they end with a mark before a capital or a figure, at the end of a line, and not after an initial (`A. Smith`)."""
    found, begun = [], 0
    for mark in _END.finditer(text):
        part = text[begun : mark.end()]
        if "\n" not in mark.group() and mark.end() < len(text) and _INITIAL.search(part):
            continue
        found.append(part.strip())
        begun = mark.end()
    found.append(text[begun:].strip())
    return [part for part in found if _WORD.search(part)]


def readability(text: str) -> Readability:
    """Counts a text; addresses of pages are left out, a word with a hyphen is one word and the hyphen no letter."""
    text = _ADDRESS.sub("", text)
    words = _WORD.findall(text)
    long_words = sum(1 for word in words if sum(map(str.isalpha, word)) > LONG)
    return Readability(len(sentences(text)), len(words), long_words)
