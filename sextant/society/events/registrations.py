"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from sextant.society.events import held, jobs, letters, measures, panels, rules
from sextant.society.events.actions.forgetting import forget_person
from sextant.society.events.actions.paying import SUBJECT
from sextant.society.events.demo import load as demo
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.invariants import trouble
from sextant.society.events.queries.tables import events_table
from sextant.society.events.search import EVENTS
from sextant.society.ledger import subjects
from sextant.society.members import forgetting
from sextant.society.members import panels as pages
from sextant.society.members.queries import held as holding

VERBS = {
    "events.draft_event": _("Event drawn up"),
    "events.change_event": _("Event changed"),
    "events.publish_event": _("Event published"),
    "events.close_event": _("Event over"),
    "events.cancel_event": _("Event called off"),
    "events.copy_event": _("Event copied from an earlier one"),
    "events.remind_all": _("Participants reminded"),
    "events.save_ticket": _("Ticket of the event changed"),
    "events.remove_ticket": _("Ticket of the event removed"),
    "events.save_question": _("Question of the event changed"),
    "events.remove_question": _("Question of the event removed"),
    "events.name_staff": _("Staff of the door named"),
    "events.dismiss_staff": _("Staff of the door dismissed"),
    "events.register": _("Registered for the event"),
    "events.move_up": _("Moved up from the waiting list"),
    "events.confirm_paid": _("Place paid and confirmed"),
    "events.hold_again": _("Place held again, the payment was taken back"),
    "events.cancel_registration": _("Registration cancelled"),
    "events.lapse_registration": _("Place lapsed unpaid"),
    "events.forget_participant": _("Participant forgotten"),
    "events.note_refund": _("Money for the place given back"),
    "events.check_in": _("Checked in"),
    "events.undo_check_in": _("Check-in taken back"),
    "events.save_part": _("Room, track or speaker saved"),
    "events.remove_part": _("Room, track or speaker removed"),
    "events.save_session": _("Session saved"),
    "events.remove_session": _("Session removed"),
    "events.choose_session": _("Own selection of sessions changed"),
    "events.issue_certificates": _("Certificates issued"),
    "events.revoke_certificate": _("Certificate revoked"),
    "events.give_feedback": _("Feedback given"),
    "events.add_material": _("Material added"),
    "events.remove_material": _("Material removed"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Event, _("Event"), rules.may_keep)
    record.register(Registration, _("Registration for an event"), rules.may_see_history)
    record.register_verbs(**VERBS)
    register_names(
        attended_at=_("Attended on"),
        capacity=_("Places"),
        chosen=_("Chosen"),
        closes_at=_("Registration closes"),
        copied_from=_("Copied from"),
        ends_at=pgettext_lazy("event", "Ends"),
        form=pgettext_lazy("event", "Form"),
        hours=_("Hours on the certificate"),
        limit=_("How many there are"),
        material=pgettext_lazy("event", "material"),
        online_url=_("Link of the online room"),
        opens_at=_("Registration opens"),
        part=_("Part of the programme"),
        pay_days=_("Days to pay"),
        pay_until=_("To be paid until"),
        place_en=_("Place, in English"),
        place_ru=_("Place, in Russian"),
        public=_("For everybody"),
        question=_("Question"),
        refund=_("To be given back"),
        session=_("Session"),
        starts_at=_("Begins"),
        ticket=_("Ticket"),
        time_zone=_("Time zone"),
        user=_("Log-in"),
        waiting=_("on the waiting list"),
    )


def register_office() -> None:
    """The office's tools and checks."""
    group = _("Events")
    tools.register(_("Events"), "events:events", rules.may_make, group=group, about=_("What is planned, who comes, who waits."), order=48)
    tools.register(
        _("To be given back"), "events:refunds", rules.may_see_money, group=group, about=_("Paid for places that were given up."), order=49
    )
    checks.register("events", trouble)


def register_all() -> None:
    """Registers everything of this house. Importing `jobs` has made its work known already."""
    assert jobs
    roles.register(rules.STAFF, _("staff of an event"), _("Checks people in at the door of one event."))
    subjects.register(SUBJECT)
    letters.register_letters()
    register_record()
    register_office()
    search.register(EVENTS)
    exports.register("events", _("Events"), lambda: events_table(WITH_SECTION.order_by("starts_at", "id")))
    navigation.register(_("Events"), "events:events", 25)
    navigation.register(_("My events"), "events:mine", 12, logged_in, place="account")
    waiting.register(measures.tasks_of)
    for measure in measures.MEASURES:
        measuring.register(measure)
    pages.register("person", panels.attended_panel)
    pages.register("section", panels.section_panel)
    holding.register(held.registrations_held)
    forgetting.register("events", forget_person)
    demo.register()
