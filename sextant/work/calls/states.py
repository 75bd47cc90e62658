"""What may follow what for a call, an entry, a juror and a review, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

ORGANISER, CLOCK, ENTRANT, JUROR, CHAIR = "organiser", "clock", "entrant", "juror", "chair"
"""Who moves: those who run the call, the calendar, whoever entered, a juror, whoever decides."""

DRAFT, PUBLISHED, DECIDED, ANNOUNCED, CANCELLED = "draft", "published", "decided", "announced", "cancelled"

CALL_MOVES: Moves = {
    DRAFT: {PUBLISHED: {ORGANISER}, CANCELLED: {ORGANISER}},
    PUBLISHED: {DECIDED: {CHAIR}, CANCELLED: {ORGANISER}},
    DECIDED: {ANNOUNCED: {ORGANISER}, PUBLISHED: {CHAIR}},
    ANNOUNCED: {},
    CANCELLED: {},
}
"""`decided → published` opens the decision again as long as nothing was announced. Open and closed for entries is told by the calendar."""

CALL_TONES = {DRAFT: "quiet", PUBLISHED: "info", DECIDED: "warn", ANNOUNCED: "good", CANCELLED: "quiet"}
PUBLIC = (PUBLISHED, DECIDED, ANNOUNCED, CANCELLED)
"""Everybody may read the page of such a call."""

SUBMITTED, WITHDRAWN, REFUSED = "submitted", "withdrawn", "refused"

ENTRY_MOVES: Moves = {
    DRAFT: {SUBMITTED: {ENTRANT}},
    SUBMITTED: {SUBMITTED: {ENTRANT}, WITHDRAWN: {ENTRANT}, REFUSED: {ORGANISER}},
    REFUSED: {SUBMITTED: {ORGANISER}},
    WITHDRAWN: {},
}
"""`submitted → submitted` sends it anew with changes, until the deadline; a draft never submitted may be deleted."""

ENTRY_TONES = {DRAFT: "quiet", SUBMITTED: "good", WITHDRAWN: "quiet", REFUSED: "bad"}

INVITED, AGREED, DECLINED, LEFT = "invited", "agreed", "declined", "left"

JUROR_MOVES: Moves = {
    INVITED: {AGREED: {JUROR}, DECLINED: {JUROR}, LEFT: {ORGANISER}},
    AGREED: {LEFT: {JUROR, ORGANISER}},
    DECLINED: {INVITED: {ORGANISER}},
    LEFT: {INVITED: {ORGANISER}},
}

JUROR_TONES = {INVITED: "warn", AGREED: "good", DECLINED: "quiet", LEFT: "quiet"}

ASSIGNED, REVIEWED, RECUSED = "assigned", "submitted", "recused"

REVIEW_MOVES: Moves = {
    ASSIGNED: {REVIEWED: {JUROR}, RECUSED: {JUROR}},
    REVIEWED: {ASSIGNED: {JUROR}, RECUSED: {JUROR}},
    RECUSED: {},
}
"""A submitted review may be opened again until its stage is ranked for good."""

REVIEW_TONES = {ASSIGNED: "warn", REVIEWED: "good", RECUSED: "quiet"}
