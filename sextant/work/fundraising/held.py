"""What this house holds about a person beyond the rows that point to them: their gifts, consents and notes."""

from typing import Any

from django.utils.translation import gettext as _

from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection
from sextant.work.fundraising.models import Consent, Donor, Gift, Note, Part


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def gifts_held(person: Person) -> HeldSection | None:
    """Every gift of the donor that the person is, what came of it, what was agreed to and noted."""
    donors = list(Donor.objects.filter(person=person).values_list("pk", flat=True))
    rows: list[dict[str, Any]] = []
    for model in (Gift, Consent, Note):
        rows += [
            {"kind": model.__name__, **{name: _plain(value) for name, value in row.items()}}
            for row in model.objects.filter(donor__in=donors).values()
        ]
    rows += [{"kind": "Part", **{name: _plain(value) for name, value in row.items()}} for row in Part.objects.filter(gift__donor__in=donors).values()]
    return HeldSection(_("Gifts"), rows) if rows else None
