"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.members import award_lists, forgetting
from sextant.society.members import panels as pages
from sextant.work.reading import jobs, letters, panels, rules
from sextant.work.reading.actions.council import ensure_criteria, forget_person
from sextant.work.reading.demo import load as demo
from sextant.work.reading.measures import MEASURES
from sextant.work.reading.models import (
    AwardEntry,
    AwardImport,
    AwardList,
    Ballot,
    Book,
    CouncilMember,
    Criterion,
    KioskSession,
    ReadingRules,
    RecommendedList,
    Review,
    Season,
    Topic,
)
from sextant.work.reading.queries.awards import awards_for_others, entries_wanted
from sextant.work.reading.queries.lists import lists_read
from sextant.work.reading.queries.tables import ballots_table, entries_table, lists_table
from sextant.work.reading.search import AWARDS, RECOMMENDED
from sextant.work.reading.waiting_tasks import tasks_of

VERBS = {
    "reading.save_award": _("Award list changed"),
    "reading.save_entry": _("Awarded book changed"),
    "reading.remove_entry": _("Awarded book taken off the list"),
    "reading.start_import": _("File of awarded books brought in"),
    "reading.take_import": _("File of awarded books approved"),
    "reading.finish_import": _("File of awarded books taken into the list"),
    "reading.refuse_import": _("File of awarded books refused or put aside"),
    "reading.save_rules": _("Rules of the recommended list changed"),
    "reading.save_season": _("Season of the recommended list changed"),
    "reading.save_topic": _("Topic of books changed"),
    "reading.save_book": _("Nomination changed"),
    "reading.accept_book": _("Nominated book taken into the season"),
    "reading.decline_book": _("Nominated book not taken"),
    "reading.withdraw_book": _("Nomination withdrawn"),
    "reading.save_note": _("Annotation changed"),
    "reading.seat_member": _("Member of the readers' council seated"),
    "reading.end_seat": _("Seat on the readers' council ended"),
    "reading.save_criterion": _("Criterion of reviews changed"),
    "reading.save_review": _("Draft of a review changed"),
    "reading.hand_in_review": _("Review handed in"),
    "reading.report_ballot": _("Young readers' votes reported"),
    "reading.remove_ballot": _("Young readers' votes taken back"),
    "reading.open_session": _("Voting page opened"),
    "reading.close_session": _("Voting page closed"),
    "reading.start_draft": _("Draft of a recommended list asked for"),
    "reading.keep_draft": _("Draft of a recommended list counted"),
    "reading.decide_item": _("Book of a recommended list decided"),
    "reading.save_list": _("Title and foreword of a recommended list changed"),
    "reading.hand_in_list": _("Recommended list handed in"),
    "reading.return_list": _("Recommended list made a draft again"),
    "reading.publish_list": _("Recommended list published"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(AwardList, _("Award list"), rules.is_keeper)
    record.register(AwardEntry, _("Awarded book"), rules.is_keeper)
    record.register(AwardImport, _("Import of an award list"), rules.is_keeper)
    record.register(ReadingRules, _("Rules of the recommended list"), rules.is_office)
    record.register(Season, pgettext_lazy("of the list", "Season"), rules.is_keeper)
    record.register(Topic, pgettext_lazy("of books", "Topic"), rules.is_keeper)
    record.register(Book, pgettext_lazy("nominated", "Book"), rules.is_keeper)
    record.register(CouncilMember, _("Member of the readers' council"), rules.is_keeper)
    record.register(Criterion, pgettext_lazy("of a review", "Criterion"), rules.is_keeper)
    record.register(Review, pgettext_lazy("of a book", "Review"), rules.is_reviewer)
    record.register(Ballot, _("Ballot"), rules.may_keep_ballot)
    record.register(KioskSession, pgettext_lazy("of votes", "Voting page"), rules.may_keep_session)
    record.register(RecommendedList, _("Recommended list"), rules.is_keeper)
    record.register_verbs(**VERBS)
    register_names(
        age_from=_("Age from"),
        age_to=_("Age to"),
        author=_("Author"),
        award=_("Award, as it calls itself"),
        called_en=_("Title in English"),
        called_ru=_("Title in Russian"),
        declared=_("Interest declared"),
        ends=_("Ends"),
        illustrator=_("Illustrator"),
        least_reviews=_("Reviews that a recommended book must have"),
        library_cap=_("Voters of one library that count for a book at most"),
        nominate_until=_("Nominations until"),
        review_until=_("Reviews until"),
        seen_on=_("Source seen on"),
        source_url=_("Address of the source"),
        vote_until=_("Votes until"),
        voters=_("Voters"),
        votes=_("Votes"),
        weight=_("Weight"),
    )


def register_office() -> None:
    """The office's tools."""
    group = _("Children's reading")
    tools.register(
        _("Seasons and recommended lists"),
        "reading:keeping",
        rules.is_keeper,
        group=group,
        about=_("Days of the year's work, topics of books, drafts and published lists."),
        order=69,
    )
    tools.register(
        _("Nominated books"),
        "reading:nominations",
        rules.is_keeper,
        group=group,
        about=_("What members, libraries and publishers propose."),
        order=70,
    )
    tools.register(
        _("Rules of the recommended list"),
        "reading:rules",
        rules.is_office,
        group=group,
        about=_("Whose officers keep it, how many reviews a book needs, what the parts of a score weigh."),
        order=71,
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_office()
    letters.register_letters()
    setup.register("reading", ensure_criteria)
    award_lists.register(awards_for_others)
    search.register(AWARDS)
    search.register(RECOMMENDED)
    exports.register("reading-awards", _("Awarded books"), lambda: entries_table(entries_wanted({})))
    votes = Ballot.objects.select_related("book", "library__region").order_by("day", "pk")
    exports.register("reading-votes", _("Young readers' votes"), lambda: ballots_table(votes.all()))
    exports.register("reading-lists", _("Recommended lists"), lambda: lists_table(lists_read()))
    navigation.register(_("Children's reading"), "reading:index", 40)
    navigation.register(_("Votes of my library"), "reading:library", 44, rules.may_report_votes, place="account")
    pages.register("organisation", panels.organisation_panel)
    evidence.register("reading.list", _("recommended list"), panels.lists_as_evidence)
    forgetting.register("reading", forget_person)
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
