"""What may follow what: nominated books, reviews, sessions of votes, recommended lists, imports; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

AUTHOR, KEEPER, SECOND, LIBRARY, CLOCK = "author", "keeper", "second", "library", "clock"
"""Who moves: who wrote it; office and officers of the children's section (`second`: one of them who had no hand in it); who acts for a library."""

PROPOSED, ACCEPTED, DECLINED, WITHDRAWN = "proposed", "accepted", "declined", "withdrawn"
DRAFT, HANDED_IN, PUBLISHED, REPLACED = "draft", "handed_in", "published", "replaced"
MAKING = "making"
READING, READ, TAKING, TAKEN, REFUSED = "reading", "read", "taking", "taken", "refused"

BOOK_MOVES: Moves = {
    PROPOSED: {ACCEPTED: {KEEPER}, DECLINED: {KEEPER}, WITHDRAWN: {AUTHOR, KEEPER}},
    ACCEPTED: {WITHDRAWN: {KEEPER}},
    DECLINED: {PROPOSED: {AUTHOR, KEEPER}},
    WITHDRAWN: {},
}
"""`declined → proposed`: changed and nominated again."""

REVIEW_MOVES: Moves = {DRAFT: {HANDED_IN: {AUTHOR}}, HANDED_IN: {}}
"""A review that is handed in stands: whoever could change it after reading the others would not be independent."""

LIST_MOVES: Moves = {
    MAKING: {DRAFT: {CLOCK}},
    DRAFT: {HANDED_IN: {KEEPER}},
    HANDED_IN: {PUBLISHED: {SECOND}, DRAFT: {KEEPER}},
    PUBLISHED: {REPLACED: {SECOND}},
    REPLACED: {},
}
"""A published list is never changed; a new version replaces it, and both stay."""

READ_LISTS = (PUBLISHED, REPLACED)
OPEN_LISTS = (MAKING, DRAFT, HANDED_IN)

TONES = {
    PROPOSED: "warn",
    ACCEPTED: "good",
    DECLINED: "bad",
    WITHDRAWN: "quiet",
    DRAFT: "quiet",
    HANDED_IN: "warn",
    PUBLISHED: "good",
    REPLACED: "quiet",
    MAKING: "info",
    READING: "info",
    READ: "warn",
    TAKING: "info",
    TAKEN: "good",
    REFUSED: "bad",
}

WINNER, HONOUR, SHORTLIST = "winner", "honour", "shortlist"
STORED, MERGED = "stored", "merged"
"""What becomes of a line of an imported list (the third is REFUSED)."""
