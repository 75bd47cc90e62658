"""What a text is made of: sentences, words, syllables, letters, hard words. Numbers written in figures are no words: they have no syllables to count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lix import LONG
from .syllables import english_syllables, russian_syllables

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
LATIN = re.compile(r"[a-z]", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w{2,20}")
STRESS = re.compile("[\u0301\u0300\u00ad]")
"""Marks of stress and soft hyphens: no letters, and no ends of words."""
NO_WORD = re.compile(r"\S{300,}")
"""Signs without a space that no word of a language is: left out, as they could keep any splitter busy for ever."""
MOST_CHARACTERS = 10_000_000
_ENGLISH = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
_SIGNS = re.compile(r"[^\W_]")
_ENDS = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]»]*(?=\s+[\"'“‘(\[«—–-]*\s*[A-ZÀ-ÞА-ЯЁ0-9])")
_SHORT = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Rev|Hon|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Rep|Mt|No|Nos|vs|etc|e\.g|i\.e|cf|Fig|Vol|pp|p|ed|eds|approx|Inc|"
    r"Ltd|Co|Corp|U\.S|U\.K|U\.N|a\.m|p\.m)\.$"
)
_BEFORE_NAME = re.compile(r"(?:etc|a\.m|p\.m|Inc|Ltd|Co|Corp|Jr|Sr|U\.S|U\.K|U\.N)\.$")
LONGEST_SHORT = 14
"""Signs before a mark in which an abbreviation is looked for."""
_TERMINAL = re.compile(r"[.!?…:;»”\"')\]]\s*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\n(?=[a-zà-þа-яё])")


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of a text. `letters` of words alone; `characters` letters and figures of the whole text; `long_words` have more than six letters (LIX);
    `by_syllables` tells how many words have a given number; `unfamiliar` the words outside a list of familiar ones (None: no list was given)."""

    sentences: int
    words: int
    letters: int
    characters: int
    syllables: int
    long_words: int
    by_syllables: tuple[tuple[int, int], ...] = ()
    unfamiliar: int | None = None

    def words_from(self, syllables: int) -> int:
        """Words with so many syllables or more."""
        return sum(number for count, number in self.by_syllables if count >= syllables)

    @property
    def words_per_sentence(self) -> float:
        """Mean length of sentences in words."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """Mean length of words in syllables."""
        return self.syllables / self.words

    @property
    def letters_per_word(self) -> float:
        """Mean length of words in letters."""
        return self.letters / self.words


def language_of_letters(text: str) -> str:
    """`ru` where most letters are Cyrillic, else `en`; empty where there are no letters of either."""
    sample = text[:200_000]
    russian, english = len(CYRILLIC.findall(sample)), len(LATIN.findall(sample))
    return "" if not russian + english else "ru" if russian >= english else "en"


def paragraphs(text: str) -> list[str]:
    """Lines joined to paragraphs: a line that goes on in small letters is joined to the one before, and so are all lines between empty ones where the
    text is wrapped (see `_is_wrapped`)."""
    text = _HYPHEN.sub("", STRESS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    wrapped = _is_wrapped(lines)
    found: list[list[str]] = []
    before = ""
    for line in lines:
        goes_on = bool(before) and (wrapped or (line[:1].islower() and not before.endswith((".", "!", "?", "…"))))
        if line and goes_on:
            found[-1].append(line)
        elif line:
            found.append([line])
        before = line
    return [" ".join(parts) for parts in found]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines stop where there was no more room: more than half stop in mid-sentence, and either the middle one has 40–100 characters or three in
    five of those go on in small letters. Verse whose lines begin with capitals is not wrapped, and each line without a mark at its end is a sentence."""
    full = [line for line in lines if line]
    stops = [after for line, after in pairwise(lines) if line and after and not _TERMINAL.search(line)]
    if len(full) <= 8 or len(stops) <= len(full) / 2:
        return False
    return 40 <= median(len(line) for line in full) <= 100 or sum(line[0].islower() for line in stops) >= 0.6 * len(stops)


def english_sentences(paragraph: str) -> list[str]:
    """A sentence ends with a mark before a capital or a figure, but not after an initial or an abbreviation that goes before a name."""
    found, begun = [], 0
    for mark in _ENDS.finditer(paragraph):
        end = paragraph[max(begun, mark.end() - LONGEST_SHORT) : mark.end()]
        after = paragraph[mark.end() : mark.end() + 12].strip()
        if _SHORT.search(end) and not (_BEFORE_NAME.search(end) and re.match(r"(?:The|A|An|It|He|She|They|We|I|But|And|This|That|In)\b", after)):
            continue
        found.append(paragraph[begun : mark.end()])
        begun = mark.end()
    return [*found, paragraph[begun:]]


def russian_sentences(paragraph: str) -> list[str]:
    """Sentences as `razdel` finds them."""
    from razdel import sentenize  # an extra, and half a second to import

    return [one.text for one in sentenize(paragraph)]


def english_words(text: str) -> list[str]:
    """A word with a hyphen or an apostrophe is one."""
    return _ENGLISH.findall(text)


def russian_words(text: str) -> list[str]:
    """Tokens of `razdel` with a letter in them."""
    from razdel import tokenize

    return [one.text for one in tokenize(text) if _LETTERS.search(one.text)]


def count(text: str, language: str, easy: frozenset[str] | None = None) -> Counts:
    """Counts a text in `ru` by the rules of Russian, any other by those of English. `easy`: familiar words in small letters (for Dale–Chall).

    A sentence without words is none. Addresses of pages and letters are left out, and so are runs of 300 signs or more without a space.
    """
    split, take, syllables = (
        (russian_sentences, russian_words, russian_syllables) if language == "ru" else (english_sentences, english_words, english_syllables)
    )
    words: Counter[str] = Counter()
    sentences = characters = 0
    for paragraph in paragraphs(ADDRESS.sub(" ", NO_WORD.sub(" ", text))):
        characters += len(_SIGNS.findall(paragraph))
        for sentence in split(paragraph):
            found = take(sentence)
            sentences += bool(found)
            words.update(word.lower().replace("’", "'") for word in found)
    lengths = {word: len(_LETTERS.findall(word)) for word in words}
    by_syllables: Counter[int] = Counter()
    for word, times in words.items():
        by_syllables[syllables(word)] += times
    return Counts(
        sentences=sentences,
        words=words.total(),
        letters=sum(lengths[word] * times for word, times in words.items()),
        characters=characters,
        syllables=sum(number * times for number, times in by_syllables.items()),
        long_words=sum(times for word, times in words.items() if lengths[word] > LONG),
        by_syllables=tuple(sorted(by_syllables.items())),
        unfamiliar=None if easy is None else _unfamiliar(words.items(), easy),
    )


ENDINGS = (("'s", ""), ("s'", "s"), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
           ("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ily", "y"), ("ly", ""), ("n", ""))  # fmt: skip
"""Regular endings after which a word of the list still is familiar (Dale and Chall 1948, pp. 38–49, as others report them; text not seen)."""


def _unfamiliar(words: Iterable[tuple[str, int]], easy: frozenset[str]) -> int:
    return sum(times for word, times in words if not _is_easy(word, easy))


def _is_easy(word: str, easy: frozenset[str]) -> bool:
    if word in easy or all(part in easy for part in word.split("-")):
        return True
    for ending, other in ENDINGS:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)] + other
            doubled = ending in ("ed", "ing", "er", "est") and len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in easy
            if stem in easy or doubled:
                return True
    return False
