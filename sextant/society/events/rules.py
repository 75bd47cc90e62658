"""Who may do what with events and with those who take part in them."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.events import states
from sextant.society.events.models import Event, Material, Registration
from sextant.society.members.rules import SECTION, SECTION_ROLES, is_self

OFFICE = ("secretary", "director")
STAFF = "event_staff"
MONEY = ("treasurer", "auditor")


def _of_section(user: Any, event: Event) -> bool:
    return event.section is not None and holds(user, *SECTION_ROLES, scope=event.section)


def may_make(user: Any, thing: Any = None) -> bool:
    """A new event: the office, and whoever leads a section."""
    return holds(user, *OFFICE) or bool(scopes_held(user, SECTION, *SECTION_ROLES))


def may_keep(user: Any, event: Event) -> bool:
    """The event with everything in it: the office, and the chair and the secretary of its section."""
    return holds(user, *OFFICE) or _of_section(user, event)


def may_check_in(user: Any, event: Event) -> bool:
    """Whoever stands at the door: those who keep the event, and its staff."""
    return may_keep(user, event) or holds(user, STAFF, scope=event)


def may_see_money(user: Any, event: Event | None = None) -> bool:
    """Invoices of participants, and what is to be given back."""
    return holds(user, *OFFICE, *MONEY)


def may_note_refund(user: Any, registration: Registration | None = None) -> bool:
    """The treasurer gives back, and says so."""
    return holds(user, "treasurer")


def may_read(user: Any, event: Event) -> bool:
    """Drafts are read by those who keep them, the rest by everybody."""
    return event.is_shown or may_keep(user, event)


def may_see_rows(user: Any) -> bool:
    """Rows behind the figures name participants: the office alone."""
    return holds(user, *OFFICE)


def is_participant(user: Any, registration: Registration) -> bool:
    """The person, or the log-in, that was registered."""
    if not user.is_authenticated:
        return False
    if registration.person is not None and is_self(user, registration.person):
        return True
    return registration.user_id == user.pk


def takes_part(user: Any, event: Event) -> bool:
    """Has a sure place at the event."""
    if not user.is_authenticated:
        return False
    mine = event.registrations.filter(state__in=states.SURE)
    return mine.filter(person__user=user).exists() or mine.filter(user=user).exists()


def sees_all_materials(user: Any, event: Event) -> bool:
    """Those who took part, and those who keep the event or stand at its door."""
    return may_check_in(user, event) or takes_part(user, event)


def may_take(user: Any, material: Material) -> bool:
    """Public materials are for everybody, the others for those who took part and those who keep the event."""
    return may_read(user, material.event) and (material.is_public or sees_all_materials(user, material.event))


def may_keep_registration(user: Any, registration: Registration) -> bool:
    return may_keep(user, registration.event)


def may_keep_part(user: Any, part: Any) -> bool:
    """Something that belongs to an event: a ticket, a question, a session, a room, a track, a speaker, a material."""
    return may_keep(user, part.event)


def may_keep_certificate(user: Any, certificate: Any) -> bool:
    return may_keep(user, certificate.registration.event)


def may_see_history(user: Any, registration: Registration) -> bool:
    return may_keep(user, registration.event) or holds(user, *MONEY)
