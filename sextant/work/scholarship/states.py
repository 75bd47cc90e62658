"""What may follow what for a dissertation and for a suggested topic, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves, may_move

KEEPER, SCHOOL, SUPERVISOR = "keeper", "school", "supervisor"
"""Who moves: the office and the officers of the research section, who acts for the school, a supervisor of this dissertation."""
ALL = {KEEPER, SCHOOL, SUPERVISOR}

PLANNED, APPROVED, IN_WORK, REVIEW = "planned", "approved", "in_work", "review"
DEFENDED, ABANDONED, WITHDRAWN = "defended", "abandoned", "withdrawn"

MOVES: Moves = {
    PLANNED: {APPROVED: {KEEPER, SCHOOL}, ABANDONED: ALL, WITHDRAWN: ALL},
    APPROVED: {IN_WORK: ALL, ABANDONED: ALL, WITHDRAWN: {KEEPER, SCHOOL}},
    IN_WORK: {REVIEW: ALL, ABANDONED: ALL, WITHDRAWN: {KEEPER, SCHOOL}},
    REVIEW: {DEFENDED: {KEEPER, SCHOOL}, IN_WORK: ALL, ABANDONED: ALL, WITHDRAWN: {KEEPER, SCHOOL}},
    DEFENDED: {REVIEW: {KEEPER}},
    ABANDONED: {IN_WORK: {KEEPER, SCHOOL}},
    WITHDRAWN: {PLANNED: {KEEPER, SCHOOL}},
}
"""An abandoned topic is free again and stays to be seen; a withdrawn one was a mistake and is seen by those who keep it. `defended → review` mends an error."""

TONES = {PLANNED: "quiet", APPROVED: "info", IN_WORK: "info", REVIEW: "warn", DEFENDED: "good", ABANDONED: "quiet", WITHDRAWN: "bad"}
RUNNING = (PLANNED, APPROVED, IN_WORK, REVIEW)
"""Those that somebody works on or means to."""
ORDER = (PLANNED, APPROVED, IN_WORK, REVIEW, DEFENDED, ABANDONED, WITHDRAWN)

OFFERED, TAKEN = "offered", "taken"
SUGGESTION_MOVES: dict[str, set[str]] = {OFFERED: {TAKEN, WITHDRAWN}, TAKEN: {OFFERED}, WITHDRAWN: {OFFERED}}
"""A suggested topic is taken by a dissertation; it is offered again when that is withdrawn."""
SUGGESTION_TONES = {OFFERED: "info", TAKEN: "good", WITHDRAWN: "quiet"}


def moves_of(state: str, words: set[str]) -> list[str]:
    """Where these words may move it, in the order of the table."""
    return [target for target in ORDER if may_move(MOVES, state, target, words)]
