"""Who competes with whom: entries of one category are ranked among themselves, with prizes of their own (needs numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .problems import Floats


def ranks(values: Floats) -> list[int]:
    """Rank of each value, the largest first; values equal to nine digits share a rank."""
    rounded = np.round(values, 9)
    ordered = np.sort(-rounded)
    return (1 + np.searchsorted(ordered, -rounded)).tolist()


@dataclass(frozen=True, slots=True)
class Groups:
    """The category of each entry (absent: all others together), and the number of prize places: one for all, or by category."""

    of: Mapping[str, str] = field(default_factory=dict)
    prizes: int | Mapping[str, int] = 3

    def group(self, entry: str) -> str:
        return self.of.get(entry, "")

    def prizes_for(self, entry: str) -> int:
        """Prize places in the category of the entry; 0 where it has none."""
        return self.prizes if isinstance(self.prizes, int) else self.prizes.get(self.group(entry), 0)

    def together(self, entries: Iterable[str]) -> list[list[int]]:
        """Positions of the entries, category by category."""
        found: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            found.setdefault(self.group(entry), []).append(place)
        return list(found.values())

    def ranked(self, scores: Mapping[str, float]) -> dict[str, int]:
        """The rank of each entry within its category."""
        names = list(scores)
        found: dict[str, int] = {}
        for places in self.together(names):
            members = [names[place] for place in places]
            found.update(zip(members, ranks(np.array([scores[name] for name in members])), strict=True))
        return found
