"""What may follow what for a request, a contract and an act, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

OFFICE, CUSTOMER, TREASURER, ACTS = "office", "customer", "treasurer", "acts"
"""Who moves: the office, the customer by the signed link, the treasurer, and the acts of a contract themselves."""

NEW, OFFERED, DECLINED = "new", "offered", "declined"
REQUEST_TONES = {NEW: "warn", OFFERED: "good", DECLINED: "quiet"}

DRAFT, SENT, SIGNED, FULFILLED, CANCELLED = "draft", "sent", "signed", "fulfilled", "cancelled"

MOVES: Moves = {
    DRAFT: {SENT: {OFFICE}, CANCELLED: {OFFICE}},
    SENT: {SIGNED: {OFFICE, CUSTOMER}, DRAFT: {OFFICE}, CANCELLED: {OFFICE}},
    SIGNED: {FULFILLED: {ACTS}, CANCELLED: {OFFICE}},
    FULFILLED: {SIGNED: {ACTS}},
    CANCELLED: {},
}
"""`sent → draft` takes an offer back to change it; `fulfilled → signed` when an accepted act is taken back."""

TONES = {DRAFT: "quiet", SENT: "warn", SIGNED: "info", FULFILLED: "good", CANCELLED: "quiet"}
AGREED = (SIGNED, FULFILLED)
"""Both sides are bound."""
SHOWN = (SENT, SIGNED, FULFILLED, CANCELLED)
"""What the customer may read: everything but a draft."""

ACCEPTED, REFUSED, TAKEN_BACK = "accepted", "refused", "taken_back"

ACT_MOVES: Moves = {
    DRAFT: {SENT: {OFFICE}},
    SENT: {ACCEPTED: {OFFICE, CUSTOMER}, REFUSED: {OFFICE, CUSTOMER}},
    ACCEPTED: {TAKEN_BACK: {TREASURER}},
    REFUSED: {},
    TAKEN_BACK: {},
}
"""A draft that is put aside is deleted; it never had a number."""

ACT_TONES = {DRAFT: "quiet", SENT: "warn", ACCEPTED: "good", REFUSED: "bad", TAKEN_BACK: "quiet"}
STANDING = (DRAFT, SENT, ACCEPTED)
"""In these states the quantities of an act are taken from its contract."""
