"""Topics of texts: words that stand together, found by taking a table of words and works apart (needs numpy and scipy).

Weights of words: tf · idf with idf = ln((1 + n) / (1 + df)) + 1, rows of length 1 (Salton & Buckley, “Term-weighting approaches in automatic
text retrieval”, Information Processing & Management 24, 1988; the smoothing is that of scikit-learn). Topics: non-negative matrix
factorisation X ≈ W H of least squares (Lee & Seung, “Learning the parts of objects by non-negative matrix factorization”, Nature 401, 1999), by
the row-wise updates of Cichocki & Phan (“Fast local algorithms for large scale nonnegative matrix and tensor factorizations”, IEICE
Transactions E92-A, 2009) from the singular vectors (NNDSVD: Boutsidis & Gallopoulos, “SVD based initialization”, Pattern Recognition 41,
2008), so that nothing is left to chance. How many topics: those of the highest coherence, the mean normalised pointwise mutual
information (Bouma 2009; Röder, Both & Hinneburg, “Exploring the space of topic coherence measures”, WSDM 2015) of the ten first words of each
topic, counted over works. Sources are cited from memory; clauses not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from .findings import refuse

Floats = NDArray[np.float64]
SEED = 2019
STEPS = 200
TOLERANCE = 1e-4
FIRST_WORDS = 10
LIGHTEST = 1e-3
TINY = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words in the order of the alphabet, in how many works each stands, and the table of works × words with their counts."""

    words: tuple[str, ...]
    works: NDArray[np.int64]
    counts: Any


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """`words` by topic, the heaviest first, with their weights (sum 1 a topic); `shares` of works × topics, rows sum 1 (0 for a work that has no word);
    `coherence` of each topic from −1 to 1, and `tried`: the mean coherence for each number of topics that was tried."""

    words: tuple[tuple[tuple[str, float], ...], ...]
    shares: Floats
    coherence: tuple[float, ...]
    tried: dict[int, float]

    @property
    def sizes(self) -> Floats:
        """Works of each topic: the sum of their shares."""
        return np.asarray(self.shares.sum(axis=0))


def vocabulary(texts: Iterable[Sequence[str]], *, least: int = 3, largest_share: float = 0.5, most: int = 5000) -> Vocabulary:
    """Words in at least `least` works and at most `largest_share` of them; of those the `most` frequent, equal ones by the alphabet."""
    counted = [Counter(words) for words in texts]
    works = Counter(word for one in counted for word in one)
    kept = [word for word, number in works.items() if least <= number <= max(largest_share * len(counted), least)]
    names = tuple(sorted(sorted(kept, key=lambda word: (-works[word], word))[:most]))
    place_of = {word: place for place, word in enumerate(names)}
    rows = [sorted((place_of[word], number) for word, number in one.items() if word in place_of) for one in counted]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.array([place for row in rows for place, _number in row], dtype=np.int32)
    numbers = np.array([number for row in rows for _place, number in row], dtype=float)
    table = sparse.csr_matrix((numbers, columns, starts), shape=(len(rows), len(names)))
    return Vocabulary(names, np.array([works[word] for word in names]), table)


def weighed(words: Vocabulary) -> Any:
    """The table by tf · idf, rows of length 1."""
    number = words.counts.shape[0]
    table = words.counts @ sparse.diags(np.log((1 + number) / (1 + words.works)) + 1)
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (sparse.diags(np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)) @ table).tocsr()


def topics(words: Vocabulary, numbers: Sequence[int], *, shown: int = 15) -> Topics:
    """The topics for the number of the highest coherence among `numbers` (the smallest of equals); refuses a table too small for any of them."""
    table = weighed(words)
    fitting = [number for number in dict.fromkeys(numbers) if 2 <= number < min(table.shape)]
    if not fitting:
        raise refuse("few_for_topics", works=table.shape[0], words=table.shape[1], wanted=min(numbers, default=2))
    present = sparse.csc_matrix((words.counts > 0).astype(float))
    left, values, right = _directions(table, max(fitting))
    tried: dict[int, float] = {}
    best: tuple[float, Floats, Floats, tuple[float, ...]] | None = None
    for number in sorted(fitting):
        weights, parts = factorised(table, left[:, :number], values[:number], right[:number])
        coherent = tuple(round(coherence(present, _first(part)), 6) for part in parts)
        tried[number] = round(float(np.mean(coherent)), 6)
        if best is None or tried[number] > best[0]:
            best = tried[number], weights, parts, coherent
    assert best is not None
    return _told(words, *best[1:], tried, shown)


def _told(words: Vocabulary, weights: Floats, parts: Floats, coherent: tuple[float, ...], tried: dict[int, float], shown: int) -> Topics:
    """Topics by size, the largest first; the scale of a topic is moved from its words to its works."""
    scale = parts.sum(axis=1)
    weights = weights * scale
    parts = parts / np.where(scale > 0, scale, 1.0)[:, None]
    sums = weights.sum(axis=1)
    shares = weights / np.where(sums > 0, sums, 1.0)[:, None]
    order = sorted(range(len(parts)), key=lambda place: (-round(float(shares[:, place].sum()), 9), place))
    named = tuple(tuple((words.words[i], round(float(parts[place, i]), 6)) for i in _first(parts[place], shown)) for place in order)
    return Topics(named, np.round(shares[:, order], 9), tuple(coherent[place] for place in order), tried)


def _first(part: Floats, number: int = FIRST_WORDS) -> list[int]:
    """Places of the heaviest words, equal ones in order; words that weigh a thousandth of the heaviest are none of the topic's."""
    order = np.lexsort((np.arange(len(part)), -np.round(part, 12)))[:number]
    return [int(place) for place in order if part[place] > LIGHTEST * part[order[0]]]


def _directions(table: Any, number: int) -> tuple[Floats, Floats, Floats]:
    """Singular vectors, the largest value first, signs fixed by the largest part of the right one."""
    begin = np.random.default_rng(SEED).standard_normal(min(table.shape))
    left, values, right = svds(table.astype(float), k=number, v0=begin)
    order = np.argsort(-values)
    left, values, right = left[:, order], values[order], right[order]
    signs = np.sign(right[np.arange(number), np.abs(right).argmax(axis=1)])
    return left * signs, values, right * signs[:, None]


def factorised(table: Any, left: Floats, values: Floats, right: Floats) -> tuple[Floats, Floats]:
    """W and H from singular vectors: each topic begins with the heavier of the positive and negative halves of its pair of vectors."""
    number = len(values)
    weights, parts = np.zeros_like(left), np.zeros_like(right)
    for k in range(number):
        halves = [(np.clip(sign * left[:, k], 0, None), np.clip(sign * right[k], 0, None)) for sign in (1.0, -1.0)]
        norms = [float(np.linalg.norm(one) * np.linalg.norm(two)) for one, two in halves]
        side = int(norms[1] > norms[0])
        one, two = halves[side]
        root = np.sqrt(values[k] * norms[side])
        weights[:, k], parts[k] = root * one / max(np.linalg.norm(one), TINY), root * two / max(np.linalg.norm(two), TINY)
    mean = float(table.sum()) / (table.shape[0] * table.shape[1])
    weights[weights == 0], parts[parts == 0] = mean / 100, mean / 100
    weights = np.asfortranarray(weights)
    transposed = table.T.tocsr()
    first: float | None = None
    for _step in range(STEPS):
        moved = _updated(weights, table @ parts.T, parts @ parts.T)
        moved += _updated(parts.T, transposed @ weights, weights.T @ weights)
        first = moved if first is None else first
        if moved <= TOLERANCE * max(first, TINY):
            break
    return weights, parts


def _updated(factor: Floats, against: Floats, gram: Floats) -> float:
    """One sweep over the columns of `factor`, each the best with the others as they are; how much was moved."""
    moved = 0.0
    for k in range(factor.shape[1]):
        gradient = factor @ gram[:, k] - against[:, k]
        if gram[k, k] > TINY:
            after = np.clip(factor[:, k] - gradient / gram[k, k], 0.0, None)
            moved += float(np.abs(after - factor[:, k]).sum())
            factor[:, k] = after
    return moved


def coherence(present: Any, places: Sequence[int]) -> float:
    """Mean of ln(p_ij / (p_i p_j)) / −ln p_ij over pairs of words, −1 for a pair that no work has; 0 for fewer than two words. `present` is
    works × words, of ones."""
    if len(places) < 2:
        return 0.0
    some = present[:, list(places)]
    number = some.shape[0]
    pairs = np.asarray((some.T @ some).todense()) / number
    found = []
    for i, j in combinations(range(len(places)), 2):
        both = pairs[i, j]
        if both <= 0:
            found.append(-1.0)
        else:
            found.append(1.0 if both >= 1 else float(np.log(both / (pairs[i, i] * pairs[j, j])) / -np.log(both)))
    return float(np.mean(found))


def cosines(one: Floats, other: Floats) -> Floats:
    """The cosine of each row of one table with each row of the other; 0 for rows of noughts."""
    lengths = [np.sqrt((side**2).sum(axis=1)) for side in (one, other)]
    unit = [side / np.where(length > 0, length, 1.0)[:, None] for side, length in zip((one, other), lengths, strict=True)]
    return np.asarray(unit[0] @ unit[1].T)
