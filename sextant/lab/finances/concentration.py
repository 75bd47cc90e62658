"""How much of an income hangs on few sources: the Herfindahl–Hirschman index with its parts.

Formulas from memory, the sources were not seen: Hirschman (1945) and Herfindahl (1950) for the sum of squared shares;
its use on the income of non-profits follows Carroll and Stater (2009), "Revenue Diversification in Nonprofit
Organizations", JPART 19(4); the inverse as an effective number follows Laakso and Taagepera (1979).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Part:
    """One source: its amount, its share of the whole (0…1), and what it adds to the index (the square of the share)."""

    name: str
    amount_minor: int
    share: Fraction

    @property
    def adds(self) -> Fraction:
        return self.share**2


@dataclass(frozen=True)
class Concentration:
    """The index of one income, from the largest source to the smallest.

    `taken_back` are sources whose sum is below zero (more was returned than came in): they are no source and have no share.
    """

    total_minor: int
    parts: tuple[Part, ...]
    taken_back: tuple[tuple[str, int], ...] = ()

    @property
    def hhi(self) -> Fraction:
        """Σ share², from 1/N (N equal sources) to 1 (a single one)."""
        return sum((part.adds for part in self.parts), Fraction(0))

    @property
    def normalised(self) -> Fraction:
        """(HHI − 1/N) ÷ (1 − 1/N): 0 for N equal sources, 1 for a single one, whatever N is."""
        count = len(self.parts)
        return Fraction(1) if count == 1 else (self.hhi - Fraction(1, count)) / (1 - Fraction(1, count))

    @property
    def effective(self) -> Fraction:
        """1 ÷ HHI: how many equal sources would be as concentrated."""
        return 1 / self.hhi

    @property
    def largest(self) -> Part:
        return self.parts[0]


def concentration(amounts: Mapping[str, int]) -> Concentration | None:
    """The concentration of amounts by source, in minor units; None where nothing came in.

    A source of zero is left out: it is not one of the N sources. Equal amounts keep the order of their names.
    """
    sources = {name: amount for name, amount in amounts.items() if amount > 0}
    total = sum(sources.values())
    if not total:
        return None
    ranked = sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    parts = tuple(Part(name, amount, Fraction(amount, total)) for name, amount in ranked)
    return Concentration(total, parts, tuple(sorted((name, amount) for name, amount in amounts.items() if amount < 0)))
