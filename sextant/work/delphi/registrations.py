"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import radar, waiting
from sextant.base.measures import registry as measuring
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.concepts import demand, judgements
from sextant.society.members import forgetting
from sextant.work.delphi import jobs, letters, panels, rules
from sextant.work.delphi.actions.studies import forget_panelist
from sextant.work.delphi.api import router
from sextant.work.delphi.demo import load as demo
from sextant.work.delphi.measures import MEASURES
from sextant.work.delphi.models import Study
from sextant.work.delphi.search import STUDIES
from sextant.work.delphi.telling import told_to_radar
from sextant.work.delphi.waiting_tasks import tasks_of

VERBS = {
    "delphi.save_study": _("Study changed"),
    "delphi.save_item": _("Question of the study changed"),
    "delphi.remove_item": _("Question of the study taken out"),
    "delphi.invite": _("Somebody invited onto the panel"),
    "delphi.leave": _("Somebody left the panel"),
    "delphi.open_round": _("Round opened"),
    "delphi.close_round": _("Round closed"),
    "delphi.keep_report": _("Report of the round frozen"),
    "delphi.close_study": _("Study closed"),
    "delphi.publish_study": _("Results of the study published"),
}


def _keeps(user: Any, thing: Any) -> bool:
    return rules.may_keep(user, thing)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    record.register(Study, _("Delphi study"), _keeps)
    record.register_verbs(**VERBS)
    register_names(
        answers=_("Answers kept"),
        closes_on=_("Last day"),
        fingerprint=_("Fingerprint"),
        question=_("Question"),
        round=pgettext_lazy("delphi", "Round"),
    )
    letters.register_letters()
    search.register(STUDIES)
    tools.register(_("Delphi studies"), "delphi:studies", rules.may_keep, group=_("Foresight"), about=_("Experts asked in rounds."), order=66)
    navigation.register(_("Delphi studies"), "delphi:studies", 40, place="footer")
    forgetting.register("Delphi panels", forget_panelist)
    waiting.register(tasks_of)
    radar.register("delphi", _("Delphi studies"), radar.EXPERTS, told_to_radar)
    evidence.register("delphi.study", _("Delphi study"), panels.studies_as_evidence)
    judgements.register(panels.judgements)
    demand.register("delphi", _("Delphi studies"), panels.important_items, panels.items_named)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
    mount("delphi", router)
