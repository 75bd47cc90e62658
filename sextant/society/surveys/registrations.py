"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import radar, waiting
from sextant.base.measures import registry as measuring
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.search.registry import Searchable
from sextant.base.ui import navigation
from sextant.society.members import forgetting
from sextant.society.members.queries import held as holding
from sextant.society.surveys import asking, jobs, measures, rules
from sextant.society.surveys.actions.forgetting import forget_person
from sextant.society.surveys.api import router
from sextant.society.surveys.demo import load as demo
from sextant.society.surveys.held import invitations_held
from sextant.society.surveys.letters import register_letters
from sextant.society.surveys.models import Response, Survey
from sextant.society.surveys.search import survey_entry
from sextant.society.surveys.telling import told_to_radar
from sextant.society.surveys.waiting_tasks import tasks_of

VERBS = {
    "surveys.make_survey": _("Survey made"),
    "surveys.change_settings": _("Settings of a survey changed"),
    "surveys.change_questions": _("Questions changed"),
    "surveys.open_survey": _("Survey opened"),
    "surveys.close_survey": _("Survey closed"),
    "surveys.discard_draft": _("Draft of a survey deleted"),
    "surveys.invite": _("Addresses invited"),
    "surveys.send_invitations": _("Invitations sent"),
    "surveys.remind": _("Reminders sent"),
    "surveys.send": _("Answers sent"),
    "surveys.weigh": _("Weights asked for"),
    "surveys.keep_weights": _("Weights computed"),
    "surveys.refuse_weights": _("Weights refused"),
    "surveys.code_text": _("Free answer read"),
    "surveys.publish": _("Results published"),
}


def _never(user: object, response: object) -> bool:
    """Lines about answers name none of them."""
    return False


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Survey, _("Survey"), rules.may_keep)
    record.register(Response, _("Answers to a survey"), _never)
    record.register_verbs(**VERBS)
    register_names(
        answers=_("Answers"),
        asked=_("People asked"),
        audience=_("Who is asked"),
        closes_at=_("Closes by itself"),
        concepts=_("Concepts"),
        converged=_("Targets met"),
        fingerprint=_("Fingerprint"),
        goal=_("Answers wanted"),
        invited=_("Invited"),
        is_anonymous=_("Anonymous"),
        opens_at=_("Opens by itself"),
        question=_("Question"),
        questions=_("Questions"),
        template=pgettext_lazy("survey", "Made from"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_letters()
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(tasks_of)
    search.register(Searchable("survey", Survey, survey_entry, _("Surveys")))
    tools.register(
        _("Surveys"),
        "surveys:kept",
        rules.may_make,
        group=_("Surveys"),
        about=_("Questionnaires put to the public, to members or to invited people; results and weights."),
        order=64,
    )
    navigation.register(_("Surveys"), "surveys:surveys", 44, place="footer")
    asking.register()
    radar.register("surveys", _("Surveys"), radar.EXPERTS, told_to_radar)
    holding.register(invitations_held)
    forgetting.register("surveys", forget_person)
    demo.register()
    mount("surveys", router)
