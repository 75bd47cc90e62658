"""What may follow what for a signal, a report and a passage; the scales of ratings. Words, nothing else."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

PROPOSED, RADAR, REFUSED, RETIRED = "proposed", "radar", "refused", "retired"
SIGNAL_MOVES: dict[str, set[str]] = {PROPOSED: {RADAR, REFUSED}, RADAR: {RETIRED}, REFUSED: set(), RETIRED: set()}
SIGNAL_NAMES: dict[str, str | Promise] = {
    PROPOSED: pgettext_lazy("signal", "proposed"),
    RADAR: pgettext_lazy("signal", "on the radar"),
    REFUSED: pgettext_lazy("signal", "not taken"),
    RETIRED: pgettext_lazy("signal", "taken off"),
}
PUBLIC = (RADAR, RETIRED)

DRAFT, PUBLISHED = "draft", "published"
REPORT_NAMES: dict[str, str | Promise] = {DRAFT: pgettext_lazy("trend report", "draft"), PUBLISHED: pgettext_lazy("trend report", "published")}

INVITED, HANDED_IN, APPROVED = "invited", "handed_in", "approved"
PASSAGE_MOVES: dict[str, set[str]] = {INVITED: {HANDED_IN}, HANDED_IN: {INVITED, APPROVED}, APPROVED: {INVITED}}
PASSAGE_NAMES: dict[str, str | Promise] = {
    INVITED: pgettext_lazy("passage", "being written"),
    HANDED_IN: pgettext_lazy("passage", "handed in"),
    APPROVED: pgettext_lazy("passage", "approved"),
}
OPEN, TAKEN, DISMISSED = "open", "taken", "dismissed"
FIND_MOVES: dict[str, set[str]] = {OPEN: {TAKEN, DISMISSED}, TAKEN: {OPEN}, DISMISSED: {OPEN}}
"""What a watch list has found is taken up as a signal or dismissed; either can be undone, the first while the office has not decided on the signal."""
FIND_NAMES: dict[str, str | Promise] = {
    OPEN: pgettext_lazy("find of a watch list", "to look at"),
    TAKEN: pgettext_lazy("find of a watch list", "taken up"),
    DISMISSED: pgettext_lazy("find of a watch list", "dismissed"),
}
COUNTED, FILES = "counted", "files"
LOOKED_AT: dict[str, str | Promise] = {
    COUNTED: pgettext_lazy("watch list", "concepts that the site counts by year"),
    FILES: pgettext_lazy("watch list", "files of feeds that I bring"),
}

TONES = {PROPOSED: "warn", RADAR: "good", REFUSED: "bad", RETIRED: "quiet", DRAFT: "warn", PUBLISHED: "good"}
TONES |= {INVITED: "quiet", HANDED_IN: "warn", APPROVED: "good"}
TONES |= {OPEN: "warn", TAKEN: "good", DISMISSED: "quiet"}

Words = dict[int, str | Promise]
HORIZONS: Words = {
    1: pgettext_lazy("horizon", "now"),
    2: pgettext_lazy("horizon", "in 1–3 years"),
    3: pgettext_lazy("horizon", "in 3–7 years"),
    4: pgettext_lazy("horizon", "in 7 years or later"),
}
IMPACTS: Words = {
    1: pgettext_lazy("impact", "hardly any"),
    2: pgettext_lazy("impact", "small"),
    3: pgettext_lazy("impact", "noticeable"),
    4: pgettext_lazy("impact", "large"),
    5: pgettext_lazy("impact", "changes everything"),
}
CERTAINTIES: Words = {
    1: pgettext_lazy("certainty", "a guess"),
    2: pgettext_lazy("certainty", "rather unlikely"),
    3: pgettext_lazy("certainty", "as likely as not"),
    4: pgettext_lazy("certainty", "likely"),
    5: pgettext_lazy("certainty", "almost certain"),
}
SCALES: dict[str, Words] = {"horizon": HORIZONS, "impact": IMPACTS, "certainty": CERTAINTIES}
"""When it will matter for libraries, how much, and how sure that is; each a scale of ordered words."""
