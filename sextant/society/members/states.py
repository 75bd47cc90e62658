"""The states of a membership: what may follow, and which role word may move it."""

from dataclasses import dataclass

APPLIED, APPROVED, ACTIVE, GRACE = "applied", "approved", "active", "grace"
LAPSED, RESIGNED, EXPELLED, DECLINED = "lapsed", "resigned", "expelled", "declined"


@dataclass(frozen=True)
class Move:
    """From one state to another, and the words of those who may make it (`clock` is the daily job, `self` the member)."""

    source: str
    target: str
    who: tuple[str, ...]


MOVES = (
    Move(APPLIED, APPROVED, ("secretary", "director")),
    Move(APPLIED, DECLINED, ("secretary", "director")),
    Move(APPLIED, RESIGNED, ("self", "secretary", "director")),
    Move(APPROVED, ACTIVE, ("payment",)),
    Move(APPROVED, LAPSED, ("clock", "secretary", "director")),
    Move(APPROVED, RESIGNED, ("self", "secretary", "director")),
    Move(ACTIVE, GRACE, ("clock",)),
    Move(ACTIVE, ACTIVE, ("payment",)),
    Move(ACTIVE, RESIGNED, ("self", "secretary", "director")),
    Move(ACTIVE, EXPELLED, ("director",)),
    Move(GRACE, ACTIVE, ("payment",)),
    Move(GRACE, LAPSED, ("clock",)),
    Move(GRACE, RESIGNED, ("self", "secretary", "director")),
    Move(GRACE, EXPELLED, ("director",)),
    Move(LAPSED, ACTIVE, ("payment",)),
    Move(LAPSED, APPLIED, ("self", "secretary", "director")),
    Move(RESIGNED, APPLIED, ("self", "secretary", "director")),
)
GOOD_STANDING = {ACTIVE, GRACE}
OPEN = {APPLIED, APPROVED, ACTIVE, GRACE}
ENDED = {LAPSED, RESIGNED, EXPELLED, DECLINED}


def may_follow(source: str, target: str) -> bool:
    """True when the table knows a move from one state to the other."""
    return any(move.source == source and move.target == target for move in MOVES)
