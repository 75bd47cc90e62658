"""Juries that do not exist: small assignments, and scores by jurors who are harsh, mild or careless."""

from __future__ import annotations

import numpy as np

from sextant.lab.jury.problems import Problem, problem
from sextant.lab.jury.tables import Person, Score


def small_problem(seed: int, *, crowded: bool = False) -> tuple[Problem, np.ndarray, np.ndarray]:
    """At most 8 entries and 6 jurors by chance, its affinities as a table (−1 where barred), and the loads."""
    lot = np.random.default_rng(seed)
    count, people, each = int(lot.integers(1, 9)), int(lot.integers(1, 7)), int(lot.integers(1, 4))
    table = np.round(np.where(lot.random((count, people)) < 0.3, lot.choice([0.0, 0.5, 1.0], (count, people)), lot.random((count, people))), 6)
    barred = lot.random((count, people)) < lot.choice([0.0, 0.2, 0.5])
    loads = lot.integers(2 if crowded else 0, 6, people)
    entries, jurors = [f"e{i}" for i in range(count)], [f"j{i}" for i in range(people)]
    pairs = {(e, j): float(table[i, k]) for i, e in enumerate(entries) for k, j in enumerate(jurors)}
    conflicts = {(e, j) for i, e in enumerate(entries) for k, j in enumerate(jurors) if barred[i, k]}
    people_ = [Person(name, load=int(own)) for name, own in zip(jurors, loads, strict=True)]
    asked = problem([Person(name) for name in entries], people_, per_entry=each, conflicts=conflicts, affinities=pairs)
    return asked, np.where(barred, -1.0, table), np.minimum(loads, count)


def jury_scores(seed: int, *, entries: int = 40, jurors: int = 10, each: int = 3, alike: bool = False) -> tuple[dict[str, float], list[Score]]:
    """What each entry is worth before this jury, and scores: entries N(0, 1), severity N(0, 1), chance 0.8, a fifth of the
    jurors careless (2.5 times as much); `alike`: neither severity nor careless ones."""
    lot = np.random.default_rng(seed)
    worth, mild = lot.normal(5, 1, entries), lot.normal(0, 0 if alike else 1, jurors)
    chance = np.full(jurors, 0.8) * (1 if alike else np.where(lot.random(jurors) < 0.2, 2.5, 0.9))
    held, scores = np.zeros(jurors), []
    for entry in lot.permutation(entries).tolist():
        for juror in np.argsort(held + lot.random(jurors))[:each].tolist():
            held[juror] += 1
            scores.append(Score(f"e{entry:05d}", f"j{juror:04d}", float(worth[entry] + mild[juror] + lot.normal(0, chance[juror]))))
    level = mild[held > 0].mean()
    return {f"e{place:05d}": float(value + level) for place, value in enumerate(worth)}, scores
