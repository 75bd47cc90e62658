"""Donors as they are looked for: by person, by organisation, by address."""

from sextant.society.members.models import Organisation, Person
from sextant.work.fundraising.models import Donor


def root_of(donor: Donor) -> Donor:
    """The donor that this one was merged into, through any number of merges."""
    seen = set[int]()
    while donor.merged_into is not None and donor.pk not in seen:
        seen.add(donor.pk)
        donor = donor.merged_into
    return donor


def donor_at(*, person: Person | None, organisation: Organisation | None, email: str, kind: str = Donor.Kind.PERSON) -> Donor | None:
    """The donor who is that person or organisation, else the one at that address; None where there is none."""
    living = Donor.objects.living().order_by("pk")
    if person is not None:
        found = living.filter(person=person).first()
        if found is not None:
            return found
    if organisation is not None:
        return living.filter(organisation=organisation).first()
    return living.filter(email__iexact=email, kind=kind).first() if email else None
