"""What if: changes of income and costs as data, and the path of the free money by month that follows from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sextant.lab.finances.months import Month, days_in, plus

PERMILLE = 1000


@dataclass(frozen=True)
class Change:
    """One change: a stream or a cost by its key, from a month on, perhaps until another (included).

    Either `permille` of what would have been (100 is +10 %, −1000 ends it) or `amount_minor` more a month (less, below zero).
    """

    key: str
    since: Month
    until: Month | None = None
    permille: int | None = None
    amount_minor: int | None = None

    def __post_init__(self) -> None:
        if (self.permille is None) == (self.amount_minor is None):
            raise ValueError("a change is either in permille or an amount")
        if self.until is not None and self.until < self.since:
            raise ValueError("a change ends before it begins")

    def holds_in(self, month: Month) -> bool:
        return self.since <= month and (self.until is None or month <= self.until)


@dataclass(frozen=True)
class MonthPath:
    """One month of a path: what it begins with, what comes in and goes out by key (costs are below zero), what it ends with."""

    month: Month
    opening_minor: int
    moves: Mapping[str, int]

    @property
    def net_minor(self) -> int:
        return sum(self.moves.values())

    @property
    def closing_minor(self) -> int:
        return self.opening_minor + self.net_minor


@dataclass(frozen=True)
class Path:
    """The free money by month. `ends_on` is (year, month, day) on which it is used up, None where it lasts to the end of the path."""

    months: tuple[MonthPath, ...]
    ends_on: tuple[int, int, int] | None
    shares: Mapping[str, int] = field(default_factory=dict)
    """What each key adds to the whole path, in minor units."""

    @property
    def closing_minor(self) -> int:
        return self.months[-1].closing_minor


def rounded(amount: int, permille: int) -> int:
    """`permille` thousandths of an amount, half away from zero."""
    exact = amount * permille
    whole, rest = divmod(abs(exact), PERMILLE)
    return (whole + (rest * 2 >= PERMILLE)) * (1 if exact > 0 else -1)


def changed(amount: int, key: str, month: Month, changes: Iterable[Change]) -> int:
    """An amount after all changes that hold in the month, in their order: each takes what the one before it left.

    Costs are below zero: +10 % makes them larger, and an amount added to a cost makes it larger too. Neither an income nor
    a cost changes its sign: what is taken away from it ends at zero.
    """
    sign = -1 if key.startswith(COST) else 1
    size = amount * sign
    for change in changes:
        if change.key == key and change.holds_in(month):
            size += change.amount_minor if change.amount_minor is not None else rounded(size, change.permille or 0)
            size = max(size, 0) if amount * sign >= 0 else size
    return size * sign


COST = "cost:"
"""Keys of costs begin with this word; keys of income with `income:`."""


def yearly_pattern(history: Mapping[str, Mapping[Month, int]], last: Month) -> dict[str, list[int]]:
    """What a year like the last twelve months up to `last` looks like: for each key twelve amounts, the month after `last` first.

    A month in which nothing was booked counts as zero.
    """
    months = [plus(last, back) for back in range(-11, 1)]
    return {key: [by_month.get(month, 0) for month in months] for key, by_month in sorted(history.items())}


def path(opening_minor: int, pattern: Mapping[str, Sequence[int]], last: Month, changes: Sequence[Change] = (), length: int = 24) -> Path:
    """The free money month by month from the end of `last` on, if each month is as it was a year before, but for the changes.

    Keys that occur only in changes begin at zero. Within a month money is taken to move evenly: the day it runs out is
    the first on which what is left would not cover that day.
    """
    keys = sorted({*pattern, *(change.key for change in changes)})
    months, opening, ends_on = [], opening_minor, None
    for place in range(length):
        month = plus(last, place + 1)
        moves = {key: changed(pattern[key][place % 12] if key in pattern else 0, key, month, changes) for key in keys}
        one = MonthPath(month, opening, moves)
        if ends_on is None:
            ends_on = _end_in(one)
        months.append(one)
        opening = one.closing_minor
    shares = {key: sum(one.moves[key] for one in months) for key in keys}
    return Path(tuple(months), ends_on, shares)


def _end_in(one: MonthPath) -> tuple[int, int, int] | None:
    """The day of the month on which the money is used up."""
    if one.opening_minor <= 0:
        return (*one.month, 1)
    if one.closing_minor > 0:
        return None
    day = one.opening_minor * days_in(one.month) // -one.net_minor + 1
    return (*one.month, min(day, days_in(one.month)))
