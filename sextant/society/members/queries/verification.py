"""What a card's code tells whoever scans it: whether it holds today, and nothing more than its holder agreed to."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from sextant.society.members.models import Membership, Person, Seat

_signer = Signer(salt="members.verify", sep=".")


def token_of(thing: Membership | Seat) -> str:
    """A signed name of a membership or a seat; nobody can make one for another."""
    return _signer.sign(f"{'s' if isinstance(thing, Seat) else 'm'}{thing.pk}")


@dataclass(frozen=True)
class Verified:
    """What the public page shows. `holder` is empty where a person has not agreed to be named."""

    valid: bool
    number: str
    kind: str
    holder: str


def _named(person: Person) -> str:
    """Family name and initials, only of a person who opened the entry to others."""
    privacy = getattr(person, "privacy", None)
    if privacy is None or person.erased_at or not (privacy.public_page or privacy.in_directory):
        return ""
    initials = "".join(f" {name[0]}." for name in (person.given_name, person.patronymic) if name)
    return f"{person.family_name}{initials}"


def verified(token: str) -> Verified | None:
    """The answer for a token, as of today; None for one that was never issued."""
    try:
        name = _signer.unsign(token)
    except BadSignature:
        return None
    today = timezone.localdate()
    rows = Membership.objects.with_holder().select_related("person__privacy")
    if name[0] == "m":
        membership = rows.filter(pk=name[1:]).first()
        person, seated = membership.person if membership else None, True
    else:
        seat = Seat.objects.select_related("person__privacy").filter(pk=name[1:]).first()
        membership = rows.filter(pk=seat.membership_id).first() if seat else None
        person, seated = (seat.person, Seat.objects.in_force(today).filter(pk=seat.pk).exists()) if seat else (None, False)
    if membership is None:
        return None
    holder = _named(person) if person is not None else str(membership.organisation)
    good = seated and Membership.objects.good_on(today).filter(pk=membership.pk).exists()
    return Verified(good, membership.number or "", membership.plan.name, holder)
