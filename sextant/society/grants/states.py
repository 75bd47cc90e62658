"""What may follow what for a grant, its instalments, reports and changes, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

OFFICE, TREASURER, RECIPIENT = "office", "treasurer", "recipient"
"""Who moves: the office, whoever keeps the books, and the recipient, logged in or by the signed link."""

RECORDED, PROMISED, AGREED, RUNNING, CLOSED = "recorded", "promised", "agreed", "running", "closed"
WITHDRAWN, CANCELLED, RETURNED = "withdrawn", "cancelled", "returned"

MOVES: Moves = {
    RECORDED: {},
    PROMISED: {AGREED: {OFFICE, RECIPIENT}, WITHDRAWN: {OFFICE, RECIPIENT}, CANCELLED: {OFFICE}},
    AGREED: {RUNNING: {OFFICE, TREASURER}, WITHDRAWN: {OFFICE, RECIPIENT}, CANCELLED: {OFFICE}},
    RUNNING: {CLOSED: {OFFICE}, CANCELLED: {OFFICE}, RETURNED: {TREASURER}},
    CLOSED: {RETURNED: {TREASURER}},
    CANCELLED: {RETURNED: {TREASURER}},
    WITHDRAWN: {},
    RETURNED: {},
}
"""A recorded grant was given before, or elsewhere, and is only described in the register: nothing moves it.

`withdrawn` is said by the recipient while nothing was paid; `cancelled` books back what was not paid; `returned` follows when
all that was paid came back.
"""

TONES = {
    RECORDED: "quiet",
    PROMISED: "warn",
    AGREED: "info",
    RUNNING: "info",
    CLOSED: "good",
    WITHDRAWN: "quiet",
    CANCELLED: "bad",
    RETURNED: "bad",
}
STANDING = (PROMISED, AGREED, RUNNING)
"""Something is still to be done."""
BINDING = (AGREED, RUNNING)
"""Both sides are bound: money may be paid, reports are due, changes may be asked for."""
ENDED_WITH_REASON = (WITHDRAWN, CANCELLED, RETURNED)
MANAGED = (PROMISED, AGREED, RUNNING, CLOSED, WITHDRAWN, CANCELLED, RETURNED)
"""Everything but what is only described: its money is booked here."""

PLANNED, PAID, RELEASED = "planned", "paid", "released"
INSTALMENT_TONES = {PLANNED: "warn", PAID: "good", RELEASED: "quiet"}
"""An instalment that will not be paid is released: its part of the promise is booked back."""

AWAITED, SENT, ACCEPTED, SENT_BACK = "awaited", "sent", "accepted", "sent_back"
REPORT_MOVES: Moves = {
    AWAITED: {SENT: {RECIPIENT, OFFICE}},
    SENT: {ACCEPTED: {OFFICE}, SENT_BACK: {OFFICE}},
    SENT_BACK: {SENT: {RECIPIENT, OFFICE}},
    ACCEPTED: {},
}
REPORT_TONES = {AWAITED: "warn", SENT: "info", ACCEPTED: "good", SENT_BACK: "bad"}
OPEN_REPORTS = (AWAITED, SENT_BACK)
"""The recipient still has to send these."""

ASKED, AGREED_TO, DECLINED = "asked", "agreed_to", "declined"
CHANGE_TONES = {ASKED: "warn", AGREED_TO: "good", DECLINED: "quiet"}
