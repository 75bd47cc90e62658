"""What may follow what in the life of a survey, and who is asked; words of roles, nothing else."""

from sextant.base.permissions.moves import Moves

KEEPER, CLOCK = "keeper", "clock"
"""Who moves: the office or the leaders of its section; the product itself on the day."""

DRAFT, OPEN, CLOSED, PUBLISHED = "draft", "open", "closed", "published"
LINK, MEMBERS, SECTION, PLAN, INVITED = "link", "members", "section", "plan", "invited"

MOVES: Moves = {
    DRAFT: {OPEN: {KEEPER, CLOCK}},
    OPEN: {CLOSED: {KEEPER, CLOCK}},
    CLOSED: {PUBLISHED: {KEEPER}},
    PUBLISHED: {},
}
"""A survey that was opened keeps its questions; one that was closed takes no answers any more."""

TONES = {DRAFT: "quiet", OPEN: "good", CLOSED: "warn", PUBLISHED: "info"}
