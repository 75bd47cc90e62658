"""What may follow what for an event and for a registration, and who may move it; words of roles, nothing else."""

KEEPERS, PARTICIPANT, CLOCK, MONEY, DOOR = "keepers", "participant", "clock", "money", "door"
"""Who moves: those who keep the event, whoever takes part, the calendar, the books, and the staff at the door."""

DRAFT, PUBLISHED, OVER, CANCELLED = "draft", "published", "over", "cancelled"

EVENT_MOVES: dict[str, dict[str, set[str]]] = {
    DRAFT: {PUBLISHED: {KEEPERS}, CANCELLED: {KEEPERS}},
    PUBLISHED: {OVER: {KEEPERS, CLOCK}, CANCELLED: {KEEPERS}},
    OVER: {},
    CANCELLED: {},
}
EVENT_TONES = {DRAFT: "quiet", PUBLISHED: "good", OVER: "info", CANCELLED: "bad"}
SHOWN = (PUBLISHED, OVER, CANCELLED)
"""What everybody may read: everything but a draft."""

WAITING, OFFERED, CONFIRMED, ATTENDED = "waiting", "offered", "confirmed", "attended"

MOVES: dict[str, dict[str, set[str]]] = {
    WAITING: {OFFERED: {CLOCK}, CONFIRMED: {CLOCK}, CANCELLED: {PARTICIPANT, KEEPERS, CLOCK}},
    OFFERED: {CONFIRMED: {MONEY}, CANCELLED: {PARTICIPANT, KEEPERS, CLOCK}},
    CONFIRMED: {ATTENDED: {DOOR}, OFFERED: {MONEY}, CANCELLED: {PARTICIPANT, KEEPERS}},
    ATTENDED: {CONFIRMED: {DOOR}},
    CANCELLED: {},
}
"""`offered` is a place that is held until it is paid; `attended → confirmed` takes a mistaken check-in back."""

TONES = {WAITING: "warn", OFFERED: "warn", CONFIRMED: "good", ATTENDED: "info", CANCELLED: "quiet"}
SEATED = (OFFERED, CONFIRMED, ATTENDED)
"""In these states a registration takes a place."""
LIVE = (WAITING, *SEATED)
SURE = (CONFIRMED, ATTENDED)
"""In these states the link to an online event and the ticket are given out."""


def may_move(state: str, target: str, who: str) -> bool:
    """True when that role may move a registration from this state to that one."""
    return who in MOVES.get(state, {}).get(target, set())


def may_move_event(state: str, target: str, who: str) -> bool:
    """The same for an event."""
    return who in EVENT_MOVES.get(state, {}).get(target, set())
