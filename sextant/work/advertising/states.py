"""What may follow what for a booking and a material, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

ASKED, HELD, LAPSED, CONFIRMED, RUNNING, DONE = "asked", "held", "lapsed", "confirmed", "running", "done"
REFUSED, CANCELLED = "refused", "cancelled"

MANAGER, ADVERTISER, CLOCK = "manager", "advertiser", "clock"

MOVES: Moves = {
    ASKED: {HELD: {ADVERTISER, MANAGER}, CONFIRMED: {MANAGER}, REFUSED: {MANAGER}, CANCELLED: {ADVERTISER, MANAGER}},
    HELD: {CONFIRMED: {MANAGER}, REFUSED: {MANAGER}, CANCELLED: {ADVERTISER, MANAGER}, LAPSED: {CLOCK}},
    LAPSED: {HELD: {ADVERTISER, MANAGER}, CONFIRMED: {MANAGER}, REFUSED: {MANAGER}, CANCELLED: {ADVERTISER, MANAGER}},
    CONFIRMED: {RUNNING: {CLOCK}, CANCELLED: {ADVERTISER, MANAGER}},
    RUNNING: {DONE: {CLOCK}, CANCELLED: {ADVERTISER, MANAGER}},
    DONE: {},
    REFUSED: {},
    CANCELLED: {},
}
"""From a state: where to, and who moves it. The clock also moves when the last thing that was missing has come in."""

TAKING = (HELD, CONFIRMED, RUNNING, DONE)
"""In these states the days of a booking are taken from the place."""
SOLD = (CONFIRMED, RUNNING, DONE)
OPEN = (ASKED, HELD, LAPSED)
"""Not decided yet."""

TONES = {ASKED: "warn", HELD: "warn", LAPSED: "quiet", CONFIRMED: "info", RUNNING: "good", DONE: "quiet", REFUSED: "quiet", CANCELLED: "quiet"}

SENT, APPROVED, RETURNED, REPLACED = "sent", "approved", "returned", "replaced"
"""A version of a material: only an approved one is shown, and there is one of them at the most."""
MATERIAL_TONES = {SENT: "warn", APPROVED: "good", RETURNED: "bad", REPLACED: "quiet"}
