"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.demo import registry as demo_registry
from sextant.base.exports import registry as exports
from sextant.base.letters import registry as letters
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.members import panels
from sextant.work.planning import demo, jobs, measures, rules
from sextant.work.planning.api import router
from sextant.work.planning.models import Application, Call, CallImport, Plan, SavedSearch
from sextant.work.planning.panels import plans_as_evidence, plans_panel
from sextant.work.planning.queries.calls import calls_table
from sextant.work.planning.search import CALLS, PLANS

VERBS = {
    "planning.make_plan": _("Strategic plan begun"),
    "planning.edit_plan": _("Strategic plan changed"),
    "planning.show_plan": _("Strategic plan published or taken back"),
    "planning.adopt_plan": _("Version of the plan adopted"),
    "planning.begin_revision": _("New version of the plan begun"),
    "planning.move_plan": _("State of the plan changed"),
    "planning.discard_plan": _("Draft plan taken away"),
    "planning.save_part": _("Part of the plan written"),
    "planning.remove_part": _("Part of the plan taken away"),
    "planning.set_targets": _("Targets set"),
    "planning.report_values": _("What was reached was reported"),
    "planning.set_costs": _("Costs written"),
    "planning.set_secured": _("Money that is there written"),
    "planning.save_call": _("Funding call written"),
    "planning.remove_call": _("Funding call taken out"),
    "planning.start_import": _("File of calls brought"),
    "planning.store_import": _("File of calls stored"),
    "planning.refuse_import": _("File of calls refused"),
    "planning.save_search": _("Search kept"),
    "planning.remove_search": _("Search removed"),
    "planning.stop_letters": _("Letters about a search stopped"),
    "planning.save_application": _("Application written"),
    "planning.move_application": _("State of the application changed"),
    "planning.win_application": _("Application won"),
    "planning.add_step": _("Task added"),
    "planning.mark_step": _("Task marked"),
    "planning.add_document": _("Paper added"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Plan, _("Strategic plan"), rules.may_edit_plan)
    record.register(Call, _("Funding call"), rules.may_edit_call)
    record.register(CallImport, _("File of calls"), rules.may_see_import)
    record.register(Application, _("Application"), rules.may_see_application)
    record.register(SavedSearch, _("Saved search"), rules.owns_search)
    record.register_verbs(**VERBS)
    register_names(
        any_words=_("Any of the words"),
        by_letter=_("By letter"),
        cofunding=_("Co-funding"),
        no_words=_("None of the words"),
        revising=_("Being revised"),
        themes=_("Themes"),
        what=_("What"),
        won=_("Won"),
    )


def register_tools() -> None:
    """The office's tools."""
    group = _("Plans and funding")
    about = _("Drafts and adopted plans of the association and its sections.")
    tools.register(_("Strategic plans"), "planning:overview", rules.may_plan, group=group, about=about, order=40)
    tools.register(
        _("Applications to funders"), "planning:applications", rules.may_plan, group=group, about=_("From a prospect to the last report."), order=41
    )
    tools.register(
        _("Files of funding calls"), "planning:imports", rules.may_enter_calls, group=group, about=_("Bring calls and earlier grants."), order=42
    )


def register_all() -> None:
    """Registers everything of this house; importing `jobs` has made the work known already."""
    assert jobs
    register_record()
    register_tools()
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.waiting_for)
    search.register(PLANS)
    search.register(CALLS)
    exports.register("funding-calls", _("Funding calls"), lambda: calls_table(Call.objects.all()))
    letters.register("planning.reminder", _("Reminder of an application to a funder"), sample=jobs.sample_reminder)
    letters.register("planning.new_calls", _("New funding calls"), sample=jobs.sample_letter)
    for kind in ("organisation", "section"):
        panels.register(kind, plans_panel)
    evidence.register("planning.plan", _("strategic plan"), plans_as_evidence)
    navigation.register(_("Plans and funding"), "planning:overview", 50)
    demo_registry.register("planning", 60, demo.load, demo.remove)
    mount("planning", router)
