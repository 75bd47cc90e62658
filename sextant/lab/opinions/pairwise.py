"""A ranking from choices of two: strengths with their uncertainty, and the pair worth asking next (needs numpy and scipy).

R. R. Davidson, “On extending the Bradley–Terry model to accommodate ties in paired comparison experiments”, JASA 65, 1970 (from memory):
with strengths e^θ, first : second : cannot decide are as e^θ₁ : e^θ₂ : e^δ·√(e^θ₁·e^θ₂). The θ have a normal prior of mean 0 and deviation `prior`,
so that an item that won everything stays finite; δ has one of deviation TIES_PRIOR. The mode is found by Newton's steps (the logarithm is concave), the
intervals are those of the normal curve at the mode (Laplace), with the θ measured from their mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..jury.groups import ranks
from .chance import Floats
from .findings import Said, refuse, say

PRIOR: Final = 1.5
TIES_PRIOR: Final = 2.0
STEPS: Final = 100
DRAWS: Final = 2000
CANNOT_DECIDE: Final = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the two that were shown, and the one chosen, or CANNOT_DECIDE."""

    first: str
    second: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item's `score` (θ less the mean of all), its interval, its rank with the ranks the interval leaves open, and its counts."""

    name: str
    score: float
    low: float
    high: float
    rank: int
    rank_low: int
    rank_high: int
    chosen: int
    not_chosen: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items, the strongest first. `together`: groups of items that choices link; several mean that ranks between groups rest on the prior alone."""

    items: tuple[Item, ...]
    together: tuple[tuple[str, ...], ...]
    notes: tuple[Said, ...]
    names: tuple[str, ...]
    mode: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True)
class _Counts:
    """Pairs as places (first < second): how often each was chosen and how often neither."""

    first: Any
    second: Any
    wins: Floats


def ranked(choices: Iterable[Choice], items: Sequence[str] = (), *, prior: float = PRIOR, level: float = 0.9, seed: int = 0) -> Ranking:
    """The ranking of all items named in choices or in `items`; the order of choices makes no difference.

    Refuses a choice of one thing against itself, one that chose neither of the two, and fewer than two items.
    """
    known = list(choices)
    for one in known:
        if one.first == one.second:
            raise refuse("pair_of_one", value=one.first)
        if one.chosen not in (one.first, one.second, CANNOT_DECIDE):
            raise refuse("chosen_unknown", value=one.chosen, first=one.first, second=one.second)
    names = tuple(sorted({*items, *(one.first for one in known), *(one.second for one in known)}))
    if len(names) < 2:
        raise refuse("few_items")
    counts = _counts(known, names)
    mode, covariance = _fit(counts, len(names), prior)
    together = _together(counts, names)
    notes = (say("not_linked", groups=len(together)),) if len(together) > 1 else ()
    return Ranking(_items(names, counts, mode, covariance, level, seed), together, notes, names, mode, covariance)


def next_pair(ranking: Ranking, *, asked: Collection[tuple[str, str]] = (), seed: int = 0) -> tuple[str, str] | None:
    """The pair whose answer says most: the largest I·Var(θ₁ − θ₂), I the Fisher information of an answer on the difference.

    Pairs `asked` already (in either order) are left out; of equals one is drawn by the seed. `None` when nothing is left to ask.
    """
    gone = {frozenset(pair) for pair in asked}
    size = len(ranking.names)
    first, second = np.triu_indices(size, 1)
    chances = _chances(ranking.mode, first, second)
    information = (chances[:, 0] + chances[:, 1]) / 4 - np.square(chances[:, 0] - chances[:, 1]) / 4
    covariance = ranking.covariance
    variance = covariance[first, first] + covariance[second, second] - 2 * covariance[first, second]
    gain = np.round(information * variance, 9)
    drawn = np.random.default_rng(seed).permutation(len(gain))
    for place in sorted(range(len(gain)), key=lambda pair: (-gain[pair], drawn[pair])):
        pair = ranking.names[first[place]], ranking.names[second[place]]
        if frozenset(pair) not in gone:
            return pair
    return None


def _counts(choices: Iterable[Choice], names: tuple[str, ...]) -> _Counts:
    places = {name: place for place, name in enumerate(names)}
    table: dict[tuple[int, int], list[int]] = {}
    for one in choices:
        low, high = sorted((places[one.first], places[one.second]))
        answer = 2 if one.chosen == CANNOT_DECIDE else int(places[one.chosen] == high)
        table.setdefault((low, high), [0, 0, 0])[answer] += 1
    pairs = sorted(table)
    wins = np.array([table[pair] for pair in pairs], dtype=float).reshape(-1, 3)
    return _Counts(np.array([low for low, _ in pairs], dtype=int), np.array([high for _, high in pairs], dtype=int), wins)


def _chances(mode: Floats, first: Any, second: Any) -> Floats:
    """Chances of first, second and neither for each pair; the last value of the mode is δ."""
    logits = np.stack([mode[first], mode[second], mode[-1] + (mode[first] + mode[second]) / 2], axis=1)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _features(counts: _Counts, size: int) -> Floats:
    """Pairs × answers × parameters: what each answer's logit is made of."""
    rows = np.arange(len(counts.first))
    found = np.zeros((len(rows), 3, size + 1))
    found[rows, 0, counts.first] = found[rows, 1, counts.second] = 1
    found[rows, 2, counts.first] = found[rows, 2, counts.second] = 0.5
    found[:, 2, size] = 1
    return found


def _fit(counts: _Counts, size: int, prior: float) -> tuple[Floats, Floats]:
    """The mode of (θ, δ) and the covariance at it."""
    precision = np.append(np.full(size, prior**-2), TIES_PRIOR**-2)
    mode, features = np.zeros(size + 1), _features(counts, size)
    number = counts.wins.sum(axis=1)
    hessian = np.diag(precision)
    for _ in range(STEPS):
        chances = _chances(mode, counts.first, counts.second)
        slope = np.einsum("pa,pak->k", counts.wins - number[:, None] * chances, features) - precision * mode
        mean = np.einsum("pa,pak->pk", chances, features)
        spread = np.einsum("p,pa,pak,pal->kl", number, chances, features, features, optimize=True)
        hessian = spread - np.einsum("p,pk,pl->kl", number, mean, mean, optimize=True) + np.diag(precision)
        step = np.linalg.solve(hessian, slope)
        mode = mode + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-10:
            break
    return mode, np.linalg.inv(hessian)


def _items(names: tuple[str, ...], counts: _Counts, mode: Floats, covariance: Floats, level: float, seed: int) -> tuple[Item, ...]:
    size = len(names)
    centring = np.eye(size) - 1 / size
    scores = centring @ mode[:size]
    spread = centring @ covariance[:size, :size] @ centring
    generator = np.random.default_rng(seed)
    values, vectors = np.linalg.eigh(spread)
    draws = scores + generator.standard_normal((DRAWS, size)) @ (vectors * np.sqrt(np.maximum(values, 0))).T
    places = size - draws.argsort(axis=1).argsort(axis=1)
    edges = ((1 - level) / 2, (1 + level) / 2)
    low, high = np.quantile(draws, edges, axis=0)
    rank_low, rank_high = np.quantile(places, edges, axis=0, method="nearest")
    won = np.zeros((size, 3), dtype=int)
    for first, second, wins in zip(counts.first, counts.second, counts.wins.astype(int), strict=True):
        won[first] += wins[[0, 1, 2]]
        won[second] += wins[[1, 0, 2]]
    rank = ranks(scores)
    items = [
        Item(name, _short(scores[i]), _short(low[i]), _short(high[i]), rank[i], int(rank_low[i]), int(rank_high[i]), *map(int, won[i]))
        for i, name in enumerate(names)
    ]
    return tuple(sorted(items, key=lambda one: (one.rank, one.name)))


def _short(value: float) -> float:
    return round(float(value), 4)


def _together(counts: _Counts, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    size = len(names)
    links = coo_array((np.ones(len(counts.first)), (counts.first, counts.second)), shape=(size, size))
    number, labels = connected_components(links, directed=False)
    groups = [tuple(name for name, label in zip(names, labels, strict=True) if label == group) for group in range(number)]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))
