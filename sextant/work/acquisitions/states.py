"""How imports, profiles and plans stand, and the words of those who keep them."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

OFFICE = ("secretary", "director")
SECTION = "childrens"
"""Code of the section whose officers look after collections for children, beside the office."""
OFFICERS = ("chair", "vice_chair", "section_secretary")

DONE, REFUSED, REMOVED = "done", "refused", "removed"
"""How an import that was run ended, or that its titles were taken away; before that its job tells where it stands."""

DRAFT, MAKING, MADE, IMPOSSIBLE, ORDERED = "draft", "making", "made", "impossible", "ordered"
PLAN_NAMES: dict[str, str | Promise] = {
    DRAFT: pgettext_lazy("purchase plan", "being drawn up"),
    MAKING: pgettext_lazy("purchase plan", "being worked out"),
    MADE: pgettext_lazy("purchase plan", "ready"),
    IMPOSSIBLE: pgettext_lazy("purchase plan", "the demands contradict each other"),
    REFUSED: pgettext_lazy("purchase plan", "not worked out"),
    ORDERED: pgettext_lazy("purchase plan", "ordered"),
}
PLAN_TONES = {DRAFT: "quiet", MAKING: "info", MADE: "good", IMPOSSIBLE: "warn", REFUSED: "bad", ORDERED: "good"}
PLAN_FOLLOWS = {
    DRAFT: {MAKING},
    MAKING: {MADE, IMPOSSIBLE, REFUSED},
    MADE: {MAKING, ORDERED},
    IMPOSSIBLE: {MAKING},
    REFUSED: {MAKING},
    ORDERED: {MADE},
}
"""An order may be taken back, for instance when the supplier has declined; then the plan is as it was before."""
CHANGED = (DRAFT, MADE, IMPOSSIBLE, REFUSED)
"""Plans whose demands may be changed."""
