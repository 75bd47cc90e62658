"""How sessions, statements and earlier guidelines stand, what may follow, and the words of those who keep them."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

OFFICE = ("secretary", "director")

PLANNED, INVITED, OPEN, DECIDING, CLOSED = "planned", "invited", "open", "deciding", "closed"
SESSION_NAMES: dict[str, str | Promise] = {
    PLANNED: pgettext_lazy("foresight session", "being prepared"),
    INVITED: pgettext_lazy("foresight session", "people are invited"),
    OPEN: pgettext_lazy("foresight session", "open"),
    DECIDING: pgettext_lazy("foresight session", "proposals are being decided"),
    CLOSED: pgettext_lazy("foresight session", "closed"),
}
SESSION_TONES = {PLANNED: "quiet", INVITED: "info", OPEN: "good", DECIDING: "warn", CLOSED: "quiet"}
SESSION_FOLLOWS = {PLANNED: (INVITED,), INVITED: (OPEN,), OPEN: (DECIDING,), DECIDING: (CLOSED, OPEN), CLOSED: (DECIDING,)}
"""Deciding may go back to open when the room wants to speak again, and closed to deciding as long as no agenda was published."""
MOVES: dict[tuple[str, str], str | Promise] = {
    (PLANNED, INVITED): pgettext_lazy("foresight session", "Send the invitations"),
    (INVITED, OPEN): pgettext_lazy("foresight session", "Open the session"),
    (OPEN, DECIDING): pgettext_lazy("foresight session", "End the answers, go on to decide"),
    (DECIDING, OPEN): pgettext_lazy("foresight session", "Open the answers again"),
    (DECIDING, CLOSED): pgettext_lazy("foresight session", "Close the session"),
    (CLOSED, DECIDING): pgettext_lazy("foresight session", "Take the close back"),
}
INVITING = (PLANNED, INVITED, OPEN)
"""People may still be invited, and groups changed."""
PROPOSING = (OPEN, DECIDING)
SHOWN = (INVITED, OPEN, DECIDING, CLOSED)
"""Everybody may know of the session."""

DRAFT, WAITING, ACCEPTED, REFUSED, MERGED = "draft", "waiting", "accepted", "refused", "merged"
STATEMENT_NAMES: dict[str, str | Promise] = {
    DRAFT: pgettext_lazy("statement", "draft"),
    WAITING: pgettext_lazy("statement", "waits for the moderator"),
    ACCEPTED: pgettext_lazy("statement", "accepted"),
    REFUSED: pgettext_lazy("statement", "refused"),
    MERGED: pgettext_lazy("statement", "joined to another"),
}
STATEMENT_TONES = {DRAFT: "quiet", WAITING: "info", ACCEPTED: "good", REFUSED: "bad", MERGED: "quiet"}
REASONS: dict[str, str | Promise] = {
    "aside": pgettext_lazy("reason to refuse a statement", "not about the direction of this group"),
    "several": pgettext_lazy("reason to refuse a statement", "several ideas in one: write them apart"),
    "unclear": pgettext_lazy("reason to refuse a statement", "cannot be understood by others"),
    "persons": pgettext_lazy("reason to refuse a statement", "about a single person or library"),
    "rude": pgettext_lazy("reason to refuse a statement", "offends somebody"),
    "other": pgettext_lazy("reason to refuse a statement", "another reason"),
}

KIND = "agenda"
"""Code of the kind of document that a session drafts."""

MEMBERS_VOTE, INVITED_VOTE, ALL_VOTE = "members", "invited", "all"
VOTERS: dict[str, str | Promise] = {
    MEMBERS_VOTE: pgettext_lazy("who votes", "participants who have an account"),
    INVITED_VOTE: pgettext_lazy("who votes", "they, and guests who were invited by name"),
    ALL_VOTE: pgettext_lazy("who votes", "they, and guests who joined by the code on the screen, too"),
}
"""Who votes on the document of a session. Whoever joins by the code is checked by nobody, and may join twice."""

FACILITATOR, COMMITTEE = "facilitator", "committee"
DUTY_NAMES: dict[str, str | Promise] = {
    FACILITATOR: pgettext_lazy("duty", "facilitator"),
    COMMITTEE: pgettext_lazy("duty", "steering committee"),
}
BY_FACILITATORS, BY_COMMITTEE = "facilitators", "committee"
MODERATED_BY: dict[str, str | Promise] = {
    BY_FACILITATORS: pgettext_lazy("who moderates", "facilitators of the group"),
    BY_COMMITTEE: pgettext_lazy("who moderates", "the steering committee"),
}

CARRIED, ENDED, REPLACED = "carried", "ended", "replaced"
DECISIONS: dict[str, str | Promise] = {
    CARRIED: pgettext_lazy("earlier guideline", "carried over"),
    ENDED: pgettext_lazy("earlier guideline", "ended"),
    REPLACED: pgettext_lazy("earlier guideline", "replaced by a proposal"),
}

AGREE, PASS, DISAGREE = 1, 0, -1
GROUPS, RANKING = "groups", "ranking"
"""The two readings that are made of a group's answers."""
