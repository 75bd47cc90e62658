"""The states of a project: what may follow, and how it is shown."""

IDEA, APPROVED, RUNNING, REPORTING, CLOSED = "idea", "approved", "running", "reporting", "closed"
FOLLOWS = {IDEA: (APPROVED,), APPROVED: (RUNNING,), RUNNING: (REPORTING,), REPORTING: (CLOSED, RUNNING), CLOSED: (REPORTING,)}
TONES = {IDEA: "quiet", APPROVED: "info", RUNNING: "good", REPORTING: "warn", CLOSED: "quiet"}
WITH_MONEY = (APPROVED, RUNNING, REPORTING, CLOSED)
"""From approval on a project has a programme in the books."""


def may_follow(before: str, after: str) -> bool:
    return after in FOLLOWS[before]
