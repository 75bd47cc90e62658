"""What this house makes known to the registries of base and of the agenda when the site starts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import outlooks as foreseen
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.agenda.evidence import Thing
from sextant.work.returns import document_kind, jobs, measures, rules, states
from sextant.work.returns.api import router
from sextant.work.returns.demo import load
from sextant.work.returns.letters import register_letters
from sextant.work.returns.models import (
    ChosenGroup,
    Collection,
    ImportRun,
    Library,
    QuestionnaireChange,
    QuestionnaireProposal,
    QuestionnaireVersion,
    Round,
    Sheet,
    Story,
    Submission,
    YearRelease,
)
from sextant.work.returns.queries import ahead, tables
from sextant.work.returns.search import LIBRARIES
from sextant.work.returns.waiting_tasks import tasks_of

VERBS = {
    "returns.make_collection": _("Collection of returns made"),
    "returns.feed_agenda_from": _("Chosen as the source of the agenda"),
    "returns.start_import": _("Import begun"),
    "returns.store_import": _("Import stored"),
    "returns.refuse_import": _("Import refused"),
    "returns.cancel_import": _("Import stopped"),
    "returns.see_findings": _("Findings looked at"),
    "returns.publish_year": _("Year published"),
    "returns.keep_edition": _("Edition of a year frozen"),
    "returns.open_correction": _("Correction of a published year opened"),
    "returns.open_round": _("Collection of returns opened"),
    "returns.keep_learned": _("Learned from earlier years what to ask"),
    "returns.add_new_libraries": _("More libraries asked for their return"),
    "returns.save_answers": _("Answers of a return saved"),
    "returns.edit_answer": _("Answer edited by an officer"),
    "returns.answer_flag": _("Question of a check answered"),
    "returns.send_return": _("Return sent"),
    "returns.certify_return": _("Return certified"),
    "returns.accept_return": _("Return accepted"),
    "returns.ask_library": _("Library asked about its return"),
    "returns.answer_query": _("Question about a return answered"),
    "returns.start_sheet": _("Spreadsheet of returns brought in"),
    "returns.store_sheet": _("Spreadsheet of returns stored"),
    "returns.refuse_sheet": _("Spreadsheet of returns refused"),
    "returns.cancel_sheet": _("Reading of a spreadsheet of returns stopped"),
    "returns.start_publishing": _("Publishing of a year begun"),
    "returns.publish_round": _("Returns of a year published"),
    "returns.ask_filling": _("Filling of a year's gaps asked for"),
    "returns.store_filling": _("Gaps of a year filled"),
    "returns.ask_forecast": _("Forecasts asked for"),
    "returns.store_forecast": _("Forecasts made"),
    "returns.refuse_run": _("Filling or forecasting refused"),
    "returns.declare_break": _("Break of the series declared"),
    "returns.withdraw_break": _("Break of the series withdrawn"),
    "returns.group_libraries": _("Groups of libraries alike worked out"),
    "returns.set_citation": _("How a collection is cited was set"),
    "returns.protect_groups": _("Rule of protection of small groups set"),
    "returns.lift_protection": _("Rule of protection of small groups lifted"),
    "returns.make_group": _("Group of libraries named"),
    "returns.edit_group": _("Group of libraries changed"),
    "returns.delete_group": _("Group of libraries deleted"),
    "returns.add_to_group": _("Library added to a group"),
    "returns.remove_from_group": _("Library taken out of a group"),
    "returns.fix_group": _("Libraries of a group fixed"),
    "returns.make_story": _("Story in charts begun"),
    "returns.edit_story": _("Words of a story in charts changed"),
    "returns.add_story_chart": _("Chart added to a story"),
    "returns.remove_story_chart": _("Chart taken out of a story"),
    "returns.move_story_chart": _("Chart of a story moved"),
    "returns.publish_story": _("Story in charts published"),
    "returns.take_story_back": _("Story in charts taken back to a draft"),
}
QUESTIONNAIRE_VERBS = {
    "returns.bring_questionnaire": _("Questionnaire brought in"),
    "returns.propose_change": _("Change of a questionnaire proposed"),
    "returns.withdraw_proposal": _("Proposal to a questionnaire withdrawn"),
    "returns.take_up": _("Proposal taken into the draft of a questionnaire"),
    "returns.turn_down": _("Proposal to a questionnaire not taken up"),
    "returns.open_change": _("Change of a questionnaire opened"),
    "returns.give_up_change": _("Change of a questionnaire given up"),
    "returns.put_in_force": _("Next version of a questionnaire in force"),
}


def libraries_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Every library of the statistics is public."""
    rows = Library.objects.filter(pk__in=keys)
    return {str(one.pk): Thing(one.name, reverse("returns:library", args=[one.pk])) for one in rows}


def years_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """So is every year of a collection, with its totals and indicators."""
    rows = YearRelease.objects.select_related("collection").filter(pk__in=keys)
    return {str(one.pk): Thing(str(one), reverse("returns:year", args=[one.collection.code, one.year])) for one in rows}


def register_rounds() -> None:
    """Collecting returns: the officer of a region, letters, and who reads which history."""
    roles.register(
        states.REGION_OFFICER, _("Officer of a region's returns"), _("Library statistics of one region: fills in, checks and accepts its returns.")
    )
    register_letters()
    record.register(Round, _("Collection of returns of a year"), rules.may_check_round)
    record.register(Submission, _("Return of a library"), rules.may_see)
    record.register(Sheet, _("Spreadsheet of returns"), rules.may_see_sheet)


def register_questionnaires() -> None:
    """Versions of questionnaires, proposals and changes: the kind of document, verbs, and who reads which history."""
    document_kind.register()
    record.register(QuestionnaireVersion, _("Version of a questionnaire"), rules.may_read)
    record.register(QuestionnaireChange, _("Change of a questionnaire"), rules.may_see_change)
    record.register(QuestionnaireProposal, _("Proposal to a questionnaire"), rules.may_propose)
    record.register_verbs(**QUESTIONNAIRE_VERBS)


def register_words() -> None:
    """Names of fields as the record tells them."""
    register_names(
        collections=_("Collections"),
        answers=_("Answers"),
        cells_refused=_("Cells refused"),
        cells_taken=_("Cells taken"),
        imputed=_("Imputed values"),
        document=_("Document"),
        item=_("Item"),
        largest=_("How many of the largest"),
        least=_("Least number of libraries"),
        libraries=_("Libraries"),
        library=_("Library"),
        position=_("Position"),
        proposals=_("Proposals"),
        questionnaire=_("Questionnaire"),
        returns=_("Returns"),
        rule=_("Rule"),
        share=_("The most they may make of the sum, in per cent"),
        unchanged=_("Unchanged"),
        within=_("Nobody may reckon the largest to within, in per cent"),
        words=_("In words"),
        years=_("Years"),
    )


def register_all() -> None:
    """Importing the demo and the jobs has made them known already."""
    assert load
    assert jobs
    record.register(Collection, _("Collection of returns"), rules.may_import)
    record.register(YearRelease, _("Year of a collection"), rules.may_publish)
    record.register(ImportRun, _("Import of returns"), rules.may_import)
    record.register(ChosenGroup, _("Group of libraries"), rules.may_see_group)
    record.register(Story, _("Story in charts"), rules.is_office)
    record.register_verbs(**VERBS)
    register_words()
    register_rounds()
    register_questionnaires()
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(measures.waiting_for)
    waiting.register(tasks_of)
    foreseen.register(ahead.outlooks)
    search.register(LIBRARIES)
    exports.register("libraries", _("Libraries in the statistics"), tables.libraries_table)
    exports.register("observations", _("All figures of library returns"), tables.observations_table)
    evidence.register("returns.library", _("library in the statistics"), libraries_as_evidence)
    evidence.register("returns.yearrelease", _("year of library statistics"), years_as_evidence)
    tools.register(
        _("Import library statistics"),
        "returns:imports",
        rules.may_import,
        group=_("Library statistics"),
        about=_("Files of returns, what became of their rows, and findings."),
        order=30,
    )
    tools.register(
        _("Collect annual returns"),
        "returns:rounds",
        rules.may_check_round,
        group=_("Library statistics"),
        about=_("Who is asked for which year, who has answered, questions, acceptance and publication."),
        order=31,
    )
    navigation.register(_("Statistics"), "returns:overview", 30)
    navigation.register(_("Annual returns"), "returns:rounds", 45, rules.may_take_part, place="account")
    mount("returns", router)
