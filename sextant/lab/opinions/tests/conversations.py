"""Conversations made up by chance, whose groups are known: what was planted should be found, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np

from sextant.lab.opinions.votes import UNSEEN, Votes

Labels = np.ndarray[Any, np.dtype[np.int64]]


def planted(seed: int, k: int, people: int = 200, statements: int = 60, missing: float = 0.6, sure: float = 0.9) -> tuple[Votes, Labels]:
    """k groups that each hold a side on every statement, four fifths drawn apart and one fifth common; they vote so with the chance `sure`, pass on a tenth."""
    lot = np.random.default_rng(seed)
    labels = lot.permutation(np.arange(people) % k)
    side = lot.random((k, statements)) < 0.5
    side[:, lot.random(statements) < 0.2] = True
    agree = np.where(side, sure, 1 - sure)[labels]
    return _votes(lot, agree, np.full(agree.shape, 0.1), missing), labels


NOTHING = ("independent", "agreeable", "steep", "passing", "few see")


def without_groups(seed: int, kind: str, people: int = 150, statements: int = 50, missing: float = 0.6) -> Votes:
    """Nobody stands with anybody: `independent` votes; people who differ in how readily they agree (`agreeable`; on some statements more than on others,
    `steep`) or pass (`passing`); statements of which most people see a few only (`few see`)."""
    lot = np.random.default_rng(seed)
    liking, passes = np.tile(lot.normal(0.5, 1.2, statements), (people, 1)), np.tile(lot.beta(1.5, 8, statements), (people, 1))
    tendency = lot.standard_normal((people, 1))
    if kind == "agreeable":
        liking += 1.5 * tendency
    if kind == "steep":
        liking += tendency * lot.uniform(0.4, 1.6, statements)
    if kind == "passing":
        passes = 1 / (1 + np.exp(-(np.log(passes / (1 - passes)) + 1.5 * tendency)))
    seen = (1 - missing) * lot.beta(0.8, 1.2, (people, 1)) / 0.4 if kind == "few see" else 1 - missing
    return _votes(lot, 1 / (1 + np.exp(-liking)), passes, 1 - seen)


def _votes(lot: np.random.Generator, agree: Any, passes: Any, missing: Any) -> Votes:
    drawn = lot.random(agree.shape)
    matrix = np.where(drawn < passes, 0, np.where(drawn < passes + (1 - passes) * agree, 1, -1))
    matrix[lot.random(agree.shape) < missing] = UNSEEN
    people, statements = (tuple(str(place) for place in range(number)) for number in agree.shape)
    return Votes.table(people, statements, matrix.astype(np.int8))


def agreed(found: Any, labels: Labels) -> float:
    """Adjusted Rand index of what was found against what was planted, over the people placed."""
    from sextant.lab.opinions.clusters import adjusted_rand

    placed = [place for place, one in enumerate(found.participants) if one.group]
    return adjusted_rand(np.array([found.participants[place].group for place in placed]), labels[placed])
