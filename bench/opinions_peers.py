"""Peers of opinion groups on one table of votes in the wide form: prints seconds, k and the group of each participant as JSON.

`plain` is what one writes first: mean-imputed principal components in two axes, k-means, the number of groups with the best silhouette. It needs numpy
alone. `red-dwarf` (MPL-2.0) is the library that renders Polis's own sequence; it runs in an environment of its own and is no part of Sextant.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any

NOT_STATEMENTS = {"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
FEWEST = 7


def read(path: str) -> tuple[list[str], list[list[str]]]:
    """Participants and their cells."""
    with Path(path).open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle))
    kept = [place for place, name in enumerate(header) if name not in NOT_STATEMENTS]
    return [row[header.index("participant")] for row in rows], [[row[place] for place in kept] for row in rows]


def plain(names: list[str], cells: list[list[str]]) -> dict[str, int]:
    """Two axes, k-means, best silhouette of 2 to 5."""
    import numpy as np

    votes = np.array([[float(cell) if cell else np.nan for cell in row] for row in cells])
    seen = ~np.isnan(votes)
    placed = seen.sum(axis=1) >= min(FEWEST, votes.shape[1])
    votes, seen = votes[placed], seen[placed]
    known = seen.any(axis=0)
    votes, seen = votes[:, known], seen[:, known]
    filled = np.where(seen, votes - np.nanmean(votes, axis=0), 0.0)
    axes = np.linalg.svd(filled, full_matrices=False)[2][:2]
    points = filled @ axes.T * np.sqrt(votes.shape[1] / seen.sum(axis=1))[:, None]
    lot = np.random.default_rng(0)
    distances = np.sqrt(np.maximum(((points[:, None] - points[None]) ** 2).sum(axis=2), 0))
    groupings = [_k_means(points, k, lot) for k in range(2, 6)]
    best = max(groupings, key=lambda labels: _silhouette(distances, labels))
    return dict(zip([name for name, here in zip(names, placed, strict=True) if here], best.tolist(), strict=True))


def _k_means(points: Any, k: int, lot: Any) -> Any:
    import numpy as np

    best, least = np.zeros(len(points), dtype=int), np.inf
    for _ in range(10):
        centres = points[lot.choice(len(points), k, replace=False)]
        for _ in range(50):
            squares = ((points[:, None] - centres[None]) ** 2).sum(axis=2)
            labels = squares.argmin(axis=1)
            centres = np.array([points[labels == group].mean(axis=0) if (labels == group).any() else centres[group] for group in range(k)])
        cost = squares.min(axis=1).sum()
        if cost < least:
            best, least = labels, cost
    return best


def _silhouette(distances: Any, labels: Any) -> float:
    import numpy as np

    sizes = np.bincount(labels)
    sums = distances @ np.eye(len(sizes))[labels]
    rows = np.arange(len(labels))
    inner = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    outer = sums / np.maximum(sizes, 1)
    outer[rows, labels] = np.inf
    nearest = outer.min(axis=1)
    return float(((nearest - inner) / np.maximum(nearest, inner)).mean())


def red_dwarf(names: list[str], cells: list[list[str]]) -> dict[str, int]:
    """The pipeline of red-dwarf as it comes."""
    from reddwarf.implementations.polis import run_pipeline

    votes = [
        {"participant_id": person, "statement_id": statement, "vote": int(cell)}
        for person, row in enumerate(cells)
        for statement, cell in enumerate(row)
        if cell
    ]
    labels = run_pipeline(votes=votes, random_state=0).participants_df["cluster_id"].dropna()
    return {names[int(person)]: int(label) for person, label in labels.items()}


def main() -> None:
    """`opinions_peers.py NAME VOTES.csv`: what is measured is the work after reading."""
    name, path = sys.argv[1:]
    names, cells = read(path)
    began = time.process_time()
    found = {"plain": plain, "red-dwarf": red_dwarf}[name](names, cells)
    seconds = time.process_time() - began
    print(json.dumps({"seconds": seconds, "k": len(set(found.values())), "groups": found}))


if __name__ == "__main__":
    main()
