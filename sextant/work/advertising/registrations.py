"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.base.permissions import roles
from sextant.base.permissions.pages import logged_in
from sextant.base.ui import navigation, spots
from sextant.society.ledger import subjects
from sextant.work.advertising import jobs, letters, rules, showing
from sextant.work.advertising.actions.invoicing import SUBJECT
from sextant.work.advertising.actions.labels import ensure_labels
from sextant.work.advertising.demo import load as demo
from sextant.work.advertising.measures import measures, tasks_of
from sextant.work.advertising.models import Booking, LabelRule, Place
from sextant.work.advertising.queries.bookings import bookings_table, bookings_wanted

VERBS = {
    "advertising.ask_booking": _("Advertising asked for"),
    "advertising.hold_booking": _("Period held"),
    "advertising.lapse_hold": _("Hold lapsed"),
    "advertising.confirm_booking": _("Booking confirmed"),
    "advertising.refuse_booking": _("Request refused"),
    "advertising.cancel_booking": _("Booking cancelled"),
    "advertising.settle_booking": _("Booking paid"),
    "advertising.reopen_booking": _("Payment of the booking taken back"),
    "advertising.begin_booking": _("Advertising began to run"),
    "advertising.stop_booking": _("Advertising stopped"),
    "advertising.end_booking": _("Advertising ended"),
    "advertising.send_material": _("Material sent in"),
    "advertising.approve_material": _("Material approved"),
    "advertising.return_material": _("Material returned"),
    "advertising.write_remark": _("Message written"),
    "advertising.fill_labels": _("Marks filled in"),
    "advertising.note_proof": _("Proof noted"),
    "advertising.ensure_labels": _("Rules of marking entered"),
    "advertising.check_rule": _("Rule of marking checked"),
    "advertising.save_place": _("Place changed"),
    "advertising.add_row": _("Price, term or figure added"),
    "advertising.remove_row": _("Price, term or figure removed"),
}


def register_office() -> None:
    """The manager's role and tools, and what a new site begins with."""
    about = _("Sells advertising: places, bookings, materials, marks.")
    roles.register("advertising_manager", _("manager of advertising"), about)
    group = _("Money")
    tools.register(
        _("Advertising"), "advertising:bookings", rules.may_see_bookings, group=group, about=_("Requests, bookings, materials, reports."), order=36
    )
    tools.register(_("Places and prices"), "advertising:places", rules.may_manage, group=group, about=_("What is sold, for how much."), order=37)
    setup.register("advertising", ensure_labels)


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Booking, _("Booking of advertising"), rules.may_see_bookings)
    record.register(Place, _("Place for advertising"), rules.may_manage)
    record.register(LabelRule, _("Rule of marking"), rules.may_manage)
    record.register_verbs(**VERBS)
    register_names(
        age_mark=_("Age mark"),
        erid=_("Identifier of the advertisement"),
        spite=_("Shown in spite of"),
        tax_id=_("Tax number"),
        advertiser=_("Advertiser"),
        held_until=_("Held until"),
        place=_("Place"),
        promised_views=_("Promised views"),
    )


def register_all() -> None:
    """Registers everything of this house."""
    assert jobs
    register_office()
    register_record()
    subjects.register(SUBJECT)
    letters.register_templates()
    spots.fill_with(showing.fill)
    waiting.register(tasks_of)
    exports.register("advertising", _("Bookings of advertising"), lambda: bookings_table(bookings_wanted({})))
    navigation.register(_("Advertise"), "advertising:kit", 40, place="footer")
    navigation.register(_("My advertising"), "advertising:my_bookings", 30, logged_in, place="account")
    demo.register()
    for measure in measures():
        measuring.register(measure)
