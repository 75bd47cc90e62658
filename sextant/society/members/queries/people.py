"""One person and everything about them."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from sextant.base.audit.models import Entry
from sextant.society.members.models import Affiliation, Membership, Office, Person, Seat, SectionMember


def person_of(user: Any) -> Person | None:
    """The person behind a log-in; one whose row was merged into another is that other."""
    if not user.is_authenticated:
        return None
    person = Person.objects.select_related("merged_into", "privacy").filter(user=user).first()
    return person.merged_into if person is not None and person.merged_into_id else person


def claimable_by(user: Any) -> Person | None:
    """The one person without a log-in whose e-mail is exactly the user's confirmed address; None when there is none, or any doubt.

    allauth's table of addresses says what is confirmed.
    """
    confirmed = user.emailaddress_set.filter(verified=True, email__iexact=user.email).exists() if user.is_authenticated else False
    if not confirmed or Person.objects.filter(user=user).exists():
        return None
    found = Person.objects.filter(email__iexact=user.email, user=None, merged_into=None, erased_at=None)[:2]
    return found[0] if len(found) == 1 else None


def affiliations_of(person: Person) -> QuerySet[Affiliation]:
    """Present places of work first, then the past ones."""
    return person.affiliations.select_related("organisation", "organisation__region").order_by(F("until").desc(nulls_first=True), "-since", "-id")


def sections_of(person: Person) -> QuerySet[SectionMember]:
    return person.sections.select_related("section").order_by(F("until").desc(nulls_first=True), "section__name_ru")


def offices_of(person: Person) -> QuerySet[Office]:
    return person.offices.select_related("section").order_by("-since")


def memberships_of(person: Person) -> QuerySet[Membership]:
    """All memberships with their paid periods."""
    return person.memberships.select_related("plan").prefetch_related("periods").order_by("-applied_on", "-id")


def seats_of(person: Person) -> QuerySet[Seat]:
    return person.seats.select_related("membership__organisation", "membership__plan").order_by("-since")


def offices_held_now(person: Person) -> QuerySet[Office]:
    return offices_of(person).in_force(timezone.localdate())  # type: ignore[attr-defined]


def history_of_person(person: Person, most: int = 50) -> list[Entry]:
    """The newest lines of the record about the person and about rows that were merged into them."""
    keys = [str(person.pk), *(str(key) for key in person.merged_from.values_list("pk", flat=True))]
    lines = Entry.objects.filter(object_kind="members.person", object_id__in=keys)
    return list(lines.select_related("actor", "personal")[:most])
