"""For how long the free money lasts: unrestricted liquid funds over the mean monthly net outflow of the last months.

Also known as the liquid unrestricted net assets in months of spending; here the outflow is net of what came in, and
taken from what moved at banks and in the till, so that income that was only promised does not lengthen it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sextant.lab.finances.months import Month, plus

WINDOWS = (12, 6, 3)
"""Months over which the mean is taken; twelve see every season once."""


@dataclass(frozen=True)
class Runway:
    """How long the free money lasts at the mean of `window` whole months up to `last`.

    `net_minor` is what came in less what went out in each month; `restricted_minor` is shown and never counted as free.
    """

    free_minor: int
    restricted_minor: int
    last: Month
    nets: tuple[tuple[Month, int], ...]

    @property
    def window(self) -> int:
        return len(self.nets)

    @property
    def total_minor(self) -> int:
        """What the free money grew (or, below zero, shrank) by in the window."""
        return sum(net for _month, net in self.nets)

    @property
    def mean_minor(self) -> Fraction:
        """Mean monthly change of the free money; below zero it shrinks."""
        return Fraction(self.total_minor, self.window)

    @property
    def shrinks(self) -> bool:
        return self.total_minor < 0

    @property
    def months(self) -> Fraction | None:
        """Months the free money lasts, 0 where there is none; None where it does not shrink."""
        if not self.shrinks:
            return None
        return Fraction(max(self.free_minor, 0)) / -self.mean_minor

    @property
    def until(self) -> Month | None:
        """The last month that is covered whole; None where the money does not shrink."""
        return None if self.months is None else plus(self.last, int(self.months))


def runway(
    free_minor: int, restricted_minor: int, changes: Mapping[Month, int], last: Month, window: int = 12, first: Month | None = None
) -> Runway | None:
    """The runway after the whole month `last`; a month in which nothing moved counts as zero.

    `first` is the first month with books: a window that begins before it would take months without books for months
    without spending, so None is returned.
    """
    months = [plus(last, -back) for back in range(window - 1, -1, -1)]
    if first is None or months[0] < first:
        return None
    return Runway(free_minor, restricted_minor, last, tuple((month, changes.get(month, 0)) for month in months))
