"""The index of prestige: normalised components under a weighted geometric mean, with what hangs on the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

LOWEST = 0.01
"""No part is nought: a geometric mean would be nought with it, whatever the others say."""
SWING = 0.2


@dataclass(frozen=True, slots=True)
class Scale:
    """Between which values a component is read, in its own unit, and how much it weighs. `floor` above `goal`: less is better."""

    floor: float
    goal: float
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.floor == self.goal or self.weight <= 0:
            raise ValueError("a scale needs two different ends and a weight above nought")

    def share(self, value: float) -> float:
        """Where the value lies between floor (0.01) and goal (1), cut at both ends."""
        return min(1.0, max(LOWEST, (value - self.floor) / (self.goal - self.floor)))


SCALES: Mapping[str, Scale] = {
    "perception": Scale(0, 100, 2.0),
    "applicants": Scale(0, 10),
    "filled": Scale(0, 100),
    "days_open": Scale(120, 14),
    "pay": Scale(50, 150, 2.0),
}
"""Our choice, to be argued about: respect in a survey and pay (per cent of the median of all professions) weigh double."""


@dataclass(frozen=True, slots=True)
class Component:
    """A figure of one component in its own unit; None where it was not collected."""

    code: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """A component on its scale: its share 0.01–1 and the share of all weight it has here; both None where it was not collected."""

    code: str
    value: float | None
    share: float | None
    weight: float | None


@dataclass(frozen=True, slots=True)
class Index:
    """0–100 with the range under other weights; all three None with too few components. `missing` names those not collected."""

    value: float | None
    low: float | None
    high: float | None
    parts: tuple[Part, ...]
    missing: tuple[str, ...]


def prestige_index(components: Sequence[Component], *, scales: Mapping[str, Scale] = SCALES, least: int = 3) -> Index:
    """The index of these components: 100 · exp(Σ wᵢ ln sᵢ / Σ wᵢ), sᵢ the share on the scale, wᵢ its weight.

    Construction after the Human Development Index (UNDP, technical note 1, from memory). A component without a scale is a
    KeyError, one given twice a ValueError. With fewer than `least` collected components there is no index, only its parts.
    """
    codes = [one.code for one in components]
    if len(codes) != len(set(codes)):
        raise ValueError("a component is given twice")
    known = {one.code: scales[one.code].share(one.value) for one in components if one.value is not None}
    missing = tuple(code for code in codes if code not in known)
    whole = sum(scales[code].weight for code in known)
    parts = tuple(
        Part(one.code, one.value, known.get(one.code), scales[one.code].weight / whole if one.code in known else None) for one in components
    )
    if len(known) < max(least, 1):
        return Index(None, None, None, parts, missing)
    weights = {code: scales[code].weight for code in known}
    swung = [_mean(known, {**weights, code: weights[code] * (1 + turn)}) for code in known for turn in (-SWING, SWING)]
    value = _mean(known, weights)
    return Index(value, min([value, *swung]), max([value, *swung]), parts, missing)


def _mean(shares: Mapping[str, float], weights: Mapping[str, float]) -> float:
    whole = sum(weights.values())
    return 100 * exp(sum(weights[code] * log(share) for code, share in shares.items()) / whole)
