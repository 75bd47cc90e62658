"""Invented books for tests, set, handed in and checked as a user would do it."""

from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.worker import perform_here
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.publications import states
from sextant.work.publications.actions.checks import hand_in, keep_findings
from sextant.work.publications.actions.marks import give_mark
from sextant.work.publications.actions.packs import load_shipped
from sextant.work.publications.demo.load import book_pdf
from sextant.work.publications.models import Check, NormPack, PackVersion, QualityMark
from sextant.work.publications.models.books import beside

TODAY = timezone.localdate
TITLE = "The river that is not there"


def publisher(user: User, **fields: Any) -> Organisation:
    """A publishing house for which the user acts."""
    organisation = OrganisationFactory(**fields)
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return organisation


def version(code: str = "tr-cu-007-2011") -> PackVersion:
    """The version in force of a shipped norm."""
    if not NormPack.objects.exists():
        load_shipped()
    return PackVersion.objects.select_related("pack").get(pack__code=code, state=states.IN_FORCE)


def pdf(size: float = 11.0, lead: float = 3.0, title: str = TITLE, paragraphs: int = 10) -> bytes:
    return book_pdf(title=title, size=size, lead=lead, chance=Random(3), language="en", paragraphs=paragraphs)


def handed_in(by: User | None = None, organisation: Organisation | None = None, content: bytes = b"", **fields: Any) -> Check:
    """A book with a file that waits for its check."""
    given = {"title": TITLE, "age": "11-14", "kind": "fiction", **fields}
    norms = given.pop("norms", None) or [version()]
    return hand_in(publisher=organisation, file=ContentFile(content or pdf(), name="book.pdf"), versions=norms, by=by, **given)


def checked(by: User | None = None, organisation: Organisation | None = None, content: bytes = b"", **fields: Any) -> Check:
    """The same, checked by its job."""
    check = handed_in(by, organisation, content, **fields)
    perform_here(check.job)
    return Check.objects.select_related("book__publisher").get(pk=check.pk)


FOUND = {
    "rule": "type-11-14.size",
    "title_en": "Type for ages 11–14",
    "title_ru": "Шрифт для возраста 11–14 лет",
    "verdict": states.FAIL,
    "page": 2,
    "box": [60.0, 400.0, 300.0, 460.0],
    "value": "8.5",
    "required": "10",
    "unit": "pt",
    "source_en": "Decision 797, annex 18",
    "source_ru": "Решение № 797, приложение 18",
    "said_en": "The type is 8.5 pt, at least 10 pt is required.",
    "said_ru": "Кегль 8,5 пт, требуется не менее 10 пт.",
    "excerpt": "In the morning",
    "verified": True,
    "decides": True,
}


def judged(verdict: str = states.PASS, by: User | None = None, organisation: Organisation | None = None, findings: int = 0, **fields: Any) -> Check:
    """A check that has ended with that verdict, without the work of its job."""
    check = handed_in(by, organisation, fields.pop("content", b"%PDF-1.7 invented"), **fields)
    page = {"page": 2, "width_mm": 165.0, "height_mm": 235.0, "characters": 1700, "checkable": True, "en": "", "ru": ""}
    default_storage.save(beside(check, "report.json"), ContentFile(b"{}"))
    default_storage.save(beside(check, "page-2.png"), ContentFile(b"\x89PNG invented"))
    made = {"reports": ["report.json"], "pictured": [2], "verdict": verdict, "pages": [{**page, "page": 1}, page], "product_version": "0"}
    keep_findings(check, made, [FOUND] * findings)
    return Check.objects.select_related("book__publisher").get(pk=check.pk)


def marked(by: User | None = None, organisation: Organisation | None = None, **fields: Any) -> QualityMark:
    return give_mark(judged(states.PASS, None, organisation, **fields), by=by, today=TODAY())
