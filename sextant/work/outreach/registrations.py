"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.members import forgetting
from sextant.society.members.queries import held
from sextant.work.outreach import jobs, letters, rules
from sextant.work.outreach.actions.support import forget_support
from sextant.work.outreach.api import router
from sextant.work.outreach.demo import load as demo
from sextant.work.outreach.held import support_held
from sextant.work.outreach.measures import MEASURES
from sextant.work.outreach.models import Adoption, Campaign, Channel, Endorsement
from sextant.work.outreach.panels import adoptions_as_evidence
from sextant.work.outreach.queries.support import adoptions_table, adoptions_wanted
from sextant.work.outreach.search import ADOPTIONS, CAMPAIGNS
from sextant.work.outreach.waiting_tasks import tasks_of

VERBS = {
    "outreach.save_campaign": _("Campaign changed"),
    "outreach.begin_campaign": _("Campaign begun"),
    "outreach.end_campaign": _("Campaign ended"),
    "outreach.make_kit": _("Kit of the campaign made"),
    "outreach.open_channel": _("Way to the campaign added"),
    "outreach.close_channel": _("Way to the campaign closed"),
    "outreach.ask_endorsement": _("Endorsement sent"),
    "outreach.ask_adoption": _("Adoption told of"),
    "outreach.confirm_support": _("Address confirmed"),
    "outreach.show_endorsement": _("Endorsement shown"),
    "outreach.refuse_endorsement": _("Endorsement not shown"),
    "outreach.withdraw_endorsement": _("Endorsement taken back"),
    "outreach.register_adoption": _("Adoption entered into the register"),
    "outreach.refuse_adoption": _("Adoption not entered into the register"),
    "outreach.end_adoption": _("Adoption ended"),
}


def _keeps(user: Any, thing: Any) -> bool:
    return rules.may_keep(user, thing)


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Campaign, _("Campaign"), _keeps)
    record.register(Channel, _("Way to the campaign"), _keeps)
    record.register(Endorsement, _("Endorsement"), _keeps)
    record.register(Adoption, pgettext_lazy("of an agenda", "Adoption"), _keeps)
    record.register_verbs(**VERBS)
    register_names(
        changed=_("Changed files"),
        code=_("Word in the link"),
        country=_("Country"),
        files=_("Files"),
        number=_("Number"),
        who=_("Who endorses"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    letters.register_letters()
    search.register(CAMPAIGNS)
    search.register(ADOPTIONS)
    exports.register("adoptions", _("Register of adoptions"), lambda: adoptions_table(adoptions_wanted({})))
    group = _("Campaign for the agenda")
    tools.register(_("Campaigns for the agenda"), "outreach:campaigns", rules.may_keep, group=group, about=_("Words, ways, kit, reach."), order=64)
    tools.register(
        _("Endorsements and adoptions that wait"), "outreach:waiting", rules.may_keep, group=group, about=_("To show, to check, to enter."), order=65
    )
    navigation.register(pgettext_lazy("menu", "Campaigns"), "outreach:campaigns", 39, place="footer")
    navigation.register(_("Register of adoptions"), "outreach:adoptions", 39, place="footer")
    forgetting.register("endorsements", forget_support)
    held.register(support_held)
    waiting.register(tasks_of)
    evidence.register("outreach.adoption", _("adoption of the agenda"), adoptions_as_evidence)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
    mount("outreach", router)
