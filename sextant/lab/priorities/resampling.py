"""Parts measured on the works as they are and on resamplings of them (needs numpy and scipy)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .parts import PARTS, Field, Floats, parts_of
from .scoring import Shares, midranks

TIMES = 200
SEED = 2019


def measured(
    field: Field, *, times: int = TIMES, seed: int = SEED, least: int = 1, report: Callable[[int, int], object] = lambda _done, _all: None
) -> Shares:
    """Shares for `scoring.ranked`: the bootstrap draws as many works as there are, with return (Efron 1979); what practice asks for
    stays as it is. Concepts with fewer than `least` works are left out before shares are taken, unless practice asks for them."""
    whole = parts_of(field)
    asked = np.zeros(len(field.concepts)) if field.asked is None else field.asked
    kept = np.flatnonzero((field.works >= least) | (asked > 0))
    names = [part for part in PARTS if part in whole]
    chance, number = np.random.default_rng(seed), len(field.years)
    again = []
    for place in range(times):
        often = np.bincount(chance.integers(0, number, number), minlength=number).astype(np.float64)
        again.append(_shares(parts_of(field, often), names, kept))
        report(place + 1, times)
    raw = tuple(tuple(None if np.isnan(whole[part][i]) else round(float(whole[part][i]), 6) for part in names) for i in kept)
    works = field.works
    return Shares(
        tuple(field.concepts[i] for i in kept), tuple(int(works[i]) for i in kept), tuple(names), _shares(whole, names, kept), tuple(again), raw
    )


def _shares(parts: dict[str, Floats], names: list[str], kept: np.ndarray) -> tuple[tuple[float | None, ...], ...]:
    absent = np.full(int(kept.max(initial=0)) + 1, np.nan)
    columns = [midranks(parts.get(part, absent)[kept].tolist()) for part in names]
    return tuple(zip(*columns, strict=True))
