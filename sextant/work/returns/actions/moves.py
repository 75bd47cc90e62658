"""The way of a return: sent, queried and answered, certified, accepted. One return at a time, or all that a list shows."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import Told, record, record_many
from sextant.base.letters.actions import queue_letters
from sextant.work.returns import letters, states
from sextant.work.returns.actions.answers import locked
from sextant.work.returns.models import Query, Submission

BATCH = 500
Move = Callable[[Submission], Told]


@transaction.atomic
def send_return(submission: Submission, *, by: User | None) -> Submission:
    """Sends a return whose checks are at rest: no hard question, words to every soft one, an answer to every query."""
    row = locked(submission)
    told = sending(row, by)
    row.save(update_fields=["state", "sent_at"])
    record(verb=told.verb, obj=row, by=by, before=told.before, after=told.after)
    return row


def sending(row: Submission, by: User | None) -> Told:
    """Sets a return as sent, or refuses; nothing is written here."""
    _refuse_move(row, states.SENT)
    if row.lacking:
        raise ValidationError(_("Some items that must be answered have no answer yet; answer them, or say why there is none."))
    if row.hard:
        raise ValidationError(_("Some answers contradict each other; correct those that are marked as errors."))
    if row.unanswered:
        raise ValidationError(_("Some questions of the checks have no answer in words yet."))
    if row.open_queries:
        raise ValidationError(_("An officer's question waits for an answer."))
    if row.round.state != states.COLLECTING and row.state != states.QUERIED:
        raise ValidationError(_("This round is over; returns cannot be sent any more."))
    before, row.state, row.sent_at = row.state, states.SENT, row.sent_at or timezone.now()
    return Told(verb="returns.send_return", obj=row, by=by, before={"state": before}, after={"state": row.state})


@transaction.atomic
def certify_return(submission: Submission, *, name: str, position: str, by: User | None) -> Submission:
    """Records that the chief officer of the library confirms the figures of a return that was sent."""
    row = locked(submission)
    told = certifying(row, name, position, by)
    row.save(update_fields=["certified_at", "certified_by", "certified_name", "certified_position"])
    record(verb=told.verb, obj=row, by=by, personal_after=told.personal_after)
    return row


def certifying(row: Submission, name: str, position: str, by: User | None) -> Told:
    """Sets the certificate, or refuses; nothing is written here. Where nobody is named, whoever was named before (by a spreadsheet) is meant."""
    if row.state != states.SENT:
        raise ValidationError(_("Only a return that has been sent is certified; send it first."))
    name, position = name.strip() or row.certified_name, position.strip() or row.certified_position
    if not name or not position:
        raise ValidationError(_("Give the name and the position of the chief officer who certifies the return."))
    row.certified_name, row.certified_position = name[:200], position[:200]
    row.certified_at, row.certified_by = timezone.now(), by
    return Told(verb="returns.certify_return", obj=row, by=by, personal_after={"name": row.certified_name, "position": row.certified_position})


@transaction.atomic
def accept_return(submission: Submission, *, by: User | None) -> Submission:
    """Accepts a certified return; whoever certified it cannot."""
    row = locked(submission)
    told = accepting(row, by)
    row.save(update_fields=["state", "accepted_at", "accepted_by"])
    record(verb=told.verb, obj=row, by=by, before=told.before, after=told.after)
    return row


def accepting(row: Submission, by: User | None) -> Told:
    """Sets a return as accepted, or refuses; nothing is written here."""
    _refuse_move(row, states.ACCEPTED)
    if not row.is_certified:
        raise ValidationError(_("The chief officer of the library has not certified this return yet."))
    if by is not None and row.certified_by_id == by.pk:
        raise ValidationError(_("You certified this return yourself; somebody else has to accept it."))
    before, row.state, row.accepted_at, row.accepted_by = row.state, states.ACCEPTED, timezone.now(), by
    return Told(verb="returns.accept_return", obj=row, by=by, before={"state": before}, after={"state": row.state})


@transaction.atomic
def ask_library(submission: Submission, *, words: str, item: str = "", by: User | None) -> Query:
    """Sends a return back to its library with a question; a letter goes out."""
    row = locked(submission)
    if row.state != states.QUERIED:
        _refuse_move(row, states.QUERIED)
    if row.state == states.PUBLISHED_RETURN and not row.round.collection.years.filter(year=row.round.year, state=states.CORRECTING).exists():
        raise ValidationError(_("This return is published; open a correction of the year first."))
    if not words.strip():
        raise ValidationError({"words": _("Write what you want to know.")})
    query = Query.objects.create(submission=row, item=item, words=words.strip()[:1000], by=by)
    before, row.state = row.state, states.QUERIED
    row.open_queries = row.queries.filter(answered_at=None).count()
    row.accepted_at = row.accepted_by = None
    row.save(update_fields=["state", "open_queries", "accepted_at", "accepted_by"])
    record(verb="returns.ask_library", obj=row, by=by, before={"state": before}, after={"state": row.state, "words": query.words})
    queue_letters(list(letters.letters_of_query(query)))
    return query


@transaction.atomic
def answer_query(query: Query, *, words: str, by: User | None) -> Query:
    """Keeps the library's answer to an officer's question."""
    row = locked(query.submission)
    query = Query.objects.select_for_update().get(pk=query.pk)
    if row.state != states.QUERIED or query.answered_at is not None:
        raise ValidationError(_("This question has been answered already."))
    if not words.strip():
        raise ValidationError({"words": _("Write an answer.")})
    query.answer, query.answered_by, query.answered_at = words.strip()[:1000], by, timezone.now()
    query.save(update_fields=["answer", "answered_by", "answered_at"])
    row.open_queries = row.queries.filter(answered_at=None).count()
    row.save(update_fields=["open_queries"])
    record(verb="returns.answer_query", obj=row, by=by, after={"words": query.answer})
    query.submission = row
    return query


@transaction.atomic
def move_many(keys: Iterable[int], move: Move, fields: list[str]) -> tuple[int, dict[str, int]]:
    """Moves those of the returns that can be moved. Returns how many were, and how many were left by the sentence that says why."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("round__collection").filter(pk__in=list(keys)).order_by("pk")
    moved: list[Submission] = []
    told: list[Told] = []
    left: dict[str, int] = {}
    for row in rows:
        try:
            told.append(move(row))
            moved.append(row)
        except ValidationError as refusal:
            sentence = " ".join(refusal.messages)
            left[sentence] = left.get(sentence, 0) + 1
    Submission.objects.bulk_update(moved, fields, batch_size=BATCH)
    record_many(told)
    return len(moved), left


def send_returns(keys: Iterable[int], *, by: User | None) -> tuple[int, dict[str, int]]:
    return move_many(keys, lambda row: sending(row, by), ["state", "sent_at"])


def certify_returns(keys: Iterable[int], *, name: str, position: str, by: User | None) -> tuple[int, dict[str, int]]:
    fields = ["certified_at", "certified_by", "certified_name", "certified_position"]
    return move_many(keys, lambda row: certifying(row, name, position, by), fields)


def accept_returns(keys: Iterable[int], *, by: User | None) -> tuple[int, dict[str, int]]:
    """Accepts those without flags; a return about which the checks ask anything is looked at by itself."""

    def move(row: Submission) -> Told:
        if row.flags:
            raise ValidationError(_("The checks ask about this return; open it and accept it by itself."))
        return accepting(row, by)

    return move_many(keys, move, ["state", "accepted_at", "accepted_by"])


def _refuse_move(row: Submission, target: str) -> None:
    everybody: set[Any] = {states.KEEPER, states.CHECKER, states.OFFICE}
    if target not in states.may_follow(row.state, everybody):
        words = {"now": states.SUBMISSION_NAMES[row.state], "target": states.SUBMISSION_NAMES[target]}
        raise ValidationError(_("The state of this return is “%(now)s”; “%(target)s” does not follow it.") % words)
