"""What may follow what for a programme and a pair, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

COORDINATOR, PAIR, BOTH = "coordinator", "pair", "both"
"""Who moves: the coordinator, either of the two, or both of them."""

DRAFT, OPEN, ENDED = "draft", "open", "ended"
PROGRAMME_MOVES: Moves = {
    DRAFT: {OPEN: {COORDINATOR}},
    OPEN: {ENDED: {COORDINATOR}},
    ENDED: {OPEN: {COORDINATOR}},
}
PROGRAMME_TONES = {DRAFT: "quiet", OPEN: "good", ENDED: "quiet"}

SUGGESTED, PROPOSED, RUNNING, CLOSING, CLOSED = "suggested", "proposed", "running", "closing", "closed"
DROPPED, DECLINED, LEFT = "dropped", "declined", "left"

MOVES: Moves = {
    SUGGESTED: {PROPOSED: {COORDINATOR}, DROPPED: {COORDINATOR}},
    PROPOSED: {RUNNING: {BOTH}, DECLINED: {PAIR}, DROPPED: {COORDINATOR}},
    RUNNING: {CLOSING: {PAIR, COORDINATOR}, LEFT: {PAIR}},
    CLOSING: {CLOSED: {BOTH}, LEFT: {PAIR}},
    CLOSED: {},
    DROPPED: {},
    DECLINED: {},
    LEFT: {},
}
"""`suggested` is known to the coordinator alone. `left` is the safe exit: nobody but its reason's reader learns more."""

TONES = {SUGGESTED: "quiet", PROPOSED: "warn", RUNNING: "good", CLOSING: "info", CLOSED: "quiet", DROPPED: "quiet", DECLINED: "quiet", LEFT: "quiet"}
TAKEN = (SUGGESTED, PROPOSED, RUNNING, CLOSING)
"""In these states a pair takes a place of its mentor, and its mentee needs no other."""
TOGETHER = (RUNNING, CLOSING, CLOSED)
"""The two have worked together: juries are told, and they are not paired again."""
SEEN_BY_PAIR = (PROPOSED, RUNNING, CLOSING, CLOSED, LEFT)
WORKING = (RUNNING, CLOSING)
