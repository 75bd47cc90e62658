"""Invented libraries, catalogues and offers for tests, each brought in as a user would."""

from typing import Any

from django.core.files.base import ContentFile

from sextant.base.accounts.models import User
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.acquisitions.actions.collections import Children, save_collection, save_population
from sextant.work.acquisitions.actions.imports import start_import
from sextant.work.acquisitions.actions.plans import begin_plan, keep_offer, start_plan
from sextant.work.acquisitions.models import Collection, ImportRun, Plan

BOOKS = (
    # isbn without check digit, title, author, year, language, audience (008/22), class, subject
    ("978517000001", "The sea and its animals", "Ivanova, A.", 2022, "eng", "b", "59", "Animals"),
    ("978517000002", "Сказки о лисе", "Петрова, О.", 2021, "rus", "b", "398", "Сказки"),
    ("978517000003", "Татар балалары", "Галиева, М.", 2012, "tat", "b", "398", "Сказки"),
    ("978517000004", "Войны древности", "Сидоров, П.", 1999, "rus", "c", "94", "История"),
    ("978517000005", "A robot at school", "Peters, B.", 2020, "eng", "c", "62", "Robots"),
    ("978517000006", "Стихи для маленьких", "Орлова, Е.", 2019, "rus", "a", "821", "Стихи"),
    ("978517000007", "Роман для взрослых", "Зимин, Р.", 2005, "rus", "e", "821", ""),
    ("978517000008", "Книга без возраста", "", 2015, "rus", " ", "", ""),
)


def whole_isbn(twelve: str) -> str:
    """ISBN-13 with its check digit."""
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def marc(books: Any = BOOKS) -> bytes:
    """The books as MARC 21."""
    from pymarc import Field, Indicators, Record, Subfield

    found = b""
    for number, (twelve, title, author, year, language, audience, class_, subject) in enumerate(books, 1):
        record = Record(force_utf8=True)
        record.leader = record.leader[:5] + "nam" + record.leader[8:]
        record.add_field(Field("001", data=f"r{number}"))
        record.add_field(Field("008", data=f"240101s{year}    ru     {audience}          1 {language} d"))
        parts = [("020", "  ", whole_isbn(twelve) if twelve else ""), ("080", "  ", class_), ("100", "1 ", author), ("245", "10", title)]
        for tag, marks, text in [*parts, ("650", " 0", subject)]:
            if text:
                record.add_field(Field(tag, Indicators(*marks), [Subfield("a", text)]))
        found += record.as_marc()
    return found


def holdings(rows: Any = None) -> bytes:
    """Two copies of each book in the Centre, one more of the first in the Branch."""
    lines = ["isbn,location,copies,added"]
    lines += [f"{whole_isbn(book[0])},Centre,2,{book[3]}-05-01" for book in BOOKS if book[0]]
    lines += [f"{whole_isbn(BOOKS[0][0])},Branch,1,2024-03-01", "not-in-the-catalogue,Centre,1,2020", f"{whole_isbn(BOOKS[1][0])},Centre,many,2020"]
    return "\n".join(rows or lines).encode()


def loans() -> bytes:
    """The first two books are borrowed, the others are not."""
    rows = [f"{whole_isbn(BOOKS[0][0])},2024-06-01,12", f"{whole_isbn(BOOKS[1][0])},2024-05-01,6", f"{whole_isbn(BOOKS[3][0])},2019-01-01,1"]
    return "\n".join(["isbn,date,loans", *rows]).encode()


def representative(user: User, **fields: Any) -> Organisation:
    """A library for which the user acts."""
    organisation = OrganisationFactory(kind=Organisation.Kind.CHILDRENS_LIBRARY, **fields)
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return organisation


def collection_of(organisation: Organisation | None = None, **fields: Any) -> Collection:
    organisation = organisation or OrganisationFactory(kind=Organisation.Kind.CHILDRENS_LIBRARY)
    return save_collection(Collection(organisation=organisation), by=None, **{"name": "Whole library", **fields})


def worked() -> None:
    """Every job of this house that waits is done, and those that they queue."""
    while job := Job.objects.filter(state="queued", name__startswith="acquisitions.").order_by("pk").first():
        perform_here(job)


def brought(collection: Collection, data: bytes | None = None, *, name: str = "books.mrc", tables: bool = False, by: Any = None) -> ImportRun:
    """A catalogue read by its job, and the profile that follows."""
    files: dict[str, Any] = {"catalogue": ContentFile(marc() if data is None else data, name=name), "holdings": None, "loans": None}
    if tables:
        files |= {"holdings": ContentFile(holdings(), name="holdings.csv"), "loans": ContentFile(loans(), name="loans.csv")}
    run = start_import(collection, files=files, by=by)
    worked()
    run.refresh_from_db()
    return run


CHILDREN = (
    Children(3, 6, 100, "rus", "Centre"),
    Children(7, 10, 200, "rus", "Centre"),
    Children(7, 10, 50, "tat", "Centre"),
    Children(7, 10, 3, "eng", "Branch"),
)


def profiled(organisation: Organisation | None = None, **fields: Any) -> Collection:
    """A collection with catalogue, copies, loans, children, and its profile."""
    collection = collection_of(organisation, **fields)
    save_population(collection, CHILDREN, by=None)
    brought(collection, tables=True)
    return Collection.objects.with_all().get(pk=collection.pk)


def offer(extra: str = "") -> bytes:
    """Forty invented titles on offer; every fourth is in Tatar, every fifth has an award."""
    lines = ["id,isbn,title,author,price,age,language,class,awards,accessible,value"]
    for number in range(1, 41):
        language, award = ("tat" if number % 4 == 0 else "rus"), ("medal" if number % 5 == 0 else "")
        age = ("3-6", "7-10", "11-14")[number % 3]
        twelve = f"978600000{number:03d}"
        lines.append(
            f"t{number},{whole_isbn(twelve)},Title {number},Author {number},{200 + 10 * number}.00,{age},{language},82,{award},,{1 + number % 7}"
        )
    return ("\n".join(lines) + ("\n" + extra if extra else "")).encode()


TARGETS: dict[str, Any] = {"share": [{"field": "language", "value": "tat", "min": 0.3, "of": "spending"}]}


def planned(
    collection: Collection, *, targets: dict[str, Any] | None = None, budget: int = 500_000, data: bytes | None = None, by: Any = None
) -> Plan:
    """A plan worked out by its job."""
    made = keep_offer(collection, file=ContentFile(offer() if data is None else data, name="offer.csv"), by=by)
    plan = begin_plan(made, name="Spring", budget=budget, currency="RUB", by=by, targets=TARGETS if targets is None else targets)
    plan.seconds = 10
    plan.save()
    plan = start_plan(plan, by=by)
    worked()
    return Plan.objects.select_related("collection", "offer", "job").get(pk=plan.pk)
