"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import counted, radar, waiting
from sextant.base.measures import registry as measuring
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.search.registry import Searchable
from sextant.base.ui import navigation
from sextant.society.concepts.models import Concept
from sextant.society.members import panels
from sextant.work.observatory import jobs, measures, rules
from sextant.work.observatory.demo import load as demo
from sextant.work.observatory.models import Brief, Corpus, Edition, ImportRun
from sextant.work.observatory.queries.panels import on_concept
from sextant.work.observatory.queries.telling import told_to_radar, works_by_concept
from sextant.work.observatory.search import brief_entry, edition_entry

VERBS = {
    "observatory.save_corpus": _("Corpus changed"),
    "observatory.start_import": _("Import begun"),
    "observatory.start_harvest": _("Harvest begun"),
    "observatory.finish_import": _("Import stored"),
    "observatory.refuse_import": _("Import refused"),
    "observatory.cancel_import": _("Import stopped"),
    "observatory.start_edition": _("Edition asked for"),
    "observatory.keep_edition": _("Edition made"),
    "observatory.refuse_edition": _("Edition not made"),
    "observatory.publish_edition": _("Edition published"),
    "observatory.withdraw_edition": _("Edition withdrawn"),
    "observatory.begin_brief": _("Brief begun"),
    "observatory.save_brief": _("Brief changed"),
    "observatory.brief_in_review": _("Brief sent to review"),
    "observatory.brief_draft": _("Brief sent back"),
    "observatory.brief_published": _("Brief published"),
    "observatory.brief_withdrawn": _("Brief withdrawn"),
}


def concept_panel(user: Any, concept: Concept) -> panels.Panel | None:
    """On the page of a concept: what the newest editions say of it, and its briefs."""
    shown = on_concept(concept)
    return panels.Panel(_("In the literature"), "observatory/_panel.html", shown, 20) if shown else None


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    record.register(Corpus, _("Corpus of literature"), rules.may_keep)
    record.register(ImportRun, _("Import of literature"), rules.may_keep)
    record.register(Edition, _("Edition of the observatory"), rules.may_keep)
    record.register(Brief, _("Brief on a priority domain"), rules.may_keep)
    record.register_verbs(**VERBS)
    register_names(
        address=_("Address"),
        parameters=_("Parameters"),
        review=_("Word of the reviewer"),
        works=_("Works"),
        until=_("Last whole year"),
        licence=_("Where the works are from, and on which terms"),
    )
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.tasks_of)
    search.register(Searchable("edition", Edition, edition_entry, _("Editions of the observatory"), lambda: Edition.objects.select_related("corpus")))
    search.register(Searchable("topic-brief", Brief, brief_entry, _("Briefs on priority domains")))
    tools.register(
        _("Corpora of the observatory"),
        "observatory:corpora",
        rules.may_keep,
        group=_("Observatory"),
        about=_("Bring literature in, make editions, publish them."),
        order=32,
    )
    navigation.register(_("Observatory"), "observatory:overview", 32)
    panels.register("concept", concept_panel)
    radar.register("observatory", _("Observatory"), radar.FIELD, told_to_radar)
    counted.register("observatory", _("Observatory"), works_by_concept)
    demo.register()
