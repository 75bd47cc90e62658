"""The states of a collection's year, of an import, and what may follow."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OPEN, PUBLISHED, CORRECTING = "open", "published", "correcting"
YEAR_NAMES: dict[str, str | Promise] = {
    OPEN: _("open"),
    PUBLISHED: _("published"),
    CORRECTING: _("being corrected"),
}
YEAR_FOLLOWS = {OPEN: {PUBLISHED}, PUBLISHED: {CORRECTING}, CORRECTING: {PUBLISHED}}
WRITABLE = {OPEN, CORRECTING}

DONE, REFUSED = "done", "refused"
"""How an import that was run ended; before that, its job tells where it stands."""

STORED, SUPPLEMENTED, UNCHANGED, REPLACED = "stored", "supplemented", "unchanged", "replaced"
"""What becomes of a return that was read and not refused."""

MAY_IMPORT = ("analyst", "secretary", "director")

COLLECTING, RELEASED = "collecting", "published"
ROUND_NAMES: dict[str, str | Promise] = {
    COLLECTING: pgettext_lazy("round of returns", "collecting"),
    RELEASED: pgettext_lazy("round of returns", "published"),
}

INVITED, STARTED, SENT, QUERIED, ACCEPTED, PUBLISHED_RETURN = "invited", "started", "sent", "queried", "accepted", "published"
SUBMISSION_NAMES: dict[str, str | Promise] = {
    INVITED: pgettext_lazy("return", "invited"),
    STARTED: pgettext_lazy("return", "started"),
    SENT: pgettext_lazy("return", "sent"),
    QUERIED: pgettext_lazy("return", "queried"),
    ACCEPTED: pgettext_lazy("return", "accepted"),
    PUBLISHED_RETURN: pgettext_lazy("return", "published"),
}
TONES = {INVITED: "quiet", STARTED: "info", SENT: "info", QUERIED: "warn", ACCEPTED: "good", PUBLISHED_RETURN: "good"}

KEEPER, CHECKER, OFFICE = "keeper", "checker", "office"
"""Who fills a return in: whoever acts for the library, the officer of its region, the office. Who checks it: the last two. Who publishes: the office."""

SUBMISSION_FOLLOWS: dict[str, dict[str, frozenset[str]]] = {
    INVITED: {STARTED: frozenset({KEEPER})},
    STARTED: {SENT: frozenset({KEEPER})},
    SENT: {QUERIED: frozenset({CHECKER}), ACCEPTED: frozenset({CHECKER})},
    QUERIED: {SENT: frozenset({KEEPER})},
    ACCEPTED: {QUERIED: frozenset({CHECKER}), PUBLISHED_RETURN: frozenset({OFFICE})},
    PUBLISHED_RETURN: {QUERIED: frozenset({OFFICE})},
}
"""What may follow, and the words of those who may move it there. A published return is queried only while a correction of its year is open."""

FILLED_IN = frozenset({INVITED, STARTED, QUERIED})
"""States in which the library itself may change answers."""
NOT_ANSWERED = frozenset({INVITED, STARTED})
"""States of a library that is reminded."""
DRAFT_STORY, PUBLISHED_STORY = "draft", "published"
STORY_NAMES: dict[str, str | Promise] = {
    DRAFT_STORY: pgettext_lazy("story", "draft"),
    PUBLISHED_STORY: pgettext_lazy("story", "published"),
}
STORY_FOLLOWS = {DRAFT_STORY: {PUBLISHED_STORY}, PUBLISHED_STORY: {DRAFT_STORY}}
"""The office publishes a story, and takes it back to a draft."""

REGION_OFFICER = "returns_region"
REGION = "members.region"

UNKNOWN, NOT_APPLICABLE, REFUSED_ANSWER = "unknown", "not_applicable", "refused"
NO_NUMBER: dict[str, str | Promise] = {
    UNKNOWN: pgettext_lazy("answer", "unknown"),
    NOT_APPLICABLE: pgettext_lazy("answer", "not applicable"),
    REFUSED_ANSWER: pgettext_lazy("answer", "refused"),
}
"""Why there is no number: it is not known, the thing does not exist here, it is known but not told. Nought is a number, and an empty cell is none of these."""
IN_THE_PANEL = {UNKNOWN: "missing", NOT_APPLICABLE: "not_applicable", REFUSED_ANSWER: "refused"}
"""The same words as the panel of returns has them."""

ORIGIN_WORDS: dict[str, str | Promise] = {
    "reported": pgettext_lazy("origin", "reported"),
    "edited": pgettext_lazy("origin", "edited"),
    "imputed": pgettext_lazy("origin", "imputed"),
    "derived": pgettext_lazy("origin", "derived"),
}
PAGE, SHEET = "page", "sheet"
WAYS: dict[str, str | Promise] = {PAGE: pgettext_lazy("way of an answer", "page"), SHEET: pgettext_lazy("way of an answer", "spreadsheet")}


def may_follow(state: str, words: set[str]) -> set[str]:
    """The states to which somebody with these words may move a return."""
    return {target for target, allowed in SUBMISSION_FOLLOWS[state].items() if allowed & words}


PROPOSED, TAKEN_UP, TURNED_DOWN, WITHDRAWN, IN_FORCE = "proposed", "taken_up", "turned_down", "withdrawn", "in_force"
PROPOSAL_NAMES: dict[str, str | Promise] = {
    PROPOSED: pgettext_lazy("proposal to a questionnaire", "proposed"),
    TAKEN_UP: pgettext_lazy("proposal to a questionnaire", "taken into the draft"),
    TURNED_DOWN: pgettext_lazy("proposal to a questionnaire", "not taken up"),
    WITHDRAWN: pgettext_lazy("proposal to a questionnaire", "withdrawn"),
    IN_FORCE: pgettext_lazy("proposal to a questionnaire", "in force"),
}
PROPOSAL_TONES = {PROPOSED: "warn", TAKEN_UP: "info", TURNED_DOWN: "bad", WITHDRAWN: "quiet", IN_FORCE: "good"}

UNDER_WAY, ADOPTED, GIVEN_UP = "under_way", "adopted", "given_up"
CHANGE_NAMES: dict[str, str | Promise] = {
    UNDER_WAY: pgettext_lazy("change of a questionnaire", "under way"),
    ADOPTED: pgettext_lazy("change of a questionnaire", "in force"),
    GIVEN_UP: pgettext_lazy("change of a questionnaire", "given up"),
}
CHANGE_TONES = {UNDER_WAY: "info", ADOPTED: "good", GIVEN_UP: "quiet"}
ADD, CHANGE, RETIRE = "add", "change", "retire"
PROPOSAL_KINDS: dict[str, str | Promise] = {
    ADD: pgettext_lazy("proposal to a questionnaire", "add an item"),
    CHANGE: pgettext_lazy("proposal to a questionnaire", "ask an item otherwise"),
    RETIRE: pgettext_lazy("proposal to a questionnaire", "retire an item"),
}
UPLOADED, VOTED = "uploaded", "voted"
VERSION_ORIGINS: dict[str, str | Promise] = {
    UPLOADED: pgettext_lazy("version of a questionnaire", "brought in by the office"),
    VOTED: pgettext_lazy("version of a questionnaire", "proposed and voted"),
}
