"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.permissions import roles
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.ledger import subjects
from sextant.work.fundraising import letters, rules
from sextant.work.fundraising.models import Appeal, Donor, Gift, StandingGift
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
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Appeal, _("Appeal"), rules.may_keep)
    record.register(Donor, _("Donor"), rules.may_see_donors)
    record.register(Gift, _("Gift"), rules.may_see_gift)
    record.register(StandingGift, _("Standing gift"), rules.may_see_donors)
    record.register_verbs(**VERBS)


def register_all() -> None:
    """Registers everything of this house."""
    roles.register("fundraiser", _("fundraiser"), _("Appeals, gifts, donors and letters to them."))
    subjects.register(SUBJECT)
    letters.register_templates()
    register_record()
    search.register(APPEALS)
    navigation.register(_("Support us"), "fundraising:appeals", 60)
