"""The states of an edition and of a brief, what may follow, and the words of those who may do it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAY_KEEP = ("analyst", "secretary", "director")
"""Those who bring literature in and publish what was found in it."""

DONE, REFUSED = "done", "refused"
"""How an import that was run ended; before that its job tells where it stands."""

MAKING, MADE, PUBLISHED, WITHDRAWN = "making", "made", "published", "withdrawn"
EDITION_NAMES: dict[str, str | Promise] = {
    MAKING: _("being made"),
    MADE: pgettext_lazy("edition", "to be looked over"),
    PUBLISHED: pgettext_lazy("edition", "published"),
    WITHDRAWN: pgettext_lazy("edition", "withdrawn"),
}
EDITION_TONES = {MAKING: "info", MADE: "warn", PUBLISHED: "good", WITHDRAWN: "quiet"}
EDITION_FOLLOWS = {MAKING: {MADE}, MADE: {PUBLISHED, WITHDRAWN}, PUBLISHED: {WITHDRAWN}, WITHDRAWN: {PUBLISHED}}

DRAFT, IN_REVIEW = "draft", "in_review"
BRIEF_NAMES: dict[str, str | Promise] = {
    DRAFT: pgettext_lazy("brief", "draft"),
    IN_REVIEW: pgettext_lazy("brief", "in review"),
    PUBLISHED: pgettext_lazy("brief", "published"),
    WITHDRAWN: pgettext_lazy("brief", "withdrawn"),
}
BRIEF_TONES = {DRAFT: "quiet", IN_REVIEW: "warn", PUBLISHED: "good", WITHDRAWN: "quiet"}
BRIEF_FOLLOWS = {DRAFT: {IN_REVIEW}, IN_REVIEW: {DRAFT, PUBLISHED}, PUBLISHED: {WITHDRAWN}, WITHDRAWN: {DRAFT}}
