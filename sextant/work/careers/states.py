"""What may follow what for a job, an employer's profile and a story, and who may move it; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

EMPLOYER, TRUSTED, OFFICE, CLOCK, AUTHOR = "employer", "trusted", "office", "clock", "author"
"""Who moves: who acts for the employer (`trusted`: of one in good standing, while the setting is on), the office, the clock, the author."""

DRAFT, SUBMITTED, PUBLISHED, EXPIRED, CLOSED = "draft", "submitted", "published", "expired", "closed"

MOVES: Moves = {
    DRAFT: {SUBMITTED: {EMPLOYER}, PUBLISHED: {OFFICE, TRUSTED}},
    SUBMITTED: {PUBLISHED: {OFFICE, TRUSTED}, DRAFT: {OFFICE, EMPLOYER}},
    PUBLISHED: {EXPIRED: {CLOCK}, CLOSED: {OFFICE, EMPLOYER}},
    EXPIRED: {PUBLISHED: {OFFICE, EMPLOYER}, CLOSED: {OFFICE, EMPLOYER}},
    CLOSED: {},
}
"""`submitted → draft` by the office sends it back with a reason; `expired → published` is one more term."""

TONES = {DRAFT: "quiet", SUBMITTED: "warn", PUBLISHED: "good", EXPIRED: "bad", CLOSED: "quiet"}
SHOWN = (PUBLISHED, EXPIRED, CLOSED)
"""What everybody may read: what was published once, with a word that it is over."""
CHANGEABLE = (DRAFT, SUBMITTED, PUBLISHED)

AGREED, RETURNED, REPLACED = "agreed", "returned", "replaced"

PROFILE_MOVES: Moves = {
    SUBMITTED: {AGREED: {OFFICE}, RETURNED: {OFFICE}},
    RETURNED: {SUBMITTED: {EMPLOYER, OFFICE}},
    AGREED: {REPLACED: {OFFICE}},
    REPLACED: {},
}
"""Agreeing to a new edition replaces the one that was shown."""
PROFILE_TONES = {SUBMITTED: "warn", AGREED: "good", RETURNED: "bad", REPLACED: "quiet"}

WITHDRAWN = "withdrawn"

STORY_MOVES: Moves = {
    DRAFT: {SUBMITTED: {AUTHOR}, WITHDRAWN: {AUTHOR}},
    SUBMITTED: {PUBLISHED: {OFFICE}, DRAFT: {OFFICE, AUTHOR}, WITHDRAWN: {AUTHOR}},
    PUBLISHED: {WITHDRAWN: {AUTHOR, OFFICE}},
    WITHDRAWN: {DRAFT: {AUTHOR}},
}
"""Taking the consent back withdraws a story at once, from wherever it stands."""
STORY_TONES = {DRAFT: "quiet", SUBMITTED: "warn", PUBLISHED: "good", WITHDRAWN: "quiet"}
