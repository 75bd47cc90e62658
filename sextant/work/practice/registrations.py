"""What this house makes known to the registries of base and society when the site starts."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.concepts import demand, ways
from sextant.society.members import forgetting
from sextant.society.members import panels as pages
from sextant.work.practice import jobs, letters, panels, rules
from sextant.work.practice.actions.findings import forget_person
from sextant.work.practice.demo import load as demo
from sextant.work.practice.measures import MEASURES
from sextant.work.practice.models import Adoption, Answer, Brief, Finding, Invitation, PathRules, Pilot, Recommendation
from sextant.work.practice.queries.lists import adoptions_wanted, pilots_wanted
from sextant.work.practice.queries.tables import adoptions_table, findings_table, pilots_table
from sextant.work.practice.search import BRIEFS, RECOMMENDATIONS
from sextant.work.practice.waiting_tasks import tasks_of

VERBS = {
    "practice.save_finding": _("Finding changed"),
    "practice.accept_finding": _("Finding accepted"),
    "practice.decline_finding": _("Finding not taken"),
    "practice.save_brief": _("Brief in plain language changed"),
    "practice.submit_brief": _("Brief handed in"),
    "practice.publish_brief": _("Brief in plain language published"),
    "practice.return_brief": _("Brief made a draft again"),
    "practice.save_invitation": _("Invitation to pilot changed"),
    "practice.open_invitation": _("Invitation to pilot opened"),
    "practice.invite_more": _("More libraries invited to pilot"),
    "practice.close_invitation": _("Invitation to pilot closed"),
    "practice.answer_invitation": _("Invitation to pilot answered"),
    "practice.reply_to_question": _("Question of a library answered"),
    "practice.agree_pilot": _("Pilot agreed"),
    "practice.save_protocol": _("Protocol of a pilot changed"),
    "practice.start_pilot": _("Pilot begun"),
    "practice.log_event": _("Line of a pilot's log written"),
    "practice.report_outcome": _("Outcome of a pilot reported"),
    "practice.publish_pilot": _("Outcome of a pilot published"),
    "practice.return_pilot": _("Outcome of a pilot sent back"),
    "practice.call_off_pilot": _("Pilot called off"),
    "practice.attach_file": _("File of a pilot added"),
    "practice.remove_file": _("File of a pilot removed"),
    "practice.save_recommendation": _("Recommendation changed"),
    "practice.submit_recommendation": _("Recommendation handed in"),
    "practice.approve_recommendation": _("Recommendation approved"),
    "practice.return_recommendation": _("Recommendation made a draft again"),
    "practice.declare_adoption": _("Adoption declared"),
    "practice.confirm_adoption": _("Adoption confirmed"),
    "practice.decline_adoption": _("Adoption not confirmed"),
    "practice.withdraw_adoption": _("Adoption withdrawn"),
    "practice.save_rules": _("Rules of the path changed"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Finding, pgettext_lazy("of research", "Finding"), rules.is_keeper)
    record.register(Brief, _("Brief"), rules.may_change_brief)
    record.register(Invitation, _("Invitation to pilot"), rules.is_keeper)
    record.register(Answer, _("Answer to an invitation"), rules.may_see_answer)
    record.register(Pilot, pgettext_lazy("in a library", "Pilot"), rules.may_run_pilot)
    record.register(Recommendation, _("Recommendation"), rules.is_keeper)
    record.register(Adoption, _("Adoption"), rules.may_withdraw_adoption)
    record.register(PathRules, _("Rules of the path"), rules.is_office)
    record.register_verbs(**VERBS)
    register_names(
        aimed_at=_("What is aimed at"),
        authors=_("Authors of the work"),
        citation=_("The work, as it is cited"),
        doi="DOI",
        indicator=_("Indicator"),
        least_pilots=_("Finished pilots that a recommendation should stand on"),
        organisation=_("Organisation"),
        places=_("Places"),
        precision=_("Date known to"),
        published_on=_("Published on"),
        responsible=_("Responsible"),
        said=_("In the researchers' words"),
        strength=_("How strong the evidence is"),
        url=_("Address of the work"),
        verdict=_("Verdict"),
    )


def register_office() -> None:
    """The office's tools."""
    group = _("Science to practice")
    tools.register(
        _("Findings brought in"), "practice:proposals", rules.is_keeper, group=group, about=_("What members propose, to take or not."), order=66
    )
    tools.register(
        _("Adoptions to confirm"), "practice:adoptions", rules.is_keeper, group=group, about=_("What organisations say they have taken up."), order=67
    )
    tools.register(
        _("Rules of the path"),
        "practice:rules",
        rules.is_office,
        group=group,
        about=_("Whose officers keep it, and how many pilots are enough."),
        order=68,
    )


def carry_address(**work: str) -> str:
    """The page on which a finding is proposed, with what is known of the work."""
    return f"{reverse('practice:new_finding')}?{urlencode(work)}"


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_office()
    ways.register("practice", _("Carry it into practice"), carry_address)
    letters.register_letters()
    search.register(BRIEFS)
    search.register(RECOMMENDATIONS)
    exports.register("practice-findings", _("Findings of research"), lambda: findings_table(Finding.objects.accepted().order_by("decided_on", "pk")))
    exports.register("practice-pilots", _("Pilots in libraries"), lambda: pilots_table(pilots_wanted({})))
    exports.register("practice-adoptions", _("Adoptions of findings"), lambda: adoptions_table(adoptions_wanted({})))
    navigation.register(_("Science to practice"), "practice:board", 39)
    navigation.register(_("Pilots of my organisation"), "practice:mine", 43, rules.is_representative, place="account")
    pages.register("organisation", panels.organisation_panel)
    pages.register("person", panels.person_panel)
    pages.register("concept", panels.concept_panel)
    evidence.register("practice.pilot", _("pilot in a library"), panels.pilots_as_evidence)
    evidence.register("practice.recommendation", _("recommendation after pilots"), panels.recommendations_as_evidence)
    demand.register("pilots", _("invitations to pilot"), panels.invitations_as_demand)
    forgetting.register("practice", forget_person)
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
