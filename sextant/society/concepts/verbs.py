"""The verbs of this house in words, and the names of what they record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "concepts.add_concept": _("Concept added"),
    "concepts.save_concept": _("Concept changed"),
    "concepts.withdraw_concept": _("Concept withdrawn"),
    "concepts.restore_concept": _("Concept taken into use again"),
    "concepts.remove_concept": _("Concept removed before it was published"),
    "concepts.accept_synonym": _("Suggestion accepted as a synonym"),
    "concepts.accept_concept": _("Suggestion accepted as a concept"),
    "concepts.refuse_suggestion": _("Suggestion refused"),
    "concepts.undo_decision": _("Decision about a suggestion undone"),
    "concepts.keep_suggestions": _("Suggestions kept"),
    "concepts.bring_texts": _("File of texts brought in"),
    "concepts.begin_import": _("Thesaurus file brought in"),
    "concepts.confirm_import": _("Import of a thesaurus confirmed"),
    "concepts.discard_import": _("Import of a thesaurus thrown away"),
    "concepts.store_import": _("Thesaurus file stored"),
    "concepts.publish_version": _("Version of the thesaurus published"),
}
NAMES = {
    "alt": _("Synonyms"),
    "hidden": _("Only for searching"),
    "definition": _("Definition"),
    "label": _("Label"),
    "ru": _("Name (Russian)"),
    "en": _("Name (English)"),
    "broader": _("Broader"),
    "related": _("Related"),
    "notation": _("Notation"),
    "top": _("Heads a facet"),
    "deprecated": _("Withdrawn"),
    "replaced_by": _("Replaced by"),
    "matches": _("The same concept elsewhere"),
    "successor": _("Successor"),
    "moved": pgettext_lazy("concepts", "Moved"),
    "concept": _("Concept"),
    "term": _("Term"),
    "why": _("Why"),
    "renewed": pgettext_lazy("count", "Renewed"),
    "decided": _("Decided before"),
    "known": _("Known already"),
    "joined": pgettext_lazy("count", "Joined"),
    "conflicting": pgettext_lazy("count", "Conflicting"),
}
