"""Calls, entries and juries for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.calls.actions.calls import begin_call, publish_call
from sextant.work.calls.actions.entries import begin_entry, submit_entry
from sextant.work.calls.actions.jury import agree_to_judge, invite_juror
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.actions.reviews import submit_review
from sextant.work.calls.models import Call, Entry, Field, Juror, Review, Stage


def now() -> datetime:
    return timezone.now()


def draft_call(slug: str = "young-librarian", **fields: Any) -> Call:
    """A contest open since yesterday, for ten days, with one question, one criterion and a first prize."""
    given: dict[str, Any] = {
        "title_en": "Young librarian of the year",
        "title_ru": "Молодой библиотекарь года",
        "text_en": "Tell what you changed in your library.",
        "opens_at": now() - timedelta(days=1),
        "closes_at": now() + timedelta(days=10),
        "blind": "open",
        "per_entry": 2,
        **fields,
    }
    call = begin_call(slug=slug, by=None, **given)
    save_part(call, "field", None, by=None, kind="text", label_en="What did you change?", label_ru="Что вы изменили?", limit=2000)
    save_part(call, "criterion", None, by=None, title_en="Use for readers", title_ru="Польза читателям", weight=2)
    save_part(call, "prize", None, by=None, kind="diploma", title_en="First prize", title_ru="Первая премия")
    return call


def open_call(slug: str = "young-librarian", **fields: Any) -> Call:
    """The same, published."""
    return publish_call(draft_call(slug, **fields), by=None, now=now())


def with_log_in(person: Person, email: str = "") -> Person:
    """Gives the person a log-in."""
    person.user = User.objects.create_user(email or person.email, "a long password", language="en")
    person.save(update_fields=["user"])
    return person


def answer_to(call: Call) -> Field:
    """The question of the call."""
    return call.fields.get(kind="text")


def entry_in(call: Call, person: Person | None = None, text: str = "We opened the yard for readers.", title: str = "A reading yard") -> Entry:
    """A submitted entry."""
    person = person or PersonFactory()
    entry = begin_entry(call, person=person, title=title, language="en", at=now(), by=None)
    return submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: text})


def juror_in(call: Call, person: Person | None = None, *, load: int = 10, is_chair: bool = False, knowledge: dict[int, int] | None = None) -> Juror:
    """A juror who agreed."""
    juror = invite_juror(call, person=person or PersonFactory(), now=now(), by=None, is_chair=is_chair)
    return agree_to_judge(juror, load=load, knowledge=knowledge or {}, now=now(), by=None)


def closed(call: Call) -> Call:
    """The deadline was an hour ago."""
    Call.objects.filter(pk=call.pk).update(closes_at=now() - timedelta(hours=1), opens_at=now() - timedelta(days=20))
    call.refresh_from_db()
    return call


def jury_stage(call: Call) -> Stage:
    return call.stages.get(kind="jury")


def given_to(entry: Entry, juror: Juror) -> Review:
    """The juror has the entry to judge, whatever the calendar says."""
    review = Review.objects.create(stage=jury_stage(entry.call), entry=entry, juror=juror)
    return Review.objects.select_related("entry__call", "juror__person", "stage").get(pk=review.pk)


def scored(review: Review, value: int, feedback: str = "") -> Review:
    """The review is submitted with the same score for every criterion."""
    scores = {one.pk: value for one in review.entry.call.criteria.all()}
    return submit_review(review, scores=scores, comment="", feedback=feedback, now=now(), by=None)


def work_off() -> None:
    """Does every job of calls that waits, as a worker would."""
    for job in Job.objects.filter(name__startswith="calls.", state="queued").order_by("pk"):
        done = perform_here(job)
        assert done.state == "done", done.error
