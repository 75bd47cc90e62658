"""What this house makes known to the registries of base and society when the site starts."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.letters import registry as letter_registry
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.events import support
from sextant.society.members import forgetting
from sextant.work.calls import asking, jobs, letters, measures, rules
from sextant.work.calls.actions.forgetting import forget_person
from sextant.work.calls.demo import load as demo
from sextant.work.calls.models import Award, Call, Entry, Juror, Review, Stage
from sextant.work.calls.queries.tables import awards_table, calls_table
from sextant.work.calls.seals import sealed_letters, takes_part
from sextant.work.calls.search import CALLS
from sextant.work.calls.support import support_for

VERBS = {
    "calls.begin_call": _("Call begun"),
    "calls.change_call": _("Call changed"),
    "calls.publish_call": _("Call published"),
    "calls.cancel_call": _("Call cancelled"),
    "calls.copy_call": _("Call copied"),
    "calls.save_part": _("Part of the call changed"),
    "calls.remove_part": _("Part of the call removed"),
    "calls.begin_entry": _("Entry begun"),
    "calls.submit_entry": _("Entry submitted"),
    "calls.withdraw_entry": _("Entry withdrawn"),
    "calls.delete_draft": _("Draft of an entry deleted"),
    "calls.refuse_entry": _("Entry not admitted"),
    "calls.readmit_entry": _("Entry admitted after all"),
    "calls.give_late_pass": _("Later deadline given"),
    "calls.add_file": _("File of an entry added"),
    "calls.remove_file": _("File of an entry removed"),
    "calls.allow_file": _("File shown to a blind jury"),
    "calls.invite_juror": _("Juror invited"),
    "calls.agree_to_judge": _("Juror agreed"),
    "calls.decline_to_judge": _("Juror declined"),
    "calls.leave_jury": _("Juror left"),
    "calls.declare_conflict": _("Conflict of interest declared"),
    "calls.find_conflicts": _("Conflicts of interest found"),
    "calls.assign_jury": _("Jury assigned"),
    "calls.assign_by_hand": _("Entry given to a juror by hand"),
    "calls.take_back_review": _("Entry taken from a juror"),
    "calls.remind_jurors": _("Jurors reminded"),
    "calls.submit_review": _("Review submitted"),
    "calls.reopen_review": _("Review opened again"),
    "calls.recuse": _("Juror stepped back from an entry"),
    "calls.say_to_jury": _("Something said to the jury"),
    "calls.rank": _("Ranking reckoned"),
    "calls.decide": _("Decision about an entry"),
    "calls.freeze_stage": _("Result of a stage made final"),
    "calls.reopen_decision": _("Decision taken up again"),
    "calls.announce": _("Results announced"),
    "calls.revoke_award": _("Award taken back"),
    "calls.compare": _("Entries compared with earlier ones"),
    "calls.ask_bundle": _("All entries taken away as ZIP"),
    "calls.cast_vote": _("Vote cast"),
    "calls.blind_entry": _("Entry prepared for a blind jury"),
}


def _is_sealed(call_of: Any, user: Any, thing: Any) -> bool:
    return takes_part(user, call_of(thing))


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    kinds: tuple[tuple[Any, Any, Any, Any], ...] = (
        (Call, pgettext_lazy("contest", "Call"), rules.may_judge_the_judges, lambda call: call),
        (Entry, pgettext_lazy("contest", "Entry"), rules.may_admit, lambda entry: entry.call),
        (Juror, pgettext_lazy("contest", "Juror"), rules.may_change_juror, lambda juror: juror.call),
        (Review, pgettext_lazy("contest", "Review"), rules.may_change_assignment, lambda review: review.entry.call),
        (Award, pgettext_lazy("contest", "Award"), rules.may_change_award, lambda award: award.entry.call),
        (Stage, pgettext_lazy("contest", "Stage"), rules.may_change_stage, lambda stage: stage.call),
    )
    for model, title, may_see, call_of in kinds:
        record.register(model, title, may_see, sealed=partial(_is_sealed, call_of))
    record.register_verbs(**VERBS)


def register_words_of_values() -> None:
    """What recorded values are called by readers of the record."""
    register_names(
        awards=_("Awards"),
        call=pgettext_lazy("contest", "Call"),
        blind=_("Who knows whom"),
        chair=_("Chair"),
        chosen=_("Chosen"),
        closes_at=_("Deadline"),
        copied_from=_("Copied from"),
        found=_("Found"),
        freed=_("Reviews freed"),
        goes_on=_("Goes on"),
        juror=_("Juror"),
        kept=_("Kept"),
        late=_("By a late pass"),
        load=_("Load"),
        files=_("Files"),
        ranking_method=_("Way of ranking"),
        names=_("Names found"),
        objective=_("Sum of affinities"),
        opens_at=_("Opens"),
        part=_("Part"),
        per_entry=_("Reviews of an entry"),
        prize=_("Prize"),
        receipt=_("Digest of what came in"),
        reviews=_("Reviews"),
        score_high=_("Highest score"),
        score_low=_("Lowest score"),
        slug=_("Address of the page"),
        stage=pgettext_lazy("contest", "Stage"),
        told=_("Told"),
        unfilled=_("Lack reviews"),
    )


def register_all() -> None:
    """Registers everything of this house."""
    roles.register("call_manager", _("organiser of a call"), _("Runs one call: builds it, sees its entries, runs its jury."))
    about = _("Contests, awards, grants: entries, juries, results.")
    tools.register(_("Contests and grants"), "calls:office", rules.may_begin, group=_("Young professionals"), about=about, order=60)
    register_record()
    register_words_of_values()
    letters.register_letters()
    letter_registry.seal(sealed_letters)
    search.register(CALLS)
    exports.register("calls", _("Contests and grants"), lambda: calls_table(Call.objects.order_by("pk")))
    awards = Award.objects.select_related("entry__call", "prize", "person").order_by("pk")
    exports.register("awards", _("Awards of contests"), lambda: awards_table(awards.all()))
    navigation.register(_("Contests and grants"), "calls:calls", 34)
    navigation.register(_("My entries"), "calls:mine", 32, rules.logged_in, place="account")
    waiting.register(measures.tasks_of)
    for measure in measures.MEASURES:
        measuring.register(measure)
    support.register(support_for)
    forgetting.register("calls", forget_person)
    demo.register()
    asking.register()


__all__ = ["jobs", "register_all"]
