"""Where a value stands in its group: percentile, median and quartiles, withheld where the group is too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from .protection import Protection, reason


@dataclass(frozen=True, slots=True)
class Standing:
    """`percentile`: share of the group's values below, with half of those equal, in per cent (mid-rank); None with `withheld` told.

    `count` is the number of values in the group, the library's own left out.
    """

    count: int
    percentile: float | None = None
    low: float | None = None
    median: float | None = None
    high: float | None = None
    withheld: str = ""


def standing(value: float, group: Sequence[float], protection: Protection | None = None) -> Standing:
    """Where `value` stands among the values of its peers (its own not among them).

    With `protection` nothing is told of a group that its rules withhold. A group of none has no figures (`withheld` "empty").
    """
    held = sorted(group)
    if not held:
        return Standing(0, withheld="empty")
    hidden = reason(held, protection) if protection else ""
    if hidden:
        return Standing(len(held), withheld=hidden)
    below, equal = sum(one < value for one in held), sum(one == value for one in held)
    low, middle, high = quantiles(held, n=4, method="inclusive") if len(held) > 1 else (held[0],) * 3
    return Standing(len(held), (below + equal / 2) / len(held) * 100, low, middle, high)
