"""Finding experts: by concept with everything narrower, by role and region, with a score that shows its parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.society.concepts.experts import Expert
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Person, Region
from sextant.work.scholarship.models import Dissertation, ExpertProfile, ExpertWork
from sextant.work.scholarship.models.experts import ROLES
from sextant.work.scholarship.queries.register import narrower_of

HALF_LIFE = 5
"""A work counts half after so many years."""
OF_CONCEPT, OF_DISSERTATION = 2.0, 0.5
"""What a concept named by the expert counts, and a defended dissertation that they supervised."""


@dataclass
class Found:
    """An expert with what speaks for them: `named` of the concepts asked for, works and their weight, the latest year, dissertations."""

    profile: ExpertProfile
    named: int = 0
    works: int = 0
    weight: float = 0.0
    latest: int | None = None
    guided: int = 0
    conflicts: list[str] = field(default_factory=list)

    @property
    def score(self) -> float:
        return OF_CONCEPT * self.named + self.weight + OF_DISSERTATION * self.guided

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts of the score in words."""
        said = []
        if self.named:
            said.append(ngettext("names %(number)s concept of these", "names %(number)s concepts of these", self.named) % {"number": self.named})
        if self.works:
            words = ngettext("%(number)s work, the latest of %(year)s", "%(number)s works, the latest of %(year)s", self.works)
            said.append(words % {"number": self.works, "year": self.latest or "?"})
        if self.guided:
            words = ngettext("supervised %(number)s defended dissertation", "supervised %(number)s defended dissertations", self.guided)
            said.append(words % {"number": self.guided})
        return tuple(said)


def listed(role: str = "", region: Region | None = None, today: date | None = None) -> QuerySet[ExpertProfile]:
    """Experts whose consent stands, of a role and a region where they are asked for."""
    rows = ExpertProfile.objects.with_all().listed(today or timezone.localdate())
    if role in ROLES:
        rows = rows.filter(**{f"is_{role}": True})
    return rows.filter(region=region) if region is not None else rows


def experts_found(concepts: Sequence[Concept], role: str = "", region: Region | None = None, *, today: date) -> list[Found]:
    """Experts on any of the concepts or narrower ones, the best first; without concepts all of the role and region by name."""
    rows = listed(role, region, today)
    if not concepts:
        return [Found(one) for one in rows]
    keys = narrower_of([one.pk for one in concepts])
    found = {one.person_id: Found(one, named=sum(concept.pk in keys for concept in one.concepts.all())) for one in rows}
    works = ExpertWork.objects.filter(is_confirmed=True, profile__in=[one.profile for one in found.values()], concepts__in=keys)
    for person, year, _work in works.values_list("profile__person", "year", "pk").distinct():
        _count(found[person], year, today)
    guided = Dissertation.objects.public().filter(defended_on__isnull=False, concepts__in=keys, supervisions__person__in=found)
    for person, number in _pairs(guided.values_list("supervisions__person", "pk").distinct()):
        if person in found:
            found[person].guided = number
    telling = [one for one in found.values() if one.score > 0]
    return sorted(telling, key=lambda one: (-one.score, one.profile.person.family_name, one.profile.pk))


def _count(one: Found, year: int | None, today: date) -> None:
    one.works += 1
    one.weight += 0.5 ** (max(today.year - year, 0) / HALF_LIFE) if year else 0.25
    one.latest = max(one.latest or 0, year or 0) or None


def _pairs(rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """How many different keys stand beside each person."""
    found: dict[int, set[int]] = defaultdict(set)
    for person, key in rows:
        found[person].add(key)
    return [(person, len(keys)) for person, keys in found.items()]


def source(codes: Sequence[str], role: str) -> list[Expert]:
    """For `society.concepts.experts`: whoever needs a juror, a reviewer or a supervisor asks there."""
    concepts = list(Concept.objects.filter(code__in=codes))
    if not concepts:
        return []
    found = experts_found(concepts, role, today=timezone.localdate())
    return [Expert(one.profile.person, round(one.score, 3), one.works, one.latest, one.profile.roles, one.reasons) for one in found]


def profile_of(person: Person) -> ExpertProfile | None:
    """The person's own profile, in whatever state."""
    return ExpertProfile.objects.with_all().filter(person=person).first()


def said_of_score() -> str:
    """How the score is made, for the page."""
    return _(
        "Score: 2 for each concept asked for that the expert names, 1 for a work of this year on them and half of it for every five years, "
        "0.5 for each defended dissertation that the expert supervised."
    )
