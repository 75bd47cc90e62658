"""Months as (year, month) pairs."""

from calendar import monthrange

Month = tuple[int, int]


def plus(month: Month, count: int) -> Month:
    """The month `count` months later (earlier, below zero)."""
    place = month[0] * 12 + month[1] - 1 + count
    return place // 12, place % 12 + 1


def between(first: Month, last: Month) -> list[Month]:
    """All months from the first to the last, both included; none where the last lies before the first."""
    length = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    return [plus(first, place) for place in range(length)]


def days_in(month: Month) -> int:
    return monthrange(*month)[1]
