"""Clusters of points: k-means from several starts, silhouettes, and how far two groupings agree (needs numpy).

S. P. Lloyd, “Least squares quantization in PCM”, 1982; starts after D. Arthur, S. Vassilvitskii, “k-means++”, 2007;
P. J. Rousseeuw, “Silhouettes”, 1987; L. Hubert, P. Arabie, “Comparing partitions”, 1985 (formulas from memory).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from .chance import Floats

STEPS: Final = 60
SAMPLE: Final = 1500
"""Silhouettes are averaged over so many people at the most, taken at even distances; all are compared with."""

Labels = np.ndarray[Any, np.dtype[np.int64]]


def k_means(points: Floats, k: int, generator: np.random.Generator, *, starts: int = 10) -> Labels:
    """Labels 0 … k−1 of the points (n × axes); of several starts the one with the least sum of squares, the first of equals."""
    best, least = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(starts):
        labels, cost = _settled(points, _scattered(points, k, generator))
        if cost < least * (1 - 1e-9):
            best, least = labels, cost
    return best


def _scattered(points: Floats, k: int, generator: np.random.Generator) -> Floats:
    """First centres: each drawn with chances as the squared distance from those before it."""
    centres = [points[generator.integers(len(points))]]
    distance = np.full(len(points), np.inf)
    for _ in range(k - 1):
        distance = np.minimum(distance, np.square(points - centres[-1]).sum(axis=1))
        cumulated = np.cumsum(distance)
        centres.append(points[min(int(np.searchsorted(cumulated, generator.random() * cumulated[-1])), len(points) - 1)])
    return np.array(centres)


def _settled(points: Floats, centres: Floats) -> tuple[Labels, float]:
    """Labels and sum of squared distances where Lloyd's steps come to rest; an empty cluster keeps its centre."""
    squares, labels = np.square(points).sum(axis=1), np.full(len(points), -1)
    distance = np.zeros((len(points), len(centres)))
    for _ in range(STEPS):
        distance = np.square(centres).sum(axis=1) - 2 * points @ centres.T
        found = distance.argmin(axis=1)
        if np.array_equal(found, labels):
            break
        labels = found
        sizes = np.bincount(labels, minlength=len(centres))
        for axis in range(points.shape[1]):
            sums = np.bincount(labels, weights=points[:, axis], minlength=len(centres))
            centres[:, axis] = np.where(sizes > 0, sums / np.maximum(sizes, 1), centres[:, axis])
    return labels.astype(np.int64), float((squares + distance[np.arange(len(points)), labels]).sum())


def silhouettes(points: Floats, groupings: list[Labels]) -> list[float]:
    """The mean silhouette of each grouping of the same points: (b − a)/max(a, b), where a is the mean distance to one's own group and b
    to the nearest other one; 0 for who is alone and for a grouping of one."""
    sample = np.unique(np.linspace(0, len(points) - 1, min(SAMPLE, len(points))).astype(int))
    squares = np.square(points).sum(axis=1)
    distances = np.sqrt(np.maximum(squares[sample][:, None] + squares - 2 * points[sample] @ points.T, 0))
    return [_silhouette(distances, labels, sample) for labels in groupings]


def _silhouette(distances: Floats, labels: Labels, sample: Any) -> float:
    sizes = np.bincount(labels)
    if (sizes > 0).sum() < 2:
        return 0.0
    sums = distances @ np.eye(len(sizes))[labels]
    rows, own = np.arange(len(sample)), labels[sample]
    inner = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    outer = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    outer[rows, own] = np.inf
    nearest = outer.min(axis=1)
    values = np.where(sizes[own] > 1, (nearest - inner) / np.maximum(np.maximum(inner, nearest), 1e-12), 0.0)
    return float(values.mean())


def adjusted_rand(one: Labels, other: Labels) -> float:
    """1 where two groupings of the same people are alike, about 0 where they agree by chance only.

    (Σ C(n_ij, 2) − E)/((A + B)/2 − E), A = Σ C(n_i·, 2), B = Σ C(n_·j, 2), E = A·B/C(n, 2).
    """
    table = np.bincount(np.asarray(one) * (int(np.max(other)) + 1) + other, minlength=(int(np.max(one)) + 1) * (int(np.max(other)) + 1))
    table = table.reshape(int(np.max(one)) + 1, -1).astype(float)
    pairs = [float((counts * (counts - 1) / 2).sum()) for counts in (table, table.sum(axis=1), table.sum(axis=0))]
    expected = pairs[1] * pairs[2] / (len(one) * (len(one) - 1) / 2) if len(one) > 1 else 0.0
    most = (pairs[1] + pairs[2]) / 2
    return 1.0 if most == expected else (pairs[0] - expected) / (most - expected)
