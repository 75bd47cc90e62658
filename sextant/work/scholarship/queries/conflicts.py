"""Whom an expert may not judge, and why: co-authors, supervisor and student, one organisation, what the expert declared, and the ties other houses know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.ties import tie_in_words, ties_between
from sextant.work.scholarship.models import DeclaredConflict, Dissertation, ExpertWork, Supervision
from sextant.work.scholarship.named import keys_of_person, people_called

YEARS = 3
"""Having worked at one organisation within so many years is a conflict."""


def coauthors(people: set[int]) -> Iterable[tuple[int, int, str]]:
    """Two people of whom one bears the name of an author of the other's confirmed work: the tie `coauthor` for juries. A namesake is taken for the
    person: better one juror too few than a friend on the jury."""
    works = list(ExpertWork.objects.filter(is_confirmed=True).values_list("profile__person", "authors", "author_keys", "year"))
    known = people_called({name for expert, authors, _keys, _year in works if expert in people for name in authors})
    asked = {person.pk: keys_of_person(person) for person in Person.objects.filter(pk__in=people)}
    for expert, _authors, keys, year in works:
        if expert in people:
            found = {one for key in keys for one in known.get(key, ())}
        else:
            found = {person for person, own in asked.items() if own & set(keys)}
        for other in found - {expert}:
            yield expert, other, _said(year)


def _said(year: int | None) -> str:
    return _("co-authors, %(year)s") % {"year": year} if year else _("co-authors")


def guided(people: set[int]) -> Iterable[tuple[int, int, str]]:
    """Supervisor and author of one dissertation: the tie `supervision` for juries."""
    rows = Supervision.objects.filter(person__isnull=False, dissertation__author__isnull=False)
    rows = rows.filter(Q(person__in=people) | Q(dissertation__author__in=people))
    for supervisor, author in rows.values_list("person", "dissertation__author"):
        if supervisor is not None and author is not None:
            yield supervisor, author, _("supervisor and author of a dissertation")


def declared(people: set[int]) -> Iterable[tuple[int, int, str]]:
    """What experts say themselves: the tie `declared` for juries."""
    rows = DeclaredConflict.objects.filter(person__isnull=False).filter(Q(profile__person__in=people) | Q(person__in=people))
    for expert, other in rows.values_list("profile__person", "person"):
        if other is not None:
            yield expert, other, _("declared by the expert")


def conflicts_with(people: set[int], *, person: Person | None = None, organisation: Organisation | None = None, today: date) -> dict[int, list[str]]:
    """Of these experts those who may not judge the person, or the organisation and its people, each with the reasons in words."""
    found: dict[int, list[str]] = defaultdict(list)
    if person is not None:
        for tie in ties_between(people, {person.pk}):
            found[tie.person].append(f"{tie_in_words(tie.name)}: {tie.words}")
        places = _places({person.pk}, today).values("organisation")
        for one in _places(people - {person.pk}, today).filter(organisation__in=places).select_related("organisation"):
            words = _("Same organisation within three years: %(organisation)s") % {"organisation": one.organisation}
            found[one.person_id].append(words)
        for key in people & {person.pk}:
            found[key].append(_("The person themselves"))
    if organisation is not None:
        for one in _places(people, today).filter(organisation=organisation):
            found[one.person_id].append(_("Works or worked there within three years"))
        for key in DeclaredConflict.objects.filter(profile__person__in=people, organisation=organisation).values_list("profile__person", flat=True):
            found[key].append(_("Declared by the expert"))
    return {key: list(dict.fromkeys(reasons)) for key, reasons in found.items()}


def _places(people: set[int], today: date) -> QuerySet[Affiliation]:
    """Where they work or worked within three years."""
    since = today - timedelta(days=365 * YEARS + 1)
    return Affiliation.objects.filter(person__in=people).filter(Q(until=None) | Q(until__gte=since))


def students_of(person: Person) -> list[Dissertation]:
    """Defended dissertations that the person supervised."""
    return list(Dissertation.objects.public().filter(supervisions__person=person, defended_on__isnull=False).order_by("-defended_on"))
