"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.concepts import jobs
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.concepts.demo import load as demo
from sextant.society.concepts.measures import MEASURES
from sextant.society.concepts.models import Concept, Suggestion, TextFile, ThesaurusImport, Version
from sextant.society.concepts.queries.tables import concepts_table, suggestions_table
from sextant.society.concepts.rules import may_curate
from sextant.society.concepts.search import CONCEPTS
from sextant.society.concepts.verbs import NAMES, VERBS
from sextant.society.concepts.waiting_tasks import tasks_of
from sextant.society.members import panels


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    kinds = ((Concept, _("Concept")), (Suggestion, _("Suggestion")), (TextFile, _("File of texts")))
    for model, title in (*kinds, (ThesaurusImport, _("Thesaurus file")), (Version, _("Version of the thesaurus"))):
        record.register(model, title, may_curate)
    record.register_verbs(**VERBS)
    register_names(**NAMES)


def register_office() -> None:
    """The office's tools."""
    group = _("Thesaurus")
    about = _("Terms that texts use and no concept holds.")
    tools.register(_("Suggestions for the thesaurus"), "concepts:suggestions", may_curate, group=group, about=about, order=66)
    tools.register(_("Import of a thesaurus"), "concepts:imports", may_curate, group=group, about=_("SKOS files, looked through before."), order=67)
    tools.register(_("Versions of the thesaurus"), "concepts:versions", may_curate, group=group, about=_("What changed, published."), order=68)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    setup.register("concepts", load_starter)
    panels.declare("concept")
    register_record()
    register_office()
    search.register(CONCEPTS)
    exports.register("thesaurus", _("Concepts of the thesaurus"), concepts_table)
    suggested = Suggestion.objects.select_related("concept").order_by("pk")
    exports.register("thesaurus-suggestions", _("Suggestions for the thesaurus"), lambda: suggestions_table(suggested.iterator()))
    navigation.register(_("Thesaurus"), "concepts:concepts", 42, place="footer")
    waiting.register(tasks_of)
    demo.register()
    for measure in MEASURES:
        measuring.register(measure)
