"""The states of a membership: what may follow, and which role word may move it.

Somebody who resigned, lapsed or was expelled and applies again gets a new membership: the old one keeps its dates,
so that who stood well on a day long past can always be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

APPLIED, APPROVED, ACTIVE, GRACE = "applied", "approved", "active", "grace"
LAPSED, RESIGNED, EXPELLED, DECLINED = "lapsed", "resigned", "expelled", "declined"


@dataclass(frozen=True)
class Move:
    """From one state to another, and the words of those who may make it.

    Beside roles: `clock` is the daily job, `self` the member (or the organisation's representative), `payment` a fee
    that came in or was waived, by whoever may record it.
    """

    source: str
    target: str
    who: tuple[str, ...]


_OFFICE = ("secretary", "director")
MOVES = (
    Move(APPLIED, APPROVED, _OFFICE),
    Move(APPLIED, DECLINED, _OFFICE),
    Move(APPLIED, RESIGNED, ("self", *_OFFICE)),
    Move(APPROVED, ACTIVE, ("payment",)),
    Move(APPROVED, LAPSED, ("clock", *_OFFICE)),
    Move(APPROVED, RESIGNED, ("self", *_OFFICE)),
    Move(ACTIVE, GRACE, ("clock",)),
    Move(ACTIVE, ACTIVE, ("payment",)),
    Move(ACTIVE, RESIGNED, ("self", *_OFFICE)),
    Move(ACTIVE, EXPELLED, ("director",)),
    Move(GRACE, ACTIVE, ("payment",)),
    Move(GRACE, LAPSED, ("clock",)),
    Move(GRACE, RESIGNED, ("self", *_OFFICE)),
    Move(GRACE, EXPELLED, ("director",)),
    Move(LAPSED, ACTIVE, ("payment",)),
)
ALL = (APPLIED, APPROVED, ACTIVE, GRACE, LAPSED, RESIGNED, EXPELLED, DECLINED)
GOOD_STANDING = {ACTIVE, GRACE}
OPEN = {APPLIED, APPROVED, ACTIVE, GRACE}
ENDED = {LAPSED, RESIGNED, EXPELLED, DECLINED}
TONES = {APPLIED: "info", APPROVED: "info", ACTIVE: "good", GRACE: "warn", EXPELLED: "bad"}


def may_follow(source: str, target: str) -> bool:
    """True when the table knows a move from one state to the other."""
    return any(move.source == source and move.target == target for move in MOVES)


def moves_of(source: str, words: Iterable[str]) -> list[str]:
    """The states that somebody with these words may move to from `source`, in the order of the table."""
    held = set(words)
    return [move.target for move in MOVES if move.source == source and held.intersection(move.who)]
