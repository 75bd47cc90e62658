"""A donor's gifts counted in whole periods: frequency, recency and the number of periods since the first gift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .gifts import Gift, Period, periods_between


@dataclass(frozen=True, slots=True)
class History:
    """`frequency`: later periods with a gift; `recency`: the last of them (0: none); `periods`: whole ones since the
    period of the first gift. Several gifts in one period count once; `amounts_minor` holds their sum for each period
    with a gift, the first included, the oldest first."""

    donor: str
    frequency: int
    recency: int
    periods: int
    amounts_minor: tuple[int, ...] = ()


def histories(gifts: Iterable[Gift], *, on: date, period: Period = "year") -> tuple[History, ...]:
    """The history of each donor as it was known on the day `on`, ordered by donor; later gifts are left out."""
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for gift in gifts:
        if gift.day <= on:
            sums[gift.donor][periods_between(gift.day, on, period)] += gift.amount_minor
    return tuple(_history(donor, sums[donor]) for donor in sorted(sums))


def _history(donor: str, sums: dict[int, int]) -> History:
    back = sorted(sums, reverse=True)
    first = back[0]
    return History(donor, len(back) - 1, first - back[-1], first, tuple(sums[place] for place in back))
