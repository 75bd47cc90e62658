"""The states of a report and of a direction's words: what may follow, and who may move it."""

from dataclasses import dataclass

DRAFT, REVIEW, PUBLISHED, WITHDRAWN = "draft", "review", "published", "withdrawn"
AGREED = "agreed"


@dataclass(frozen=True)
class Move:
    source: str
    target: str
    who: tuple[str, ...]


REPORT_MOVES = (
    Move(DRAFT, REVIEW, ("secretary", "director", "editor")),
    Move(REVIEW, DRAFT, ("secretary", "director", "editor")),
    Move(REVIEW, PUBLISHED, ("secretary", "director")),
    Move(PUBLISHED, WITHDRAWN, ("director",)),
)
WORDS_MOVES = (
    Move(DRAFT, REVIEW, ("secretary", "director", "editor", "chair")),
    Move(REVIEW, DRAFT, ("secretary", "director", "editor")),
    Move(REVIEW, AGREED, ("secretary", "director", "editor")),
    Move(AGREED, DRAFT, ("secretary", "director", "editor")),
)


def moves_from(moves: tuple[Move, ...], state: str) -> list[Move]:
    """What may follow a state, in the order of the table."""
    return [move for move in moves if move.source == state]
