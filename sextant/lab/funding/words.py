"""Words of Russian and English text, reduced to stems and weighed by how telling they are.

Stems are those of Snowball (`snowballstemmer`, the Russian and the English algorithm), chosen by the script of the word.
Weights are tf-idf with logarithmic term frequency, `tf(t) = 1 + ln n(t)`, and smoothed inverse document frequency,
`idf(t) = ln((1 + N) / (1 + df(t))) + 1`, where N documents are given and df(t) of them hold the stem; likeness is the
cosine of two such vectors (G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval",
Information Processing & Management 24(5), 1988; C. Manning, P. Raghavan, H. Schütze, "Introduction to Information
Retrieval", 2008, chapter 6; clauses not seen. The smoothing adds one document that holds every word, so that a stem
unknown to all documents divides nothing by zero.)
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sextant.lab.stems import stemmed

WORD = re.compile(r"[a-z]{3,}|[а-яё]{3,}")
TAIL = re.compile(r"[аеиоуыэюяйьaeiouy]{1,2}$")
"""The vowels (and й, ь) that a name changes when it is declined."""
COMMONEST = (
    "and are but can for from has have its not that the their this through was were will with our who which "
    "для без был была были быть все всех или как который которые которых она они оно при под над про так также что чтобы это эта "
    "этот эти его между после перед"
)
STOP = frozenset(COMMONEST.split())

Weights = Mapping[str, float]


def fold(text: str) -> str:
    """A name for comparing: without capitals, without doubled spaces, with `е` for `ё`."""
    return " ".join(text.casefold().replace("ё", "е").split())


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order, with doubles; words under three letters and the commonest ones are left out.

    `ё` is read as `е`. Digits and other scripts are no words.
    """
    return tuple(_stem(word) for word in WORD.findall(fold(text)) if word not in STOP)


def theme(text: str) -> frozenset[str]:
    """A theme or keyword as the set of its stems, so that endings and the order of words do not part two themes."""
    return frozenset(stems(text))


def has(text: str, word: str) -> bool:
    """Whether a text has a word (or every word of an expression), whatever its ending; a word too short for a stem, such
    as an abbreviation, must stand there as it is. An empty word is in no text."""
    wanted = theme(word)
    if wanted:
        return wanted <= theme(text)
    bare = word.casefold().strip()
    return bool(bare) and bare in re.findall(r"\w+", text.casefold())


def names(text: str, name: str) -> bool:
    """Whether a word of a person's name stands in a text, whatever its ending.

    The stems of a surname may part (`Петров` gives `петр`, `Петрову` gives `петров`), so a word also counts that begins with
    the name less its last vowels and is at most three letters longer: rather one too many than one that tells who it is.
    """
    wanted, found = theme(name), theme(text)
    if wanted & found:
        return True
    trunks = [TAIL.sub("", word) for word in WORD.findall(fold(name))]
    words = WORD.findall(fold(text))
    return any(word.startswith(trunk) and len(word) <= len(trunk) + 3 for trunk in trunks if len(trunk) > 2 for word in words)


class Telling:
    """How telling each stem is, learned from a collection of texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._frequency: Counter[str] = Counter()
        self._size = 0
        for text in texts:
            self._size += 1
            self._frequency.update(set(stems(text)))

    def idf(self, stem: str) -> float:
        """ln((1 + N) / (1 + df)) + 1; 1 for a stem that every document has."""
        return math.log((1 + self._size) / (1 + self._frequency[stem])) + 1

    def weigh(self, text: str) -> Weights:
        """The vector of a text, of length one (empty for a text without words)."""
        counts = Counter(stems(text))
        weights = {stem: (1 + math.log(count)) * self.idf(stem) for stem, count in sorted(counts.items())}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        return {stem: weight / length for stem, weight in weights.items()}


def likeness(first: Weights, second: Weights) -> tuple[float, tuple[str, ...]]:
    """The cosine of two vectors of length one, between 0 and 1, and the common stems, the one that adds most first."""
    shares = {stem: weight * second[stem] for stem, weight in first.items() if stem in second}
    common = tuple(sorted(shares, key=lambda stem: (-shares[stem], stem)))
    return min(1.0, math.fsum(shares.values())), common


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return stemmed(word, "english" if word.isascii() else "russian")
