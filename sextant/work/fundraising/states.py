"""What may follow what in appeals, gifts and standing gifts, and who may move it; words of roles, nothing else."""

DRAFT, OPEN, CLOSED, REPORTED = "draft", "open", "closed", "reported"
"""An appeal: written, asking, asking no more, and its outcome told."""

APPEAL_MOVES = {DRAFT: {OPEN}, OPEN: {CLOSED}, CLOSED: {OPEN, REPORTED}, REPORTED: set[str]()}
APPEAL_TONES = {DRAFT: "quiet", OPEN: "good", CLOSED: "warn", REPORTED: "info"}
SHOWN = (OPEN, CLOSED, REPORTED)
"""Appeals that everybody may read."""

PROMISED, RECEIVED, CANCELLED, MISSED, RETURNED = "promised", "received", "cancelled", "missed", "returned"
"""A gift: promised until all of it came; cancelled by the donor or the office; missed when its day went by; returned when it was given back."""

GIFT_MOVES = {
    PROMISED: {RECEIVED, CANCELLED, MISSED, RETURNED},
    RECEIVED: {PROMISED, RETURNED},
    CANCELLED: {RECEIVED, PROMISED},
    MISSED: {RECEIVED, PROMISED, CANCELLED},
    RETURNED: {RECEIVED, PROMISED},
}
"""A payment that comes for a gift that was cancelled or missed is a gift all the same."""

GIFT_TONES = {PROMISED: "warn", RECEIVED: "good", CANCELLED: "quiet", MISSED: "quiet", RETURNED: "bad"}
AWAITED = (PROMISED,)

ACTIVE, PAUSED, STOPPED, LAPSED = "active", "paused", "stopped", "lapsed"
"""A standing gift: expected, resting, ended by the donor, ended because nothing came."""

STANDING_MOVES = {ACTIVE: {PAUSED, STOPPED, LAPSED}, PAUSED: {ACTIVE, STOPPED}, LAPSED: {ACTIVE, STOPPED}, STOPPED: set[str]()}
STANDING_TONES = {ACTIVE: "good", PAUSED: "warn", STOPPED: "quiet", LAPSED: "bad"}
