"""Jobs, employers and stories for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.careers.actions.jobs import publish_job, save_job
from sextant.work.careers.actions.stories import publish_story, save_story, submit_story
from sextant.work.careers.models import CareerStory, Job

TODAY = timezone.localdate
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0"
    b"\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def employer(user: User | None = None, **fields: Any) -> Organisation:
    """An organisation for which the user acts."""
    organisation = OrganisationFactory(**fields)
    if user is not None:
        person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
        Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return organisation


def draft(organisation: Organisation | None = None, by: User | None = None, **fields: Any) -> Job:
    """A cataloguer's job at 60–75 thousand a month before tax, to apply for within thirty days."""
    given: dict[str, Any] = {
        "title_en": "Cataloguer",
        "title_ru": "Каталогизатор",
        "text_en": "You describe books.",
        "text_ru": "Описание книг.",
        "salary_from_minor": 60_000_00,
        "salary_to_minor": 75_000_00,
        "place": "Pskov",
        "apply_until": TODAY() + timedelta(days=30),
        "apply_email": "staff@library.example.org",
        **fields,
    }
    return save_job(None, organisation=organisation or OrganisationFactory(), by=by, today=TODAY(), **given)


def published(organisation: Organisation | None = None, **fields: Any) -> Job:
    return publish_job(draft(organisation, **fields), by=None, today=TODAY())


def story(person: Person | None = None, **fields: Any) -> CareerStory:
    """A draft by the person."""
    given = {"kind": "career", "title_en": "From the desk to the archive", "text_en": "It began with a card.", **fields}
    return save_story(None, person=person or PersonFactory(), by=None, **given)


def published_story(person: Person | None = None, **fields: Any) -> CareerStory:
    return publish_story(submit_story(story(person, **fields), agreed=True, on=TODAY(), by=None), on=TODAY(), by=None)
