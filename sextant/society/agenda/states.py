"""The states of an initiative: what may follow, and which role words may move it."""

from dataclasses import dataclass

IDEA, PLANNED, RUNNING, PAUSED, DONE, DROPPED = "idea", "planned", "running", "paused", "done", "dropped"


@dataclass(frozen=True)
class Move:
    """From one state to another; `needs` names what must be there before the move."""

    source: str
    target: str
    who: tuple[str, ...] = ("chair", "vice_chair", "section_secretary", "secretary", "director")
    needs: tuple[str, ...] = ()


MOVES = (
    Move(IDEA, PLANNED, needs=("owner", "dates")),
    Move(IDEA, DROPPED, needs=("note",)),
    Move(PLANNED, RUNNING, needs=("owner", "dates")),
    Move(PLANNED, DROPPED, needs=("note",)),
    Move(RUNNING, PAUSED, needs=("note",)),
    Move(RUNNING, DONE, needs=("note",)),
    Move(RUNNING, DROPPED, needs=("note",)),
    Move(PAUSED, RUNNING),
    Move(PAUSED, DROPPED, needs=("note",)),
    Move(DROPPED, IDEA, who=("secretary", "director")),
    Move(DONE, RUNNING, who=("secretary", "director"), needs=("note",)),
)
OPEN = {IDEA, PLANNED, RUNNING, PAUSED}


def moves_from(state: str) -> list[Move]:
    """What may follow a state, in the order of the table."""
    return [move for move in MOVES if move.source == state]


def move_between(source: str, target: str) -> Move | None:
    """The move of the table from one state to the other; None when there is none."""
    return next((move for move in MOVES if (move.source, move.target) == (source, target)), None)
