"""Themes on a strategic diagram, and the same theme followed over periods under one identity (needs numpy and scipy).

Callon, Courtial & Laville, “Co-word analysis as a tool for describing the network of interactions between basic and
technological research” (Scientometrics 22, 1991): of a theme with w words, centrality is 10 · Σ e_kh over ties between its
words k and words h of other themes, density 100 · Σ e_ij / w over the ties among its words, e being the equivalence index.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .clusters import Cluster, leiden
from .networks import Network, equivalence

Quarter = Literal["motor", "basic", "niche", "emerging_or_declining"]
LEAST_ALIKE = 0.25
"""Two themes of neighbouring periods are one when this share of their words is common (Jaccard)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A cluster of words with its place on the diagram; `identity` is the same in every period in which it lives on."""

    words: tuple[str, ...]
    works: float
    centrality: float
    density: float
    quarter: Quarter
    identity: int = 0


def themes(network: Network, clusters: Sequence[Cluster] | None = None, *, resolution: float = 1.0, least: int = 2) -> list[Theme]:
    """The themes of a network of words, in the order of their clusters; clusters of fewer than `least` words are left out.

    Quarters are divided at the medians (as the diagram is drawn from ranks): motor (central and dense), basic (central), niche
    (dense), emerging or declining (neither).
    """
    found = [one for one in (leiden(network, resolution=resolution) if clusters is None else clusters) if len(one.members) >= least]
    ties = equivalence(network).ties
    place_of = {name: place for place, name in enumerate(network.names)}
    measured = []
    for one in found:
        inside = [place_of[name] for name in one.members]
        among = float(ties[inside][:, inside].sum()) / 2
        all_ties = float(ties[inside].sum())
        measured.append((round(10 * (all_ties - 2 * among), 6), round(100 * among / len(inside), 6)))
    middle = np.median(np.array(measured), axis=0) if measured else np.zeros(2)
    return [
        Theme(one.members, one.size, central, dense, _quarter(central >= middle[0], dense >= middle[1]))
        for one, (central, dense) in zip(found, measured, strict=True)
    ]


def _quarter(central: bool, dense: bool) -> Quarter:
    if central:
        return "motor" if dense else "basic"
    return "niche" if dense else "emerging_or_declining"


@dataclass(frozen=True, slots=True)
class Passage:
    """What a theme of one period has in common with one of the next: shared words, the share of the smaller (inclusion index)
    and of both (Jaccard)."""

    period: int
    before: int
    after: int
    shared: tuple[str, ...]
    inclusion: float
    jaccard: float


def passages(periods: Sequence[Sequence[Theme]]) -> list[Passage]:
    """All pairs of themes in neighbouring periods with a common word; `before` and `after` are places within their periods."""
    found = []
    for period, (early, late) in enumerate(itertools.pairwise(periods)):
        for i, one in enumerate(early):
            for j, two in enumerate(late):
                shared = set(one.words) & set(two.words)
                if shared:
                    both = len(set(one.words) | set(two.words))
                    smaller = min(len(one.words), len(two.words))
                    found.append(Passage(period, i, j, tuple(sorted(shared)), round(len(shared) / smaller, 6), round(len(shared) / both, 6)))
    return found


def followed(periods: Sequence[Sequence[Theme]], *, least: float = LEAST_ALIKE) -> list[list[Theme]]:
    """The same themes with identities: pairs of neighbouring periods are chosen so that their likeness is largest in sum, each
    theme having one predecessor and one successor at most; what is less alike than `least` begins anew."""
    from scipy.optimize import linear_sum_assignment  # takes longer to load than the rest of the lab

    named: list[list[Theme]] = []
    next_identity = 1
    for place, period in enumerate(periods):
        heirs: dict[int, int] = {}
        if place and period and named[-1]:
            likeness = np.array([[_jaccard(one, two) for two in period] for one in named[-1]])
            rows, columns = linear_sum_assignment(-np.where(likeness >= least, likeness, 0.0))
            heirs = {int(j): named[-1][int(i)].identity for i, j in zip(rows, columns, strict=True) if likeness[i, j] >= least}
        current = []
        for j, theme in enumerate(period):
            identity = heirs.get(j, 0)
            if not identity:
                identity, next_identity = next_identity, next_identity + 1
            current.append(Theme(theme.words, theme.works, theme.centrality, theme.density, theme.quarter, identity))
        named.append(current)
    return named


def _jaccard(one: Theme, two: Theme) -> float:
    return len(set(one.words) & set(two.words)) / len(set(one.words) | set(two.words))
