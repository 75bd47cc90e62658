"""A donor's gifts counted in whole periods: frequency, recency and the number of periods since the first gift."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class History:
    """`frequency`: later periods with a gift; `recency`: the last of them (0: none); `periods`: whole ones since the first."""

    donor: str
    frequency: int
    recency: int
    periods: int
