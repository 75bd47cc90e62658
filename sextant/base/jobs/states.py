"""The states of a job and what may follow."""

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
FOLLOWS = {
    QUEUED: {RUNNING, CANCELLED},
    RUNNING: {DONE, FAILED, CANCELLED, QUEUED},
    DONE: set(),
    FAILED: {QUEUED},
    CANCELLED: {QUEUED},
}
WAITING = {QUEUED, RUNNING}
ENDED = {DONE, FAILED, CANCELLED}
CHIPS = {QUEUED: "quiet", RUNNING: "info", DONE: "good", FAILED: "bad", CANCELLED: "quiet"}
