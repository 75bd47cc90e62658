"""What votes would be if there were no groups, only people who agree or pass more readily and statements that are liked more (needs numpy).

The model is quasi-independence: the chance of vote c of person i on statement j is a_ic·b_jc / Σ_c a_ic·b_jc, over the cells that were seen
(L. A. Goodman, “The analysis of cross-classified data: independence, quasi-independence, and interactions”, JASA 63, 1968; clause not seen).
It is fitted by proportional scaling of people and statements in turn. A person's tendencies are drawn towards those of all by PRIOR votes,
so that somebody who agreed with everything seen is not wholly explained by being agreeable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from .votes import AGREE, DISAGREE, PASS, Votes

ROUNDS: Final = 12
PRIOR: Final = 1.0
LEAST: Final = 1e-6

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]


@dataclass(frozen=True, slots=True)
class Residuals:
    """Votes less what the model of no groups expects, n × m, 0 where unseen; and 1 where seen, 0 elsewhere."""

    values: Floats
    seen: Floats


def residuals(votes: Votes) -> Residuals:
    """What remains of the votes once readiness to agree or pass and the liking of statements are taken out."""
    seen = votes.seen.astype(np.float32)
    people = np.stack([(votes.matrix == vote).sum(axis=1) for vote in (AGREE, PASS, DISAGREE)], axis=1).astype(np.float32)
    statements = np.stack([(votes.matrix == vote).sum(axis=0) for vote in (AGREE, PASS, DISAGREE)], axis=1).astype(np.float32)
    a, b = _fitted(seen, people, statements)
    weights = _weights(seen, a, b)
    expected = (a[:, [0]] @ b[:, [0]].T - a[:, [2]] @ b[:, [2]].T) * weights
    given = np.where(votes.seen, votes.matrix, 0).astype(np.float32)
    return Residuals((given - expected) * seen, seen)


def _fitted(seen: Floats, people: Floats, statements: Floats) -> tuple[Floats, Floats]:
    """The tendencies of people (n × 3) and of statements (m × 3)."""
    a = np.ones_like(people)
    b = (statements + 0.1) / (statements + 0.1).sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        a = np.maximum((people + PRIOR) / (_weights(seen, a, b) @ b + PRIOR), LEAST)
        b = np.maximum(statements / np.maximum(_weights(seen, a, b).T @ a, LEAST), LEAST)
    return a, b


def _weights(seen: Floats, a: Floats, b: Floats) -> Floats:
    """1 over the sum of a·b of each seen cell."""
    return np.asarray(seen / (a @ b.T))
