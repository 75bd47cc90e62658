"""Networks of literature: words that stand together, authors who write together, works that cite the same, works cited together.

All four are products of one incidence matrix (documents × items): items together are AᵀA, documents with the same items AAᵀ.
Needs numpy and scipy; memory grows with the pairs that occur, never with the square of the items.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Nodes by name, in how many documents (or with how many items) each stands, and the symmetric matrix of their ties,
    with nothing on the diagonal."""

    names: tuple[str, ...]
    sizes: Floats
    ties: Any

    def edges(self) -> list[tuple[str, str, float]]:
        """Each tie once, the heaviest first; equal ones by name."""
        upper = sparse.triu(self.ties, k=1).tocoo()
        pairs = [(self.names[i], self.names[j], float(w)) for i, j, w in zip(upper.row, upper.col, upper.data, strict=True)]
        found = [(min(a, b), max(a, b), weight) for a, b, weight in pairs]
        return sorted(found, key=lambda one: (-one[2], one[0], one[1]))

    def narrowed(self, most: int, least: float = 1) -> Network:
        """The `most` largest nodes of at least `least`; equal ones by name."""
        order = sorted(range(len(self.names)), key=lambda place: (-self.sizes[place], self.names[place]))
        kept = [place for place in order if self.sizes[place] >= least][:most]
        return self._of(kept)

    def strongest(self, most: int) -> Network:
        """The `most` nodes with the largest sums of ties, those without any left out; equal ones by name."""
        strength = self.strengths()
        order = sorted(range(len(self.names)), key=lambda place: (-strength[place], self.names[place]))
        return self._of([place for place in order[:most] if strength[place] > 0])

    def strengths(self) -> Floats:
        """The sum of the ties of each node (total link strength)."""
        return np.asarray(self.ties.sum(axis=1)).ravel()

    def _of(self, kept: list[int]) -> Network:
        return Network(tuple(self.names[place] for place in kept), self.sizes[kept], self.ties[kept][:, kept].tocsr())


def incidence(documents: Iterable[Iterable[str]]) -> tuple[Any, tuple[str, ...]]:
    """The matrix documents × items of ones, items in the order of their names; an item counts once in a document."""
    rows = [sorted(set(items)) for items in documents]
    names = sorted({item for items in rows for item in items})
    place_of = {name: place for place, name in enumerate(names)}
    columns = [place_of[item] for items in rows for item in items]
    starts = np.cumsum([0, *map(len, rows)])
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))
    return matrix, tuple(names)


def _without_diagonal(matrix: Any) -> Any:
    matrix = matrix.tolil() if matrix.shape[0] < 2 else matrix.tocsr()
    matrix.setdiag(0)
    matrix = matrix.tocsr()
    matrix.eliminate_zeros()
    return matrix


def together(documents: Iterable[Iterable[str]], *, fractional: bool = False) -> Network:
    """Items that stand in the same documents: co-word, co-authorship, co-citation (with references as items).

    Full counting: a tie is the number of documents with both. Fractional counting (Perianes-Rodriguez, Waltman & van Eck 2016):
    a document of n items gives each of its ties 1 / (n − 1).
    """
    matrix, names = incidence(documents)
    sizes = np.asarray(matrix.sum(axis=0)).ravel()
    if fractional:
        each = np.asarray(matrix.sum(axis=1)).ravel()
        weights = np.divide(1.0, each - 1, out=np.zeros_like(each), where=each > 1)
        ties = matrix.T @ sparse.diags(weights) @ matrix
    else:
        ties = matrix.T @ matrix
    return Network(names, sizes, _without_diagonal(ties))


def coupled(documents: Sequence[tuple[str, Iterable[str]]]) -> Network:
    """Documents by the references they share (bibliographic coupling, Kessler 1963); sizes are numbers of references."""
    matrix, _items = incidence(items for _name, items in documents)
    return Network(tuple(name for name, _items in documents), np.asarray(matrix.sum(axis=1)).ravel(), _without_diagonal(matrix @ matrix.T))


def association_strength(network: Network) -> Network:
    """Ties over what would be expected of independent items: c_ij / (s_i s_j) (van Eck & Waltman 2009, equation 6)."""
    return _scaled(network, np.divide(1.0, network.sizes, out=np.zeros_like(network.sizes), where=network.sizes > 0))


def equivalence(network: Network) -> Network:
    """The equivalence index c_ij² / (c_i c_j) of Callon, Courtial & Laville (1991), between 0 and 1."""
    squared = Network(network.names, network.sizes, network.ties.multiply(network.ties))
    return _scaled(squared, np.divide(1.0, network.sizes, out=np.zeros_like(network.sizes), where=network.sizes > 0))


def _scaled(network: Network, by: Floats) -> Network:
    scale = sparse.diags(by)
    return Network(network.names, network.sizes, (scale @ network.ties @ scale).tocsr())
