"""What this house holds about a person beyond the rows that point to them: searches of their address without a log-in."""

from django.utils.translation import gettext as _

from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection
from sextant.work.careers.models import Alert


def alerts_held(person: Person) -> HeldSection | None:
    """Saved searches of the person's address."""
    if not person.email:
        return None
    rows = Alert.objects.filter(user=None, email__iexact=person.email).values("pk", "email", "search", "rhythm", "language")
    return HeldSection(_("My job searches"), [dict(row) for row in rows]) if rows else None
