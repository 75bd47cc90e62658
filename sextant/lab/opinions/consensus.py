"""Agreement with a statement, and what a vote decided by the rule of the house. Standard library only: pages may import it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from sextant.lab import shares

from .findings import Said, refuse, say

Base = Literal["cast", "present", "members"]
BASES: Final = ("cast", "present", "members")


@dataclass(frozen=True, slots=True)
class Agreement:
    """The share who agree of all who saw the statement (passes among them) and of those who took a side, each with its Wilson interval.

    A share of nobody is `None`.
    """

    agree: int
    disagree: int
    passed: int
    of_seen: float | None
    of_seen_interval: tuple[float, float] | None
    of_sides: float | None
    of_sides_interval: tuple[float, float] | None


def agreement(agree: int, disagree: int, passed: int, *, level: float = 0.95) -> Agreement:
    """Agreement from counts of votes; refuses negative ones."""
    if min(agree, disagree, passed) < 0:
        raise refuse("count_negative")
    seen, sides = agree + disagree + passed, agree + disagree
    return Agreement(
        agree,
        disagree,
        passed,
        agree / seen if seen else None,
        wilson(agree, seen, level=level) if seen else None,
        agree / sides if sides else None,
        wilson(agree, sides, level=level) if sides else None,
    )


def wilson(successes: int, trials: int, *, level: float = 0.95) -> tuple[float, float]:
    """The score interval of a share (`lab.shares`); refuses one of nobody."""
    if not 0 <= successes <= trials or trials == 0:
        raise refuse("share_of_nobody")
    return shares.wilson(successes, trials, shares.two_sided(level))


@dataclass(frozen=True, slots=True)
class Rule:
    """When a vote is valid and when it is carried.

    Valid: those present are `quorum` of the members at least, or more than that where `quorum_more` is set. Carried: votes for are `threshold` of the
    base at least, or more than that where `more` is set. The base is the votes `cast` for and against (abstentions weigh nothing), those `present`
    (abstentions weigh as votes against), or all `members`.
    """

    quorum: Fraction = Fraction(1, 2)
    quorum_more: bool = True
    threshold: Fraction = Fraction(1, 2)
    more: bool = True
    base: Base = "cast"


@dataclass(frozen=True, slots=True)
class Decision:
    """`carried` needs the quorum too. `present_needed` and `for_needed` are the least whole numbers that the rule asks for."""

    carried: bool
    quorate: bool
    present: int
    present_needed: int
    votes_for: int
    for_needed: int
    said: Said


def decide(votes_for: int, against: int, abstained: int, *, members: int, rule: Rule | None = None) -> Decision:
    """What a vote decided, in whole votes: shares are compared as fractions, so that exactly two thirds are two thirds.

    Who abstains is present. Nobody voting carries nothing. Refuses negative counts, more votes than members, and shares outside 0–1.
    """
    law = rule or Rule()
    if min(votes_for, against, abstained, members) < 0:
        raise refuse("count_negative")
    present = votes_for + against + abstained
    if present > members:
        raise refuse("votes_beyond_members", present=present, members=members)
    if law.base not in BASES or not (0 <= law.quorum <= 1 and 0 <= law.threshold <= 1):
        raise refuse("rule_wrong")
    base = {"cast": votes_for + against, "present": present, "members": members}[law.base]
    present_needed, for_needed = _least(law.quorum, members, law.quorum_more), max(1, _least(law.threshold, base, law.more))
    quorate = present >= present_needed
    carried = quorate and votes_for >= for_needed
    code = "carried" if carried else "not_carried" if quorate else "no_quorum"
    words = {"votes": votes_for, "needed": for_needed, "present": present, "quorum": present_needed}
    return Decision(carried, quorate, present, present_needed, votes_for, for_needed, say(code, **words))


def _least(share: Fraction, whole: int, more: bool) -> int:
    """The least whole number that is `share` of the whole, or more than it."""
    exact = share * whole
    return exact.numerator // exact.denominator + 1 if more else -(-exact.numerator // exact.denominator)
