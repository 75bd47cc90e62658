"""Weights that make a sample's margins those of the population: raking, with bounds.

Raking (iterative proportional fitting): Deming and Stephan 1940, Annals of Mathematical Statistics 11:427–444. Bounds: after each
sweep over the margins, weights beyond them are set to the bound, and the next sweep gives what was cut off to the others. Both steps
are projections in the sense of Kullback and Leibler (Bregman 1967), so that the turns end in weights that keep margins and bounds
together, where there are such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .findings import refuse
from .targets import Margin

Row = Mapping[str, str]
PAUSE, STANDSTILL = 25, 0.99
"""Where 25 turns take less than a hundredth off the largest gap, bounds and targets contradict each other, and more turns do not help."""


@dataclass(frozen=True)
class Bounds:
    """Between which values a weight lies, the mean being 1."""

    low: float = 0.2
    high: float = 5.0


@dataclass(frozen=True)
class Met:
    """One category of a margin: its target share, its share in the sample before and with the weights, and how many answered so."""

    variable: str
    category: str
    target: float
    before: float
    after: float
    count: int


@dataclass(frozen=True)
class Weighting:
    """Weights with mean 1, in the order of the rows, and how they came about. `largest_gap` is the largest difference of a share from
    its target; `trimmed` counts the weights at a bound; `without` the rows that say nothing on a variable, by variable."""

    weights: list[float]
    converged: bool
    turns: int
    largest_gap: float
    trimmed: int
    met: list[Met] = field(default_factory=list)
    without: dict[str, int] = field(default_factory=dict)

    @property
    def design_effect(self) -> float:
        return design_effect(self.weights)

    @property
    def effective_n(self) -> float:
        return len(self.weights) / self.design_effect


def design_effect(weights: Sequence[float]) -> float:
    """1 + cv² of the weights, which is n Σw² / (Σw)² (Kish 1965, Survey Sampling; clause not seen)."""
    total = sum(weights)
    return len(weights) * sum(one * one for one in weights) / (total * total)


def rake(
    rows: Sequence[Row],
    margins: Sequence[Margin],
    bounds: Bounds | None = None,
    base: Sequence[float] | None = None,
    *,
    tolerance: float = 1e-6,
    turns: int = 2000,
) -> Weighting:
    """Weights for the rows, so that each margin has its target shares among the rows that answer it. `base` are weights to begin with.

    Refused: no rows, a category without a target or a target without a row, and bounds that leave out the mean.
    """
    bounds = bounds or Bounds()
    if not rows:
        raise refuse("no_rows")
    if not 0 <= bounds.low <= 1 <= bounds.high:
        raise refuse("bounds_leave_out", low=f"{bounds.low:g}", high=f"{bounds.high:g}")
    members = [_members(rows, margin) for margin in margins]
    weights = _within(_mean_one(list(base) if base is not None else [1.0] * len(rows)), bounds)
    began = list(weights)
    gap, turn = _largest_gap(weights, margins, members), 0
    before = gap + 1
    while gap > tolerance and turn < turns:
        if turn % PAUSE == 0:
            if gap > STANDSTILL * before:
                break
            before = gap
        turn += 1
        for margin, found in zip(margins, members, strict=True):
            _sweep(weights, margin, found)
        weights = _within(weights, bounds)
        gap = _largest_gap(weights, margins, members)
    met = [one for margin, found in zip(margins, members, strict=True) for one in _met(margin, found, began, weights)]
    edge = 1e-9
    trimmed = sum(one <= bounds.low + edge or one >= bounds.high - edge for one in weights) if bounds.low < bounds.high else 0
    without = {margin.variable: len(rows) - sum(map(len, found.values())) for margin, found in zip(margins, members, strict=True)}
    return Weighting(weights, gap <= tolerance, turn, gap, trimmed, met, {name: count for name, count in without.items() if count})


def _members(rows: Sequence[Row], margin: Margin) -> dict[str, list[int]]:
    """The places of the rows of each category."""
    found: dict[str, list[int]] = {code: [] for code in margin.shares}
    for place, row in enumerate(rows):
        if not (value := row.get(margin.variable, "")):
            continue
        if value not in found:
            raise refuse("category_without_target", variable=margin.variable, category=value)
        found[value].append(place)
    for code, places in found.items():
        if not places:
            raise refuse("target_without_answer", variable=margin.variable, category=code)
    return found


def _mean_one(weights: list[float]) -> list[float]:
    if any(not one > 0 or one == float("inf") for one in weights):
        raise refuse("base_wrong")
    mean = sum(weights) / len(weights)
    return [one / mean for one in weights]


def _sweep(weights: list[float], margin: Margin, members: dict[str, list[int]]) -> None:
    """Multiplies the weights of each category so that its share is the target's."""
    sums = {code: sum(weights[place] for place in places) for code, places in members.items()}
    whole = sum(sums.values())
    for code, places in members.items():
        factor = margin.shares[code] * whole / sums[code]
        for place in places:
            weights[place] *= factor


def _within(weights: list[float], bounds: Bounds) -> list[float]:
    """The weights times one factor, cut at the bounds, with mean 1: the factor is found by halving, for the mean grows with it."""

    def cut(factor: float) -> list[float]:
        return [min(max(one * factor, bounds.low), bounds.high) for one in weights]

    count = len(weights)
    scale = count / sum(weights)
    made = cut(scale)
    if abs(sum(made) / count - 1) < 1e-12:
        return made
    low, high = 0.0, scale
    while sum(cut(high)) < count * (1 - 1e-12) and high < 1e12:
        high *= 2
    for _halving in range(200):
        middle = (low + high) / 2
        made = cut(middle)
        mean = sum(made) / count
        if abs(mean - 1) < 1e-12:
            break
        low, high = (middle, high) if mean < 1 else (low, middle)
    return made


def _shares(weights: Sequence[float], members: dict[str, list[int]]) -> dict[str, float]:
    sums = {code: sum(weights[place] for place in places) for code, places in members.items()}
    whole = sum(sums.values())
    return {code: one / whole for code, one in sums.items()}


def _largest_gap(weights: Sequence[float], margins: Sequence[Margin], members: list[dict[str, list[int]]]) -> float:
    gaps = [
        abs(share - margin.shares[code]) for margin, found in zip(margins, members, strict=True) for code, share in _shares(weights, found).items()
    ]
    return max(gaps, default=0.0)


def _met(margin: Margin, members: dict[str, list[int]], began: Sequence[float], weights: Sequence[float]) -> list[Met]:
    before, after = _shares(began, members), _shares(weights, members)
    return [Met(margin.variable, code, margin.shares[code], before[code], after[code], len(places)) for code, places in members.items()]
