"""What may follow what on the way from a finding to its use, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

AUTHOR, KEEPER, REVIEWER, APPROVER, LIBRARY, CLOCK = "author", "keeper", "reviewer", "approver", "library", "clock"
"""Who moves: who wrote it; office and officers of the research section (`reviewer`: one of them who did not write it; `approver`: who has
the right to recommend in the association's name, and did not write it); who acts for the library; the clock."""

DRAFT, PROPOSED, SUBMITTED, PUBLISHED = "draft", "proposed", "submitted", "published"
ACCEPTED, DECLINED, REPLACED = "accepted", "declined", "replaced"
OPEN, CLOSED = "open", "closed"
INVITED, YES, NO, QUESTION = "invited", "yes", "no", "question"
PLANNED, RUNNING, REPORTED, CALLED_OFF = "planned", "running", "reported", "called_off"
APPROVED, DECLARED, CONFIRMED, WITHDRAWN = "approved", "declared", "confirmed", "withdrawn"

FINDING_MOVES: Moves = {
    PROPOSED: {ACCEPTED: {KEEPER}, DECLINED: {KEEPER}},
    DECLINED: {PROPOSED: {AUTHOR, KEEPER}},
    ACCEPTED: {},
}
"""`declined → proposed`: changed and handed in again."""

BRIEF_MOVES: Moves = {
    DRAFT: {SUBMITTED: {AUTHOR, KEEPER}},
    SUBMITTED: {PUBLISHED: {REVIEWER}, DRAFT: {REVIEWER, AUTHOR}},
    PUBLISHED: {REPLACED: {REVIEWER}},
    REPLACED: {},
}
"""Publishing a new version replaces the one that was read; every version is kept."""

INVITATION_MOVES: Moves = {DRAFT: {OPEN: {KEEPER}}, OPEN: {CLOSED: {KEEPER, CLOCK}}, CLOSED: {}}

PILOT_MOVES: Moves = {
    PLANNED: {RUNNING: {LIBRARY, KEEPER}, CALLED_OFF: {LIBRARY, KEEPER}},
    RUNNING: {REPORTED: {LIBRARY, KEEPER}, CALLED_OFF: {LIBRARY, KEEPER}},
    REPORTED: {PUBLISHED: {REVIEWER}, RUNNING: {REVIEWER}},
    PUBLISHED: {},
    CALLED_OFF: {},
}
"""From `running` on the protocol stands. `reported → running` sends the outcome back with a reason."""

RECOMMENDATION_MOVES: Moves = {
    DRAFT: {SUBMITTED: {AUTHOR, KEEPER}},
    SUBMITTED: {APPROVED: {APPROVER}, DRAFT: {APPROVER, AUTHOR}},
    APPROVED: {REPLACED: {APPROVER}},
    REPLACED: {},
}

ADOPTION_MOVES: Moves = {
    DECLARED: {CONFIRMED: {REVIEWER}, DECLINED: {REVIEWER}, WITHDRAWN: {LIBRARY}},
    CONFIRMED: {WITHDRAWN: {LIBRARY, KEEPER}},
    DECLINED: {},
    WITHDRAWN: {},
}

READ_BRIEFS = (PUBLISHED, REPLACED)
READ_INVITATIONS = (OPEN, CLOSED)
SHOWN_PILOTS = (RUNNING, REPORTED, PUBLISHED)
"""Pilots that everybody may read; the outcome of one only once it is published."""
READ_RECOMMENDATIONS = (APPROVED, REPLACED)
STANDING_ADOPTIONS = (DECLARED, CONFIRMED)

TONES = {
    DRAFT: "quiet",
    PROPOSED: "warn",
    SUBMITTED: "warn",
    PUBLISHED: "good",
    ACCEPTED: "good",
    DECLINED: "bad",
    REPLACED: "quiet",
    OPEN: "good",
    CLOSED: "quiet",
    INVITED: "quiet",
    YES: "good",
    NO: "quiet",
    QUESTION: "warn",
    PLANNED: "info",
    RUNNING: "info",
    REPORTED: "warn",
    CALLED_OFF: "quiet",
    APPROVED: "good",
    DECLARED: "warn",
    CONFIRMED: "good",
    WITHDRAWN: "quiet",
}

FOUND, BRIEFED, INVITING, PILOTED, RECOMMENDED, ADOPTED = "found", "briefed", "inviting", "piloted", "recommended", "adopted"
STAGES = (FOUND, BRIEFED, INVITING, PILOTED, RECOMMENDED, ADOPTED)
"""How far an accepted finding has come; each follows from what stands in the tables, see `actions/stages.py`."""
