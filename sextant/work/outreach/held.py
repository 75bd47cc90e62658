"""What this house holds about a person beyond the rows that point to them: endorsements and adoptions sent from their address."""

from django.utils.translation import gettext as _

from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection
from sextant.work.outreach.models import Adoption, Endorsement


def support_held(person: Person) -> HeldSection | None:
    """Endorsements and adoptions of the person's address."""
    if not person.email:
        return None
    rows = Endorsement.objects.filter(email__iexact=person.email).values("pk", "name", "position", "country", "words", "email", "state")
    told = Adoption.objects.filter(email__iexact=person.email).values("pk", "name", "contact", "email", "state")
    found = [dict(row) for row in (*rows, *told)]
    return HeldSection(_("Endorsements and adoptions"), found) if found else None
