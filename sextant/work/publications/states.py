"""What may follow what: versions of a norm's pack, and quality marks; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

KEEPER, SECOND, CLOCK = "keeper", "second", "clock"
"""Who moves: office and officers of the children's section; one of them who did not write it; the product itself."""

DRAFT, IN_FORCE, REPLACED, DISCARDED = "draft", "in_force", "replaced", "discarded"
VALID, EXPIRED, WITHDRAWN = "valid", "expired", "withdrawn"
PASS, FAIL, NOT_CHECKABLE = "pass", "fail", "not_checkable"
DONE, REFUSED = "done", "refused"

VERSION_MOVES: Moves = {
    DRAFT: {IN_FORCE: {SECOND, CLOCK}, DISCARDED: {KEEPER}},
    IN_FORCE: {REPLACED: {SECOND, CLOCK}},
    REPLACED: {},
    DISCARDED: {},
}
"""A version put in force replaces the one before it; every version is kept."""

MARK_MOVES: Moves = {VALID: {EXPIRED: {CLOCK}, WITHDRAWN: {KEEPER}}, EXPIRED: {}, WITHDRAWN: {}}
"""A mark is never renewed: the book is checked again, and gets another one."""

TONES = {
    PASS: "good",
    FAIL: "bad",
    NOT_CHECKABLE: "warn",
    DRAFT: "warn",
    IN_FORCE: "good",
    REPLACED: "quiet",
    DISCARDED: "quiet",
    VALID: "good",
    EXPIRED: "quiet",
    WITHDRAWN: "bad",
}
