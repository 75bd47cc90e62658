"""Opening a round: the year is asked for, every library of the collection is invited, and letters go out; later the reminders."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.letters.actions import queue_letters
from sextant.society.members.models import Region
from sextant.work.returns import letters, states
from sextant.work.returns.models import Collection, Learned, Round, Submission
from sextant.work.returns.queries.questionnaires import Held, change_under_way, valid_for, versions_of

BATCH = 500


@transaction.atomic
def open_round(*, collection: Collection, year: int, questionnaire: str, due_on: date, remind_after: list[int], by: User | None) -> Round:
    """Opens the collection of a year with the version of a questionnaire that is valid for it, and invites all libraries of the collection;
    letters follow by a job."""
    held = _version_for(questionnaire, year)
    _refuse_what_does_not_fit(collection, year, due_on)
    asked = held.asked
    work = Round.objects.create(
        collection=collection,
        year=year,
        questionnaire=asked.code,
        questionnaire_version=asked.version,
        questionnaire_text=held.text,
        due_on=due_on,
        remind_after=sorted(set(remind_after)),
        opened_by=by,
    )
    invited = invite_libraries(work, collection.libraries.all())
    record(verb="returns.open_round", obj=work, by=by, after={"year": year, "questionnaire": f"{asked.code} {asked.version}", "libraries": invited})
    after_commit("returns.send_invitations", by=by, round_id=work.pk)
    after_commit("returns.learn", by=by, round_id=work.pk)
    return work


def _version_for(questionnaire: str, year: int) -> Held:
    """The version that is valid for the year; refused where there is none, and where the next one for that year is still being decided."""
    versions = versions_of(questionnaire)
    if not versions:
        raise ValidationError({"questionnaire": _("There is no questionnaire of this name; choose one from the list.")})
    held = valid_for(versions, year)
    if held is None:
        raise ValidationError({"year": _("This questionnaire does not ask about %(year)s; choose another year or questionnaire.") % {"year": year}})
    change = change_under_way(questionnaire)
    if change is not None and year >= change.valid_from:
        words = _(
            "Version %(version)s of this questionnaire, for the years from %(year)s on, is still being decided. Publish it or give it up first."
        )
        raise ValidationError({"questionnaire": words % {"version": change.version, "year": change.valid_from}})
    return held


def _refuse_what_does_not_fit(collection: Collection, year: int, due_on: date) -> None:
    if Round.objects.filter(collection=collection, year=year).exists():
        raise ValidationError({"year": _("Returns of %(year)s are being collected already; open that round.") % {"year": year}})
    if collection.years.filter(year=year, state=states.PUBLISHED).exists():
        raise ValidationError({"year": _("The figures of %(year)s are published; open a correction of that year first.") % {"year": year}})
    if due_on <= timezone.localdate():
        raise ValidationError({"due_on": _("The last day lies in the past; give the libraries time to answer.")})
    if not collection.libraries.exists():
        raise ValidationError({"collection": _("This collection has no libraries yet; import a register of libraries first.")})


def invite_libraries(work: Round, libraries: Any) -> int:
    """Makes a return to be filled in for each library that has none in this round; returns how many."""
    regions = {region.code: region.pk for region in Region.objects.all()}
    country, now = work.collection.country, timezone.now()
    rows = [
        Submission(
            round=work,
            library=library,
            organisation_id=library.organisation_id,
            region_id=regions.get(library.region) or regions.get(f"{country}-{library.region}"),
            invited_at=now,
        )
        for library in libraries.exclude(submissions__round=work).order_by("pk")
    ]
    Submission.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


@transaction.atomic
def add_new_libraries(work: Round, *, by: User | None) -> int:
    """Invites libraries that came into the collection after the round was opened."""
    if work.state != states.COLLECTING:
        raise ValidationError(_("This round is over; libraries cannot be invited any more."))
    invited = invite_libraries(work, work.collection.libraries.all())
    if not invited:
        raise ValidationError(_("All libraries of the collection are invited already."))
    record(verb="returns.add_new_libraries", obj=work, by=by, after={"libraries": invited})
    after_commit("returns.send_invitations", by=by, round_id=work.pk)
    return invited


@transaction.atomic
def write_to(keys: list[int], *, step: int) -> int:
    """Letters to the libraries of these returns: the invitation (step 0) or the reminder of that step; nothing is written twice. Returns how many letters."""
    rows = Submission.objects.filter(pk__in=keys).select_related("round__collection", "library", "organisation")
    ready = [letter for submission in rows for letter in letters.letters_about(submission, step)]
    queue_letters(ready)
    if step:
        Submission.objects.filter(pk__in=keys).update(reminded=step)
    return len(ready)


@transaction.atomic
def keep_learned(work: Round, expectations: dict[str, Any], years: list[int]) -> Learned:
    """Keeps what earlier years let expect; the checks ask by it from now on."""
    Learned.objects.filter(round=work).delete()
    learned = Learned.objects.create(round=work, expectations=expectations, years=years)
    record(verb="returns.keep_learned", obj=work, after={"years": years})
    return learned


def to_be_invited(work: Round) -> list[int]:
    return list(work.submissions.exclude(organisation=None).order_by("pk").values_list("pk", flat=True))


def to_be_reminded(today: date) -> list[tuple[int, list[int]]]:
    """(step, returns) of all rounds that collect: those not answered so many days after the invitation, once a step; a step that was missed is not made up for."""
    found: list[tuple[int, list[int]]] = []
    for work in Round.objects.filter(state=states.COLLECTING):
        for step, days in reversed(list(enumerate(work.remind_after, 1))):
            waiting = work.submissions.filter(
                state__in=states.NOT_ANSWERED, reminded__lt=step, invited_at__date__lte=today - timedelta(days=days), organisation__isnull=False
            )
            found.append((step, list(waiting.order_by("pk").values_list("pk", flat=True))))
    return found
