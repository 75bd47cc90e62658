"""Between two Delphi rounds: who changed, whether the group has come to rest, and whom the next round lost (needs numpy and scipy).

A round more is not worth asking when answers no longer move, whether the group agrees or not: J. S. Dajani, M. Z. Sincoff, W. K. Talley, “Stability and
agreement criteria for the termination of Delphi studies”, Technological Forecasting and Social Change 13, 1979; S. A. Kalaian, R. M. Kasim, “Terminating
sequential Delphi survey data collection”, Practical Assessment, Research and Evaluation 17(5), 2012 (both from memory, clauses not seen).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final, Literal

import numpy as np
from scipy.stats import binomtest, chi2, spearmanr, wilcoxon

from .chance import Floats
from .delphi import modes
from .findings import refuse
from .statements import holm

CHANGE: Final = 0.2
"""A change of the coefficient of variation below this is rest."""
LEVEL: Final = 0.05
EXACT: Final = 20_000
DRAWS: Final = 9_999
SMALL: Final = 1e-12
Stopping = Literal["variation", "wilcoxon", "chi_square"]


@dataclass(frozen=True, slots=True)
class Stability:
    """Two rounds of one item, over those who answered both.

    `variation_change`: of the coefficients of variation (sample deviation over mean), `None` where a mean is 0. `wilcoxon_p`: signed ranks of the changes,
    1 where nobody changed. `chi_square`, `chi_square_p`: answers by round as a table of frequencies, Dajani's test of group stability. `changed`: the share
    who gave another answer. `spearman`: between both answers, `None` where one round is constant. `kappa`: weighted by squared distance.
    `stable` is the verdict of the rule that was asked for.
    """

    item: str
    earlier: int
    later: int
    pairs: int
    variation_change: float | None
    wilcoxon_p: float
    chi_square: float
    chi_square_p: float
    changed: float
    spearman: float | None
    kappa: float | None
    rule: Stopping
    stable: bool | None


def stability(item: str, rounds: tuple[int, int], pairs: Sequence[tuple[float, float]], *, rule: Stopping = "variation") -> Stability:
    """Whether an item has come to rest between two rounds, from both answers of each person who gave both; refuses none.

    Rules: `variation`, the coefficient of variation changed by less than CHANGE; `wilcoxon`, answers did not shift (p > LEVEL); `chi_square`, frequencies
    did not change (p > LEVEL). The last two find nothing in small panels: no proof of a change is no proof of rest.
    """
    if not pairs:
        raise refuse("no_answers")
    before, after = (np.array(values, dtype=float) for values in zip(*pairs, strict=True))
    first, second = _variation(before), _variation(after)
    change = abs(second - first) if first is not None and second is not None else None
    moved = wilcoxon_p(before.tolist(), after.tolist())
    square, p = frequencies_changed(before.tolist(), after.tolist())
    verdicts = {"variation": None if change is None else change < CHANGE, "wilcoxon": moved > LEVEL, "chi_square": p > LEVEL}
    constant = np.ptp(before) == 0 or np.ptp(after) == 0
    return Stability(
        item,
        *rounds,
        len(pairs),
        change,
        moved,
        square,
        p,
        float((before != after).mean()),
        None if constant else float(spearmanr(before, after).statistic),
        weighted_kappa(before.tolist(), after.tolist()),
        rule,
        verdicts[rule],
    )


def _variation(values: Floats) -> float | None:
    """The coefficient of variation, sample deviation over mean; nothing for one answer or a mean of 0."""
    if len(values) < 2 or abs(values.mean()) < SMALL:
        return None
    return float(values.std(ddof=1) / abs(values.mean()))


def wilcoxon_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided p of Wilcoxon's signed ranks; unchanged answers are left out. Exact without ties up to 25 changes, else normal with a correction for ties."""
    changes = np.round(np.array(after, dtype=float) - np.array(before, dtype=float), 9)
    changes = changes[changes != 0]
    if not len(changes):
        return 1.0
    exact = len(changes) <= 25 and len(np.unique(np.abs(changes))) == len(changes)
    return float(wilcoxon(changes, method="exact" if exact else "approx", correction=not exact).pvalue)


def frequencies_changed(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """χ² of the table rounds × answers and its p on (answers − 1) degrees of freedom: whether the group's answers are spread otherwise than before.

    χ² = Σ (O − E)²/E with E the mean share of an answer times the number in the round.
    """
    counts = Counter(before), Counter(after)
    kinds = sorted(set(before) | set(after))
    if len(kinds) < 2:
        return 0.0, 1.0
    observed = np.array([[count[kind] for kind in kinds] for count in counts], dtype=float)
    expected = observed.sum(axis=1, keepdims=True) * observed.sum(axis=0) / observed.sum()
    square = float((np.square(observed - expected) / expected).sum())
    return square, float(chi2.sf(square, len(kinds) - 1))


def weighted_kappa(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Agreement of both answers beyond chance, weighted by squared distance: 1 − Σ d²·O / Σ d²·E; `None` where all answers of both rounds are one.

    J. Cohen, “Weighted kappa”, Psychological Bulletin 70, 1968 (from memory).
    """
    one, other = np.array(before, dtype=float), np.array(after, dtype=float)
    expected = float(np.square(one[:, None] - other[None, :]).mean())
    return None if expected == 0 else 1 - float(np.square(one - other).mean()) / expected


def mcnemar_p(gained: int, lost: int) -> float:
    """Exact two-sided p that as many came to a view as left it (Q. McNemar 1947): a fair coin over those who changed; 1 where nobody did."""
    return float(binomtest(gained, gained + lost, 0.5).pvalue) if gained + lost else 1.0


def side_changes(pairs: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """How many came to the commonest answer of the earlier round, and how many left it; of several commonest ones the least."""
    view = modes(one for one, _ in pairs)[0]
    return sum(one != view == other for one, other in pairs), sum(one == view != other for one, other in pairs)


@dataclass(frozen=True, slots=True)
class DropOut:
    """First answers of those who left against those who stayed: means, their difference, p by permutation, corrected for the number of items by Holm."""

    item: str
    stayed: int
    left: int
    mean_stayed: float
    mean_left: float
    difference: float
    p: float
    p_corrected: float


def drop_out(stayed: Mapping[str, Sequence[float]], left: Mapping[str, Sequence[float]], *, seed: int = 0) -> tuple[DropOut, ...]:
    """Whether those who left had answered otherwise, item by item; items that only one side answered are passed over."""
    items = [item for item in sorted(stayed) if stayed[item] and left.get(item)]
    raw = [permutation_p(stayed[item], left[item], seed=seed) for item in items]
    return tuple(
        DropOut(
            item,
            len(stayed[item]),
            len(left[item]),
            float(np.mean(stayed[item])),
            float(np.mean(left[item])),
            float(np.mean(left[item]) - np.mean(stayed[item])),
            p,
            corrected,
        )
        for item, p, corrected in zip(items, raw, holm(raw), strict=True)
    )


def permutation_p(one: Sequence[float], other: Sequence[float], *, seed: int = 0) -> float:
    """Two-sided p of the difference of means when all are dealt out anew: every deal up to EXACT of them, else DRAWS seeded ones with (hits + 1)/(draws + 1)."""
    fewer, more = sorted((sorted(one), sorted(other)), key=len)
    whole = np.array([*fewer, *more], dtype=float)
    size, total = len(fewer), float(sum(fewer) + sum(more))
    centre = total * size / len(whole)
    given = abs(sum(fewer) - centre) - 1e-9
    if comb(len(whole), size) <= EXACT:
        sums = np.array([sum(deal) for deal in combinations(whole.tolist(), size)])
        return float((np.abs(sums - centre) >= given).mean())
    generator = np.random.default_rng(seed)
    sums = np.array([generator.permutation(whole)[:size].sum() for _ in range(DRAWS)])
    return float(((np.abs(sums - centre) >= given).sum() + 1) / (DRAWS + 1))
