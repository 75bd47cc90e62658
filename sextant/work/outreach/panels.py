"""What others may link to: adoptions in the register, as evidence."""

from typing import Any

from sextant.society.agenda.evidence import Thing
from sextant.work.outreach import states
from sextant.work.outreach.models import Adoption


def adoptions_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Those in the register, which everybody may read."""
    rows = Adoption.objects.filter(pk__in=keys, state__in=states.IN_REGISTER)
    return {str(one.pk): Thing(one.name, one.get_absolute_url()) for one in rows}
