"""Rounds of returns for tests: a collection with libraries, last year's figures, and answers that the checks leave in peace."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.base.permissions.models import Grant
from sextant.society.members.models import Affiliation, Organisation, Person, Region
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, RegionFactory
from sextant.work.returns import states
from sextant.work.returns.actions.answers import save_answers
from sextant.work.returns.actions.moves import certify_return, send_return
from sextant.work.returns.actions.rounds import open_round
from sextant.work.returns.answering import Given
from sextant.work.returns.models import Collection, Library, Round, Submission

YEAR = 2026
CLEAN: dict[str, Any] = {
    **{"population": 10_000, "branches": 1, "service_points": 2, "hours_open": 2_000, "staff_fte": 5.5, "stock": 40_000, "acquisitions": 1_000},
    **{"registered_users": 3_000, "visits": 30_000, "loans": 50_000, "programmes": 100, "has_internet": "yes", "income": 6_000_000},
    **{"spending": 6_000_000},
}
"""Answers to everything that must be answered, which no check asks about."""


def region(code: str = "RU-TVE") -> Region:
    return RegionFactory(code=code)


def collection_with(libraries: int = 2, code: str = "town", place: Region | None = None) -> Collection:
    """A collection whose libraries are organisations of one region."""
    place = place or region()
    held = Collection.objects.create(code=code, name_en="Town libraries", name_ru="Городские библиотеки", country="RU", currency="RUB")
    for number in range(1, libraries + 1):
        organisation = OrganisationFactory(region=place)
        Library.objects.create(collection=held, key=f"T{number:03d}", name=f"Library {number}", region=place.code, organisation=organisation)
    return held


def opened(libraries: int = 2, collection: Collection | None = None, by: User | None = None, **fields: Any) -> Round:
    """A round of that collection, invited; letters wait as jobs."""
    held = collection or collection_with(libraries)
    asked = {"year": YEAR, "questionnaire": "public", "due_on": timezone.localdate() + timedelta(days=30), "remind_after": [14, 28], **fields}
    return open_round(collection=held, by=by, **asked)


def submission_of(work: Round, key: str = "T001") -> Submission:
    return work.submissions.select_related("round__collection", "library", "organisation").get(library__key=key)


def acting_for(user: User, organisation: Organisation | None) -> User:
    """The user acts for the organisation from now on."""
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return user


def officer_of(user: User, place: Region) -> User:
    Grant.objects.create(user=user, role=states.REGION_OFFICER, scope_kind=states.REGION, scope_id=str(place.pk))
    return user


def clean_answers(**changed: Any) -> dict[str, Given]:
    """An answer to every item that must be given, which no check asks about."""
    return {key: value if isinstance(value, Given) else Given(value) for key, value in {**CLEAN, **changed}.items()}


def filled(work: Round, key: str = "T001", by: User | None = None, **changed: Any) -> Submission:
    return save_answers(submission_of(work, key), clean_answers(**changed), by=by)


def sent(work: Round, key: str = "T001", by: User | None = None, **changed: Any) -> Submission:
    return send_return(filled(work, key, by, **changed), by=by)


def certified(work: Round, key: str = "T001", by: User | None = None, **changed: Any) -> Submission:
    return certify_return(sent(work, key, by, **changed), name="Anna Chitalkina", position="Director", by=by)


def worked() -> None:
    """Every job of this house that waits is done, and those that they queue."""
    while job := Job.objects.filter(state="queued", name__startswith="returns.", run_after__lte=timezone.now()).order_by("pk").first():
        perform_here(job)
