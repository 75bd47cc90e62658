"""Keeping answers: every change of a cell is a new observation; what stands now, and the questions of the checks, follow from them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.returns import states
from sextant.work.returns.answering import Given
from sextant.work.returns.models import FlagAnswer, Observation, Submission
from sextant.work.returns.queries import flags as checking
from sextant.work.returns.queries.questions import before, questionnaire_of

STANDING = (
    "state",
    "answers",
    "answered",
    "flags",
    "lacking",
    "hard",
    "unanswered",
    "started_at",
    "certified_at",
    "certified_by",
    "certified_name",
    "certified_position",
)
"""Fields of a return that may change with an answer."""


def locked(submission: Submission) -> Submission:
    """The row as it is now, held until the caller's transaction ends."""
    return Submission.objects.select_for_update(of=("self",)).select_related("round__collection", "library", "organisation").get(pk=submission.pk)


@transaction.atomic
def save_answers(submission: Submission, given: dict[str, Given], *, by: User | None) -> Submission:
    """Keeps what the library says, by key of the item; answers that are the same as before add nothing."""
    row = locked(submission)
    refuse_when_closed(row)
    changed = take_in(row, given, by=by, via=states.PAGE)
    if changed:
        Observation.objects.bulk_create(changed)
        judge(row, before(row.round, [row.library_id]).of(row))
        row.save(update_fields=STANDING)
        record(verb="returns.save_answers", obj=row, by=by, after={"answers": len(changed)})
    return row


@transaction.atomic
def edit_answer(submission: Submission, key: str, given: Given, *, reason: str, by: User | None) -> Submission:
    """An officer's own change of one answer of a return that was sent, with its reason; the library's own answer stays in the history."""
    row = locked(submission)
    if row.state not in (states.SENT, states.QUERIED):
        raise ValidationError(_("Only a return that was sent and not yet accepted can be edited; ask the library otherwise."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the answer is changed; the library reads it.")})
    changed = take_in(row, {key: given}, by=by, via=states.PAGE, origin=Observation.Origin.EDITED, note=reason.strip()[:500])
    if not changed:
        raise ValidationError(_("This is the answer that stands already; nothing was changed."))
    Observation.objects.bulk_create(changed)
    judge(row, before(row.round, [row.library_id]).of(row))
    row.save(update_fields=STANDING)
    record(verb="returns.edit_answer", obj=row, by=by, after={"item": key, "reason": reason.strip()[:500]})
    return row


def refuse_when_closed(row: Submission) -> None:
    """Refuses where the library may not change answers now."""
    if row.round.state != states.COLLECTING and row.state != states.QUERIED:
        raise ValidationError(_("This round is over; answers cannot be changed any more."))
    if row.state not in states.FILLED_IN:
        raise ValidationError(_("This return has been sent; answers can be changed again when an officer asks about it."))


def take_in(
    row: Submission, given: dict[str, Given], *, by: User | None, via: str, origin: str = Observation.Origin.REPORTED, note: str = ""
) -> list[Observation]:
    """Sets what differs into `row.answers` and gives the observations to be written; nothing is written here."""
    known, now, changed = questionnaire_of(row.round).by_key, timezone.now(), []
    for key, one in given.items():
        if key not in known:
            raise ValidationError(_("The questionnaire does not ask for “%(key)s”.") % {"key": key})
        held = row.answers.get(key, {})
        if (held.get("value"), held.get("status", "")) == (one.value, one.status):
            continue
        changed.append(Observation(submission=row, item=key, value=one.value, status=one.status, origin=origin, via=via, note=note, by=by, at=now))
        if one.is_empty:
            row.answers.pop(key, None)
        else:
            row.answers[key] = {"value": one.value, "status": one.status, "origin": origin}
    if changed:
        row.answered = len(row.answers)
        row.certified_at = row.certified_by = None
        if row.state == states.INVITED:
            row.state, row.started_at = states.STARTED, now
    return changed


def judge(row: Submission, previous: dict[str, Any]) -> None:
    """Sets the questions of the checks over the answers that stand, and which of the soft ones have words; nothing is written here."""
    found = checking.flags_of(row, previous)
    answered = {(one.rule, one.item, one.value): one.words for one in row.flag_answers.all()} if row.pk and found else {}
    _put(row, found, answered)


def _put(row: Submission, found: list[dict[str, Any]], answered: dict[tuple[str, str, str], str]) -> None:
    row.flags = [flag | {"words": answered.get((flag["rule"], flag["item"], flag["shown"]), "")} for flag in found]
    row.lacking = sum(flag["blank"] for flag in row.flags)
    row.hard = sum(flag["severity"] == "hard" and not flag["blank"] for flag in row.flags)
    row.unanswered = sum(flag["severity"] == "soft" and not flag["words"] for flag in row.flags)


@dataclass(frozen=True)
class Asked:
    """A question of a check, by its rule and item."""

    rule: str
    item: str


@transaction.atomic
def answer_flag(submission: Submission, asked: Asked, *, words: str, by: User | None) -> Submission:
    """Keeps the words that answer a soft question of the checks."""
    row = locked(submission)
    refuse_when_closed(row)
    flag = next((one for one in row.flags if (one["rule"], one["item"]) == (asked.rule, asked.item)), None)
    if flag is None or flag["severity"] != "soft":
        raise ValidationError(_("This question is not asked any more; the answer has changed."))
    if not words.strip():
        raise ValidationError(_("Write a few words that explain the figure."))
    if flag["words"] != words.strip()[:500]:
        FlagAnswer.objects.create(submission=row, rule=asked.rule, item=asked.item, value=flag["shown"], words=words.strip()[:500], by=by)
        flag["words"] = words.strip()[:500]
        row.unanswered = sum(one["severity"] == "soft" and not one["words"] for one in row.flags)
        row.save(update_fields=["flags", "unanswered"])
        record(verb="returns.answer_flag", obj=row, by=by, after={"rule": asked.rule, "item": asked.item})
    return row
