"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.members import forgetting
from sextant.work.foresight import document_kind, jobs, letters, rules
from sextant.work.foresight.actions.forgetting import forget_person
from sextant.work.foresight.api import router
from sextant.work.foresight.demo import load as demo
from sextant.work.foresight.measures import MEASURES
from sextant.work.foresight.models import Group, Participant, Proposal, Session, Statement
from sextant.work.foresight.search import SESSIONS
from sextant.work.foresight.waiting_tasks import tasks_of

VERBS = {
    "foresight.plan_session": _("Foresight session planned"),
    "foresight.change_session": _("Foresight session changed"),
    "foresight.move_session": _("Foresight session moved on"),
    "foresight.show_results": _("Results on the screens let on or hidden"),
    "foresight.change_door": _("Code to join made anew"),
    "foresight.save_group": _("Group of a session saved"),
    "foresight.remove_group": _("Group of a session removed"),
    "foresight.give_duty": _("Duty in a session given"),
    "foresight.take_duty": _("Duty in a session ended"),
    "foresight.list_people": _("People put on the list of a session"),
    "foresight.join_at_door": _("Joined a session by the code on the screen"),
    "foresight.consent": _("Agreed to take part in a session"),
    "foresight.move_participant": _("Participant put into another group"),
    "foresight.withdraw_participant": _("Place in a session withdrawn"),
    "foresight.join_guest": _("Guest found to be a person of the register"),
    "foresight.forget_guest": _("Guest erased"),
    "foresight.renew_link": _("Link of a participant made anew"),
    "foresight.say": _("Statement written"),
    "foresight.seed_statement": _("Statement put to a group"),
    "foresight.accept_statement": _("Statement accepted"),
    "foresight.refuse_statement": _("Statement refused"),
    "foresight.merge_statement": _("Statement joined to another"),
    "foresight.ask_for_reading": _("Answers of a group read"),
    "foresight.save_proposal": _("Proposal saved"),
    "foresight.remove_proposal": _("Proposal removed"),
    "foresight.decide_proposal": _("Proposal decided"),
    "foresight.decide_earlier": _("Earlier guideline decided"),
    "foresight.gather_document": _("Document drafted out of proposals"),
    "foresight.confirm_agenda": _("Published document compared with the agenda"),
    "foresight.publish_agenda": _("Agenda published"),
}


def _may_read_statement(user: object, statement: Statement) -> bool:
    return rules.may_moderate(user, statement.group)


def register_record() -> None:
    """Who may read which history, and the verbs and values in words."""
    record.register(Session, _("Foresight session"), rules.may_steer)
    record.register(Group, pgettext_lazy("foresight", "Group of a session"), rules.may_facilitate)
    record.register(Participant, _("Participant of a session"), rules.may_keep_participant)
    record.register(Statement, pgettext_lazy("foresight", "Statement"), _may_read_statement)
    record.register(Proposal, _("Proposal"), rules.may_edit_proposal)
    record.register_verbs(**VERBS)
    register_names(
        results_shown=_("Results on the screens"),
        groups=pgettext_lazy("foresight", "Groups"),
        group=_("Group"),
        guideline=_("Guideline"),
        merged=_("Merged"),
        merged_into=_("Joined to"),
        proposal=_("Proposal"),
        statements=_("Statements"),
        taken=_("Taken in"),
        why=_("Why"),
        electors=_("Who votes on the document"),
        withdrawn=pgettext_lazy("participant", "Withdrawn"),
        words=_("In words"),
        votes=_("Answers"),
        document=_("Document"),
        clauses=pgettext_lazy("document", "Clauses"),
        lines=_("Lines"),
        base_agenda=_("Agenda that the session starts from"),
        authors_shown=_("Show who wrote a statement"),
        moderated_by=_("Who moderates"),
        longest_statement=_("Longest statement, characters"),
        door_open=_("Whoever is in the room may join by the code on the screen"),
        consent_ru=_("What participants agree to, in Russian"),
        consent_en=_("What participants agree to, in English"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    letters.register_letters()
    document_kind.register()
    for measure in MEASURES:
        measuring.register(measure)
    waiting.register(tasks_of)
    search.register(SESSIONS)
    forgetting.register("foresight", forget_person)
    tools.register(
        _("Foresight sessions"),
        "foresight:overview",
        rules.may_keep,
        group=_("Agenda"),
        about=_("Gather people, let them agree on the next agenda, and publish it."),
        order=12,
    )
    navigation.register(_("Foresight sessions"), "foresight:overview", 22, place="footer")
    demo.register()
    mount("foresight", router)
