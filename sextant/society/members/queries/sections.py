"""The tree of sections, and who serves and takes part in one."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from sextant.base.ordering import in_order
from sextant.society.members.models import Office, Person, Section, SectionMember
from sextant.society.members.queries.standing import people_in_good_standing


@dataclass
class Branch:
    """A section with the sections below it, its chair today and its number of people."""

    section: Section
    chair: Office | None
    people: int
    below: list["Branch"] = field(default_factory=list)


def section_tree(*, closed: bool = False) -> list[Branch]:
    """Sections at the top with everything below them, by name in the reader's language; two queries in all."""
    today = timezone.localdate()
    now = Q(members__since__lte=today) & (Q(members__until=None) | Q(members__until__gte=today))
    chairs = Office.objects.in_force(today).filter(role=Office.Role.CHAIR).select_related("person")
    rows = Section.objects.filter(closed_on__isnull=not closed).annotate(people=Count("members", filter=now))
    found = in_order(rows).prefetch_related(Prefetch("offices", queryset=chairs, to_attr="chairs"))
    branches = {row.pk: Branch(row, row.chairs[0] if row.chairs else None, row.people) for row in found}
    top: list[Branch] = []
    for branch in sorted(branches.values(), key=lambda branch: branch.section.name.casefold()):
        above = branches.get(branch.section.parent_id or 0)
        (above.below if above else top).append(branch)
    return top


def offices_now(section: Section, day: date | None = None) -> QuerySet[Office]:
    """Terms that run today, chair first."""
    return section.offices.in_force(day or timezone.localdate()).select_related("person").order_by("role", "since")


def offices_earlier(section: Section) -> QuerySet[Office]:
    """Terms that have ended, the latest first."""
    return section.offices.filter(until__lt=timezone.localdate()).select_related("person").order_by("-until", "-since")


def people_of(section: Section, *, everybody: bool = True) -> QuerySet[SectionMember]:
    """Who takes part today, by name; without `everybody` only those who opened their entry to others."""
    now = section.members.in_force(timezone.localdate())
    if not everybody:
        now = now.filter(Q(person__privacy__in_directory=True) | Q(person__privacy__public_page=True))
    return now.select_related("person__region").order_by("person__family_name", "person__given_name", "pk")


def electable(section: Section) -> QuerySet[Person]:
    """Those who take part in the section today and stand well."""
    here = section.members.in_force(timezone.localdate()).values("person")
    return people_in_good_standing().filter(pk__in=here)
