"""What libraries of a region pay: told by whoever counts it (library returns), asked by whoever compares (careers)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class RegionalPay:
    """Median monthly pay before tax in a region, in minor units, with the year and the source of the figure."""

    amount_minor: int
    currency: str
    year: int
    source: str | Promise


Find = Callable[[str, int], RegionalPay | None]
"""Given a region's code and a year, the figure of the latest year up to it; None where it is not collected."""

_sources: list[Find] = []


def register(find: Find) -> None:
    """Adds a source; the first that knows a figure answers. Registering it twice changes nothing."""
    if find not in _sources:
        _sources.append(find)


def regional_pay(region: str, year: int) -> RegionalPay | None:
    """The median monthly pay of the region by that year, or None: “not collected”, which is never nought."""
    return next((found for find in _sources if (found := find(region, year)) is not None), None)
