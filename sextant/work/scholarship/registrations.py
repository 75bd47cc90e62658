"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.concepts import experts as experts_registry
from sextant.society.concepts import topics
from sextant.society.members import forgetting, panels, ties
from sextant.society.members.queries import held
from sextant.work.scholarship import jobs, letters, rules
from sextant.work.scholarship.actions.forgetting import forget_scholarship
from sextant.work.scholarship.actions.suggestions import taker
from sextant.work.scholarship.demo import load as demo
from sextant.work.scholarship.measures import MEASURES
from sextant.work.scholarship.models import Dissertation, DissertationImport, ExpertProfile, RegisterRules, TopicSuggestion, WorkImport
from sextant.work.scholarship.queries import conflicts, experts, shown
from sextant.work.scholarship.queries.tables import dissertations_table, experts_table
from sextant.work.scholarship.search import DISSERTATIONS, EXPERTS
from sextant.work.scholarship.waiting_tasks import tasks_of

VERBS = {
    "scholarship.save_dissertation": _("Dissertation changed"),
    "scholarship.fill_dissertation": _("Dissertation completed from a list"),
    "scholarship.move_dissertation": _("Dissertation moved to another state"),
    "scholarship.say_author": _("Consent to name the author"),
    "scholarship.say_supervisor": _("Consent to name a supervisor"),
    "scholarship.explain_resemblance": _("Said why a topic is not a double"),
    "scholarship.offer_topic": _("Topic offered"),
    "scholarship.take_topic": _("Topic taken"),
    "scholarship.free_topic": _("Topic free again"),
    "scholarship.withdraw_topic": _("Topic taken off the list"),
    "scholarship.save_rules": _("Rules of the register changed"),
    "scholarship.upload_list": _("List of dissertations brought in"),
    "scholarship.name_columns": _("Columns named"),
    "scholarship.end_import": _("List of dissertations read"),
    "scholarship.save_profile": _("Expert's profile changed"),
    "scholarship.agree_profile": _("Consent to be listed as an expert"),
    "scholarship.withdraw_profile": _("Consent taken back, expert no longer listed"),
    "scholarship.add_work": _("Work added"),
    "scholarship.confirm_work": _("Work confirmed"),
    "scholarship.remove_work": _("Work removed"),
    "scholarship.declare_conflict": _("Conflict declared"),
    "scholarship.remove_conflict": _("Declared conflict taken back"),
    "scholarship.bring_works": _("File of works brought in"),
    "scholarship.store_works": _("File of works read"),
    "scholarship.refuse_works": _("File of works refused"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Dissertation, _("Dissertation"), rules.may_read_history)
    record.register(TopicSuggestion, _("Suggested topic"), rules.may_keep_register)
    record.register(RegisterRules, _("Rules of the register"), rules.is_office)
    record.register(DissertationImport, _("List of dissertations"), rules.may_see_import)
    record.register(ExpertProfile, _("Expert"), rules.owns_profile)
    record.register(WorkImport, _("File of works"), rules.may_see_work_import)
    record.register_verbs(**VERBS)
    register_names(
        agreed=_("Agreed"),
        degree=_("Degree"),
        dissertation=_("Dissertation"),
        reason=_("Reason"),
        roles=_("Roles"),
        school=_("Institution"),
        section=_("Section"),
        source=_("Source"),
        title=_("Title"),
        trouble=_("What went wrong"),
        version=_("Version"),
    )


def register_office() -> None:
    """The office's tools."""
    group, about = _("Science"), _("Topics, schools, states; lists brought in; topics like one another.")
    tools.register(_("Register of dissertations"), "scholarship:kept", rules.may_keep_register, group=group, about=about, order=70)
    tools.register(
        _("Lists of dissertations"),
        "scholarship:imports",
        rules.may_keep_register,
        group=group,
        about=_("From a spreadsheet, with a report."),
        order=71,
    )
    about = _("Works of experts found in a file of many.")
    tools.register(_("Corpora for experts"), "scholarship:corpora", rules.may_keep_register, group=group, about=about, order=72)
    about = _("Which section's officers keep it beside the office.")
    tools.register(_("Rules of the register"), "scholarship:rules", rules.is_office, group=group, about=about, order=73)


def register_navigation() -> None:
    navigation.register(_("Dissertations"), "scholarship:dissertations", 44, place="footer")
    navigation.register(_("Experts"), "scholarship:experts", 45, place="footer")
    navigation.register(_("Suggested topics"), "scholarship:topics", 46, place="footer")
    navigation.register(_("Dissertations I keep"), "scholarship:kept", 46, _keeps_some, place="account")
    navigation.register(_("My expert profile"), "scholarship:my_expert", 47, rules.has_entry, place="account")


def _keeps_some(user: Any) -> bool:
    return bool(user.is_authenticated and (rules.represented(user) or rules.may_keep_register(user)))


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_office()
    register_navigation()
    letters.register_letters()
    search.register(DISSERTATIONS)
    search.register(EXPERTS)
    everything = User(is_superuser=True, is_active=True)
    exports.register(
        "dissertations", _("Register of dissertations"), lambda: dissertations_table(everything, Dissertation.objects.with_all().order_by("pk"))
    )
    exports.register("experts", _("Experts"), lambda: experts_table(experts.listed()))
    panels.register("concept", shown.concept_panel)
    panels.register("organisation", shown.organisation_panel)
    panels.register("person", shown.person_panel)
    evidence.register("scholarship.dissertation", _("dissertation"), shown.dissertations_as_evidence)
    experts_registry.register(experts.source)
    topics.register(taker)
    ties.register("coauthor", conflicts.coauthors, _("Co-authors"))
    ties.register("supervision", conflicts.guided, _("Supervisor and author"))
    ties.register("declared", conflicts.declared, _("Declared conflict"))
    forgetting.register("dissertations and experts", forget_scholarship)
    held.register(shown.names_held)
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
