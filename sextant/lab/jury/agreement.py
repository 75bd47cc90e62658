"""How far jurors agree: Krippendorff's alpha for interval data (needs numpy).

α = 1 − D_o/D_e over entries with two scores or more; n scores in all, m_u at entry u:
D_o = Σ_u Σ_{i≠j} (x_ui − x_uj)²/(m_u − 1) / n,  D_e = Σ_{all pairs} (x − x')² / (n (n − 1)).
K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011 (from memory; its worked example, 0.849, is a test).
The interval is a percentile bootstrap over entries with a fixed seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .designs import Design
from .problems import Floats

DRAWS, CHUNK, SEED = 1000, 50, 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """α (1 is full agreement, 0 is chance), its interval, and how many entries and scores it was reckoned from."""

    alpha: float
    low: float
    high: float
    entries: int
    scores: int


def agreement(design: Design, *, level: float = 0.9, seed: int = SEED) -> Agreement | None:
    """α of a design; nothing where no entry has two scores, or where all of these are equal."""
    counts = design.reviews
    score = design.score - design.score.mean()
    sums = np.bincount(design.entry, weights=score, minlength=len(counts))
    squares = np.bincount(design.entry, weights=score**2, minlength=len(counts))
    kept = counts >= 2
    table = np.column_stack([counts, sums, squares, 2 * (counts * squares - sums**2) / np.maximum(counts - 1, 1)])[kept]
    whole = _alpha(table.sum(axis=0)[None, :])[0] if len(table) else np.nan
    if not np.isfinite(whole):
        return None
    lot, drawn = np.random.default_rng(seed), []
    for _ in range(0, DRAWS, CHUNK):
        drawn.append(_alpha(lot.multinomial(len(table), np.full(len(table), 1 / len(table)), size=CHUNK).astype(float) @ table))
    found = np.concatenate(drawn)
    found = found[np.isfinite(found)]
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2]) if len(found) else (whole, whole)
    return Agreement(float(whole), float(low), float(high), len(table), int(table[:, 0].sum()))


def _alpha(totals: Floats) -> Floats:
    """α from rows of number, sum, sum of squares, and Σ_u of within-entry pairs over m_u − 1."""
    number, total, squares, within = totals.T
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (number * squares - total**2) / (number * (number - 1))
        alpha = 1 - (within / number) / expected
    return np.asarray(np.where(expected > 1e-12 * np.maximum(squares, 1e-300), alpha, np.nan))
