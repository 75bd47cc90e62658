"""The states of a letter, what may follow, and whether its words are still needed.

sending → uncertain: the worker died with the letter in its hand and nobody can say whether the mail server took it.
"""

QUEUED, SENDING, SENT, UNCERTAIN, FAILED, WITHDRAWN = "queued", "sending", "sent", "uncertain", "failed", "withdrawn"
FOLLOWS = {
    QUEUED: {SENDING, FAILED, WITHDRAWN, UNCERTAIN},
    SENDING: {SENT, QUEUED, FAILED, UNCERTAIN},
    SENT: set(),
    UNCERTAIN: {QUEUED, SENT, WITHDRAWN},
    FAILED: {QUEUED, WITHDRAWN},
    WITHDRAWN: set(),
}
ON_THE_WAY = {QUEUED, SENDING}
WAITS_FOR_OFFICE = {UNCERTAIN, FAILED}
MAY_BE_SENT_AGAIN = {state for state, after in FOLLOWS.items() if QUEUED in after and state != SENDING}
MAY_BE_WITHDRAWN = {state for state, after in FOLLOWS.items() if WITHDRAWN in after}
CHIPS = {QUEUED: "info", SENDING: "info", SENT: "good", UNCERTAIN: "warn", FAILED: "bad", WITHDRAWN: "quiet"}
