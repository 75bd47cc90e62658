"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks
from sextant.base.office import registry as tools
from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.agenda import evidence
from sextant.society.agenda.evidence import Thing
from sextant.society.ledger import subjects
from sextant.society.members.queries import held
from sextant.work.fundraising import jobs, letters, rules, states
from sextant.work.fundraising.demo import load as demo
from sextant.work.fundraising.held import gifts_held
from sextant.work.fundraising.measures import measures, tasks_of
from sextant.work.fundraising.models import Appeal, Donor, Gift, GiftImport, Mailing, Segment, StandingGift
from sextant.work.fundraising.queries.donor_lists import all_donors
from sextant.work.fundraising.queries.gifts import all_gifts
from sextant.work.fundraising.queries.invariants import invariants
from sextant.work.fundraising.search import APPEALS
from sextant.work.fundraising.subject import SUBJECT

VERBS = {
    "fundraising.make_donor": _("Donor added"),
    "fundraising.edit_donor": _("Donor changed"),
    "fundraising.set_consent": _("Consent given or taken back"),
    "fundraising.set_language": _("Language of letters chosen"),
    "fundraising.add_note": _("Note about a donor added"),
    "fundraising.erase_donor": _("Donor erased"),
    "fundraising.promise_gift": _("Gift promised"),
    "fundraising.enter_gift": _("Gift entered"),
    "fundraising.cancel_gift": _("Gift called off"),
    "fundraising.book_part": _("Gift booked"),
    "fundraising.take_part_back": _("Booking of a gift taken back"),
    "fundraising.return_part": _("Gift given back"),
    "fundraising.note_thanks": _("Thanks noted"),
    "fundraising.begin_standing": _("Standing gift begun"),
    "fundraising.expect_next": _("Next standing gift announced"),
    "fundraising.end_standing": _("Standing gift ended"),
    "fundraising.miss_gift": _("Gift did not come"),
    "fundraising.move_standing": _("Standing gift changed by the donor"),
    "fundraising.remind": _("Donor reminded of a pledge"),
    "fundraising.enter_in_kind": _("Gift in kind entered"),
    "fundraising.take_back_in_kind": _("Gift in kind taken back"),
    "fundraising.merge_donors": _("Two donors merged"),
    "fundraising.undo_merge": _("Merge of donors undone"),
    "fundraising.save_appeal": _("Appeal saved"),
    "fundraising.move_appeal": _("Appeal opened or closed"),
    "fundraising.report_appeal": _("Appeal reported on"),
    "fundraising.add_picture": _("Picture added"),
    "fundraising.remove_picture": _("Picture taken away"),
    "fundraising.post_update": _("News of an appeal told"),
    "fundraising.remove_update": _("News of an appeal taken away"),
    "fundraising.keep_segment": _("List of donors kept"),
    "fundraising.drop_segment": _("List of donors taken away"),
    "fundraising.draw_up_mailing": _("Letter to donors drawn up"),
    "fundraising.send_mailing": _("Letters to donors sent"),
    "fundraising.ask_statements": _("Statements of a year asked for"),
    "fundraising.upload_gifts": _("List of gifts uploaded"),
    "fundraising.name_columns": _("Columns of a list of gifts named"),
    "fundraising.store_gifts": _("List of gifts brought in"),
    "fundraising.ask_analysis": _("Computation over donors asked for"),
    "fundraising.keep_analysis": _("Computation over donors kept"),
    "fundraising.fail_analysis": _("Computation over donors failed"),
}


def appeals_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Appeals that everybody may read."""
    rows = Appeal.objects.filter(pk__in=keys, state__in=states.SHOWN)
    return {str(one.pk): Thing(str(one), reverse("fundraising:appeal", args=[one.code])) for one in rows}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Appeal, _("Appeal"), rules.may_keep)
    record.register(Donor, _("Donor"), rules.may_see_donors)
    record.register(Gift, _("Gift"), rules.may_see_gift)
    record.register(StandingGift, _("Standing gift"), rules.may_see_donors)
    for model, title in ((Segment, _("List of donors")), (Mailing, _("Letter to donors")), (GiftImport, _("Import of gifts"))):
        record.register(model, title, rules.may_see_donors)
    record.register_verbs(**VERBS)
    register_names(
        appeal=_("Appeal"),
        books=_("Books"),
        gifts=_("Gifts"),
        donors=_("Donors"),
        given=_("Given"),
        held=_("Left for comparison"),
        seed=_("Seed of the draw"),
        wish=_("Filter"),
    )


def register_office() -> None:
    """The fundraiser's tools."""
    group = _("Fundraising")
    tools.register(_("Fundraising"), "fundraising:office", rules.may_keep, group=group, about=_("What came, what waits, every appeal."), order=40)
    tools.register(_("Gifts"), "fundraising:gift_list", rules.may_see_donors, group=group, about=_("Promised, received, in kind."), order=41)
    tools.register(
        _("Donors"), "fundraising:donors", rules.may_see_donors, group=group, about=_("Who gave what and when, and what they agreed to."), order=42
    )
    tools.register(
        _("Lists and letters"), "fundraising:segments", rules.may_see_donors, group=group, about=_("Letters with a part held back by lot."), order=43
    )
    checks.register("fundraising", invariants)


def register_numbers() -> None:
    """Measures, waiting tasks, lists for `sextant export`, evidence, and what is held about a person."""
    for measure in measures():
        measuring.register(measure)
    waiting.register(tasks_of)
    exports.register("gifts", _("Gifts"), all_gifts)
    exports.register("donors", _("Donors"), all_donors)
    evidence.register("fundraising.appeal", _("appeal"), appeals_as_evidence)
    held.register(gifts_held)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    roles.register("fundraiser", _("fundraiser"), _("Appeals, gifts, donors and letters to them."))
    subjects.register(SUBJECT)
    letters.register_templates()
    register_record()
    register_office()
    register_numbers()
    search.register(APPEALS)
    navigation.register(_("Support us"), "fundraising:appeals", 38)
    navigation.register(_("My gifts"), "fundraising:mine", 14, logged_in, place="account")
    demo.register()
