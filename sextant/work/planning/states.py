"""The states of a plan and of an application: what may follow, how a state is shown, and how likely its money is."""

from decimal import Decimal

DRAFT, ADOPTED, RUNNING, CLOSED = "draft", "adopted", "running", "closed"
PLAN_FOLLOWS = {DRAFT: (), ADOPTED: (RUNNING, CLOSED), RUNNING: (CLOSED,), CLOSED: (RUNNING,)}
"""What may follow by a word alone; a draft is adopted by an action of its own, because that freezes a version."""
PLAN_TONES = {DRAFT: "quiet", ADOPTED: "info", RUNNING: "good", CLOSED: "quiet"}
IN_FORCE = (ADOPTED, RUNNING)

PROSPECT, LETTER, SUBMITTED, WON, LOST, REPORTING, DONE = "prospect", "letter", "submitted", "won", "lost", "reporting", "done"
FOLLOWS = {
    PROSPECT: (LETTER, SUBMITTED, LOST),
    LETTER: (SUBMITTED, LOST),
    SUBMITTED: (WON, LOST),
    WON: (REPORTING,),
    LOST: (PROSPECT,),
    REPORTING: (DONE,),
    DONE: (),
}
TONES = {PROSPECT: "quiet", LETTER: "info", SUBMITTED: "warn", WON: "good", LOST: "bad", REPORTING: "info", DONE: "quiet"}
HOPED = (PROSPECT, LETTER, SUBMITTED)
"""Applications whose money may still come."""
GAINED = (WON, REPORTING, DONE)
LIKELIHOOD = {PROSPECT: Decimal("0.10"), LETTER: Decimal("0.25"), SUBMITTED: Decimal("0.40")}
"""The share of the amount asked that is counted as expected; our own rule of thumb, not a norm."""


def may_follow(before: str, after: str) -> bool:
    """Whether an application may go from one state to the other."""
    return after in FOLLOWS[before]
