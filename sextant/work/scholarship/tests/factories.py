"""Dissertations, concepts and experts for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.lab.thesaurus.concepts import fold
from sextant.society.concepts.models import Concept, Label
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.scholarship import states
from sextant.work.scholarship.actions.dissertations import move_dissertation, save_dissertation
from sextant.work.scholarship.actions.experts import Work, add_work, agree_profile, save_profile
from sextant.work.scholarship.models import Dissertation, ExpertProfile
from sextant.work.scholarship.named import Named

TODAY = timezone.localdate
READING = "Чтение подростков в сельских библиотеках"


def concept(code: str, ru: str, en: str, *broader: Concept) -> Concept:
    """A concept with its two labels."""
    made = Concept.objects.create(code=code, label_ru=ru, label_en=en)
    made.broader.set(broader)
    for language, text in (("ru", ru), ("en", en)):
        Label.objects.create(concept=made, language=language, kind="pref", text=text, folded=fold(text))
    return made


def school(user: User | None = None, **fields: Any) -> Organisation:
    """A school of library science, for which the user acts."""
    made = OrganisationFactory(kind=Organisation.Kind.LIS_SCHOOL, **fields)
    if user is not None:
        person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
        Affiliation.objects.create(person=person, organisation=made, is_representative=True)
    return made


def supervisor(user: User | None = None, at: Organisation | None = None, **fields: Any) -> Person:
    """Somebody who works at a school without acting for it."""
    given = {"user": user, "email": user.email} if user is not None else {}
    person = PersonFactory(**{**given, **fields})
    Affiliation.objects.create(person=person, organisation=at or school())
    return person


def registered(title: str = READING, *, by: User | None = None, **fields: Any) -> Dissertation:
    """A planned topic; `guide` is the person who supervises it, `author` a name."""
    guide, author = fields.pop("guide", None), fields.pop("author", "")
    values = {"title_ru": title, "title_en": "", "reason": "A double on purpose", **fields}
    values.setdefault("school", None)
    values["school"] = values["school"] or school()
    people = [(Named(guide.full_name, guide), "supervisor")] if guide is not None else []
    named = Named(str(author), author if isinstance(author, Person) else None) if author else None
    return save_dissertation(None, by=by, today=values.pop("today", TODAY()), author=named, supervisors=people, **values)


def defended(title: str = READING, on: date | None = None, **fields: Any) -> Dissertation:
    """The same, taken through all its states within a year."""
    day = on or TODAY()
    made = registered(title, today=day - timedelta(days=300), **fields)
    for place, target in enumerate((states.APPROVED, states.IN_WORK, states.REVIEW, states.DEFENDED)):
        on_day = day - timedelta(days=30 * (3 - place))
        made = move_dissertation(made, target=target, on=on_day, today=max(day, TODAY()), by=None, words={states.KEEPER})
    return made


def expert(person: Person | None = None, concepts: tuple[Concept, ...] = (), works: tuple[Work, ...] = (), **fields: Any) -> ExpertProfile:
    """A listed juror."""
    profile = save_profile(person or PersonFactory(), by=None, concepts=concepts, **{"is_juror": True, **fields})
    for work in works:
        add_work(profile, work, by=None, concepts=concepts)
    return agree_profile(profile, agreed=True, today=TODAY(), by=None)
