"""Reviews: scores saved and submitted, opened again, a juror steps back; what the jury says to each other."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.work.calls import states
from sextant.work.calls.models import Conflict, Criterion, Entry, Juror, Remark, Review, Score

LONGEST = 10_000


def _held(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("entry__call", "stage", "juror__person")
    return rows.get(pk=review.pk)


def _open(review: Review) -> Review:
    review = _held(review)
    if review.state == states.RECUSED or review.juror.state != states.AGREED:
        raise ValidationError(_("This entry is no longer yours to judge."))
    if review.entry.state != states.SUBMITTED:
        raise ValidationError(_("This entry was withdrawn or not admitted; there is nothing left to judge."))
    if review.stage.is_frozen or review.entry.call.state != states.PUBLISHED:
        raise ValidationError(_("The result of this stage is final; scores no longer change."))
    return review


def _write_scores(review: Review, scores: Mapping[int, int | None]) -> None:
    call = review.entry.call
    criteria = Criterion.objects.filter(call=call).in_bulk()
    for key, value in scores.items():
        if key not in criteria:
            raise ValidationError(_("A score was given for a criterion of another call."))
        if value is None:
            Score.objects.filter(review=review, criterion=key).delete()
            continue
        if value not in call.scale:
            words = {"criterion": criteria[key].title, "low": call.score_low, "high": call.score_high}
            raise ValidationError({f"score_{key}": _("“%(criterion)s” is scored from %(low)s to %(high)s.") % words})
        Score.objects.update_or_create(review=review, criterion=criteria[key], defaults={"value": value})


@transaction.atomic
def save_review(review: Review, *, scores: Mapping[int, int | None], comment: str, feedback: str, now: datetime, by: User | None) -> Review:
    """Keeps what a juror has so far; scores outside the scale are refused, missing ones are not."""
    review = _open(review)
    if review.state == states.REVIEWED:
        raise ValidationError(_("This review is submitted. Open it again to change it."))
    _write_scores(review, scores)
    review.comment, review.feedback, review.changed_at = comment.strip()[:LONGEST], feedback.strip()[:LONGEST], now
    review.save(update_fields=["comment", "feedback", "changed_at"])
    return review


@transaction.atomic
def submit_review(review: Review, *, scores: Mapping[int, int | None], comment: str, feedback: str, now: datetime, by: User | None) -> Review:
    """Submits a review: every criterion has its score. The record tells that it was submitted, never what it says."""
    review = save_review(review, scores=scores, comment=comment, feedback=feedback, now=now, by=by)
    given = set(review.scores.values_list("criterion", flat=True))
    missing = [str(one) for one in Criterion.objects.filter(call=review.entry.call) if one.pk not in given]
    if missing:
        words = ngettext("A score is missing: %(names)s.", "Scores are missing: %(names)s.", len(missing)) % {"names": ", ".join(missing)}
        raise ValidationError(words)
    review.state, review.submitted_at = states.REVIEWED, now
    review.save(update_fields=["state", "submitted_at"])
    record(verb="calls.submit_review", obj=review, by=by, after={"entry": review.entry.code})
    return review


@transaction.atomic
def reopen_review(review: Review, *, now: datetime, by: User | None) -> Review:
    """Opens a submitted review again; it does not count until it is submitted anew."""
    review = _open(review)
    if not may_move(states.REVIEW_MOVES, review.state, states.ASSIGNED, {states.JUROR}):
        raise ValidationError(_("This review is open already."))
    review.state, review.submitted_at, review.changed_at = states.ASSIGNED, None, now
    review.save(update_fields=["state", "submitted_at", "changed_at"])
    record(verb="calls.reopen_review", obj=review, by=by, after={"entry": review.entry.code})
    return review


@transaction.atomic
def recuse(review: Review, *, kind: str, now: datetime, by: User | None) -> Review:
    """A juror steps back from an entry, at any time before the result is final; a conflict is kept, so that it is never given again."""
    review = _held(review)
    if review.stage.is_frozen:
        raise ValidationError(_("The result of this stage is final."))
    if not may_move(states.REVIEW_MOVES, review.state, states.RECUSED, {states.JUROR}):
        raise ValidationError(_("You have stepped back from this entry already."))
    review.state, review.changed_at = states.RECUSED, now
    review.save(update_fields=["state", "changed_at"])
    Conflict.objects.get_or_create(juror=review.juror, entry=review.entry, kind=kind)
    record(verb="calls.recuse", obj=review, by=by, after={"entry": review.entry.code})
    return review


@transaction.atomic
def say_to_jury(entry: Entry, *, text: str, juror: Juror | None, by: User | None) -> Remark:
    """Adds a remark to the discussion of an entry among those who judge it and the chair."""
    if not text.strip():
        raise ValidationError({"text": _("Write what you want to say.")})
    remark = Remark.objects.create(entry=entry, juror=juror, text=text.strip()[:LONGEST], by=by)
    record(verb="calls.say_to_jury", obj=entry, by=by)
    return remark
