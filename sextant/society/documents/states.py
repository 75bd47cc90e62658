"""What may follow what in the life of a document, of its versions and of a comment; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

EDITOR, ALONE, CLOCK = "editor", "alone", "clock"
"""Who moves: an editor; an editor of a kind that needs no vote; the end of a time, or of a vote in which everybody has voted."""

DRAFTING, CONSULTED, SETTLING = "drafting", "consulted", "settling"
VOTE, APPROVED, NOT_APPROVED, PUBLISHED = "vote", "approved", "not_approved", "published"
DRAFT, FROZEN, REPLACED = "draft", "frozen", "replaced"
ACCEPTED, CHANGED, REFUSED = "accepted", "changed", "refused"
OPEN, DISPOSED, WITHDRAWN = "open", "disposed", "withdrawn"
YES, NO, ABSTAIN = "yes", "no", "abstain"
PUBLIC, MEMBERS, INVITED = "public", "members", "invited"
REMARK, WORDING = "remark", "wording"

DOCUMENT_MOVES: Moves = {
    DRAFTING: {CONSULTED: {EDITOR}, VOTE: {EDITOR}, PUBLISHED: {ALONE}},
    CONSULTED: {SETTLING: {EDITOR, CLOCK}},
    SETTLING: {CONSULTED: {EDITOR}, VOTE: {EDITOR}, PUBLISHED: {ALONE}},
    VOTE: {APPROVED: {CLOCK}, NOT_APPROVED: {CLOCK}},
    APPROVED: {PUBLISHED: {EDITOR}},
    NOT_APPROVED: {DRAFTING: {EDITOR}},
    PUBLISHED: {DRAFTING: {EDITOR}},
}
"""The round that a document goes through; it begins anew with every version after a published one, which stays readable meanwhile."""

VERSION_MOVES: Moves = {
    DRAFT: {FROZEN: {EDITOR}},
    FROZEN: {PUBLISHED: {EDITOR}},
    PUBLISHED: {REPLACED: {EDITOR}},
    REPLACED: {},
}
"""A version that others read to comment or vote on is frozen for good; what is changed afterwards is the next one."""

REVISABLE = (SETTLING, NOT_APPROVED, PUBLISHED)
"""States of a document in which a next version may be begun."""
LAID_OPEN = (PUBLISHED, REPLACED)
"""Versions that everybody reads."""

TONES = {
    DRAFTING: "quiet",
    CONSULTED: "info",
    SETTLING: "warn",
    VOTE: "info",
    APPROVED: "good",
    NOT_APPROVED: "bad",
    PUBLISHED: "good",
    DRAFT: "quiet",
    FROZEN: "info",
    REPLACED: "quiet",
    ACCEPTED: "good",
    CHANGED: "info",
    REFUSED: "bad",
    OPEN: "warn",
    WITHDRAWN: "quiet",
}
