"""What this house holds about a person beyond the rows that point to them: registrations made as a guest with the same address."""

from django.utils.translation import gettext_lazy as _

from sextant.society.events.models import Registration
from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection


def registrations_held(person: Person) -> HeldSection | None:
    """Registrations as a guest under the person's address."""
    if not person.email:
        return None
    rows = Registration.objects.filter(person=None, email__iexact=person.email).select_related("event", "ticket").order_by("pk")
    plain = [
        {
            "event": one.event.code,
            "number": one.number,
            "state": one.state,
            "name": one.name,
            "place": one.place,
            "ticket": one.ticket.name,
            "answers": one.answers,
            "registered_at": one.registered_at.isoformat(),
        }
        for one in rows
    ]
    return HeldSection(_("Registrations for events as a guest"), plain) if plain else None
