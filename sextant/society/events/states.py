"""What may follow what for an event and for a registration, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

KEEPERS, PARTICIPANT, CLOCK, MONEY, DOOR = "keepers", "participant", "clock", "money", "door"
"""Who moves: those who keep the event, whoever takes part, the calendar, the books, and the staff at the door."""

DRAFT, PUBLISHED, OVER, CANCELLED = "draft", "published", "over", "cancelled"

EVENT_MOVES: Moves = {
    DRAFT: {PUBLISHED: {KEEPERS}, CANCELLED: {KEEPERS}},
    PUBLISHED: {OVER: {KEEPERS, CLOCK}, CANCELLED: {KEEPERS}},
    OVER: {},
    CANCELLED: {},
}
EVENT_TONES = {DRAFT: "quiet", PUBLISHED: "good", OVER: "info", CANCELLED: "bad"}
SHOWN = (PUBLISHED, OVER, CANCELLED)
"""What everybody may read: everything but a draft."""

WAITING, OFFERED, CONFIRMED, ATTENDED = "waiting", "offered", "confirmed", "attended"

MOVES: Moves = {
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
