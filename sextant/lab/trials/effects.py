"""What pilots changed, one by one and together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One indicator before and after; the same in a comparison group where there was one. `more_is_better` is the direction of good."""

    before: Decimal | None
    after: Decimal | None
    more_is_better: bool = True
    compared_before: Decimal | None = None
    compared_after: Decimal | None = None


def _relative(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    if before is None or after is None or before == 0:
        return None
    return 100 * (after - before) / abs(before)


def effect(one: Measured) -> Decimal | None:
    """Change in per cent of the value before, in the direction of good: 100 · (after − before) / |before|, with the sign turned where
    less is better. Where a comparison group was measured, its change is taken off (difference in differences of relative changes).
    None where a value is missing or the value before is nought."""
    change = _relative(one.before, one.after)
    if change is None:
        return None
    anyway = _relative(one.compared_before, one.compared_after)
    net = change - anyway if anyway is not None else change
    return net if one.more_is_better else -net


@dataclass(frozen=True)
class Together:
    """Several pilots: how many there are, how many could be measured so, their median effect and its range in per cent."""

    pilots: int
    measured: int
    median: Decimal | None
    low: Decimal | None
    high: Decimal | None


def together(effects: Sequence[Decimal | None]) -> Together:
    """The median effect over those pilots that have one; nothing is guessed for the others."""
    known = sorted(one for one in effects if one is not None)
    if not known:
        return Together(len(effects), 0, None, None, None)
    return Together(len(effects), len(known), median(known), known[0], known[-1])
