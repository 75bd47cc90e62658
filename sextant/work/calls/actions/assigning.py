"""Who judges what: solved by `lab.jury` in a job, changed by hand, with conflicts never given."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.work.calls import letters, states
from sextant.work.calls.actions.calls import changeable
from sextant.work.calls.actions.jury import find_conflicts
from sextant.work.calls.models import Assignment, Call, Conflict, Entry, Juror, Review, Stage
from sextant.work.calls.queries.jury import Board


@dataclass(frozen=True)
class Solved:
    """What the lab found, by keys: new pairs with their affinity, how good the sum is, and what could not be filled and why."""

    pairs: list[tuple[int, int, float]]
    objective: float
    bound: float
    unfilled: list[dict[str, Any]] = field(default_factory=list)


def _may_assign(stage: Stage) -> Call:
    call = changeable(stage.call)
    if stage.kind != Stage.Kind.JURY or Stage.objects.filter(pk=stage.pk, is_frozen=True).exists():
        raise ValidationError(_("Only an open stage of a jury gets reviews."))
    return call


@transaction.atomic
def ask_assignment(stage: Stage, *, now: datetime, by: User | None) -> Job:
    """Queues the assignment of a stage; what jurors began and what was assigned by hand is kept."""
    call = _may_assign(stage)
    if not call.is_over(now):
        raise ValidationError(_("Entries are still coming in. Assign the jury after the deadline."))
    if not Entry.objects.filter(call=call, stage=stage, state=states.SUBMITTED).exists():
        raise ValidationError(_("No entry has come to this stage."))
    if not Juror.objects.filter(call=call, state=states.AGREED).exists():
        raise ValidationError(_("No juror has agreed yet. Invite the jury first."))
    return after_commit("calls.assign", by=by, stage_id=stage.pk)


def kept_reviews(board: Board) -> list[Review]:
    """Reviews that an assignment leaves alone: submitted, begun, or given by hand."""
    return [one for one in board.standing if one.state == states.REVIEWED or one.by_hand or one.pk in board.begun or one.comment or one.feedback]


@in_turn
def store_assignment(stage: Stage, solved: Solved, *, now: datetime, by: User | None) -> Assignment:
    """Replaces reviews nobody has begun by those that were found. What changed meanwhile wins: a tie declared, a juror who left."""
    call = _may_assign(stage)
    kept = set(Review.objects.filter(stage=stage).exclude(pk__in=_untouched(stage)).values_list("entry", "juror"))
    _untouched(stage).delete()
    barred = set(Conflict.objects.filter(juror__call=call).values_list("entry", "juror")) | kept
    agreed = set(Juror.objects.filter(call=call, state=states.AGREED).values_list("pk", flat=True))
    entries = set(Entry.objects.filter(call=call, state=states.SUBMITTED, stage=stage).values_list("pk", flat=True))
    new = [
        Review(stage=stage, entry_id=entry, juror_id=juror, affinity=affinity)
        for entry, juror, affinity in solved.pairs
        if (entry, juror) not in barred and juror in agreed and entry in entries
    ]
    Review.objects.bulk_create(new, batch_size=500)
    run = Assignment.objects.create(
        stage=stage, objective=solved.objective, bound=solved.bound, reviews=len(new), kept=len(kept), unfilled=solved.unfilled, by=by
    )
    after = {"reviews": len(new), "kept": len(kept), "unfilled": len(solved.unfilled), "objective": round(solved.objective, 6)}
    record(verb="calls.assign_jury", obj=call, by=by, after=after)
    _tell_jurors(stage, {review.juror_id for review in new}, run)
    return run


def _untouched(stage: Stage) -> Any:
    """Reviews that were assigned by the lab and that nobody has begun."""
    rows = Review.objects.filter(stage=stage, state=states.ASSIGNED, by_hand=False, comment="", feedback="")
    return rows.filter(scores__isnull=True)


def _tell_jurors(stage: Stage, keys: set[int], run: Assignment) -> None:
    for juror in Juror.objects.filter(pk__in=keys).select_related("person__user", "call").order_by("pk"):
        count = juror.reviews.filter(stage=stage, state=states.ASSIGNED, entry__state=states.SUBMITTED).count()
        letters.write_to_juror("assigned", juror, f"{stage.pk}:{run.pk}", count=count, ends_on=stage.ends_on or "")


def _check_pair(stage: Stage, entry: Entry, juror: Juror) -> None:
    if entry.call_id != stage.call_id or juror.call_id != stage.call_id:
        raise ValidationError(_("The entry and the juror belong to different calls."))
    if entry.state != states.SUBMITTED or entry.stage_id != stage.pk:
        raise ValidationError(_("This entry is not judged at this stage."))
    if juror.state != states.AGREED:
        raise ValidationError({"juror": _("This juror has not agreed, or has left.")})
    tie = Conflict.objects.filter(entry=entry, juror=juror).first()
    if tie is not None:
        raise ValidationError(
            {"juror": _("There is a conflict of interest (%(kind)s). A conflict is never overruled.") % {"kind": tie.get_kind_display()}}
        )


@in_turn
def assign_by_hand(stage: Stage, entry: Entry, juror: Juror, *, now: datetime, by: User | None) -> Review:
    """Gives an entry to a juror; a conflict bars it, a full load does not. The pair is kept when the jury is assigned anew."""
    call = _may_assign(stage)
    if not call.is_over(now):
        raise ValidationError(_("Entries are still coming in. Assign the jury after the deadline."))
    find_conflicts(call, now=now)
    _check_pair(stage, entry, juror)
    review = Review.objects.filter(stage=stage, entry=entry, juror=juror).first()
    if review is not None and review.state == states.RECUSED:
        raise ValidationError({"juror": _("This juror stepped back from the entry.")})
    if review is None:
        review = Review.objects.create(stage=stage, entry=entry, juror=juror, by_hand=True)
        letters.write_to_juror("assigned", juror, f"hand:{review.pk}", count=1, ends_on=stage.ends_on or "")
    elif not review.by_hand:
        review.by_hand = True
        review.save(update_fields=["by_hand"])
    record(verb="calls.assign_by_hand", obj=call, by=by, after={"entry": entry.code}, personal_after={"juror": juror.pk})
    return review


@in_turn
def take_back_review(review: Review, *, by: User | None) -> Stage:
    """Takes an entry from a juror who has not submitted; what they wrote is lost, so pages ask first."""
    call = _may_assign(review.stage)
    review = Review.objects.select_for_update(of=("self",)).select_related("entry", "stage__call").get(pk=review.pk)
    if review.state == states.REVIEWED:
        raise ValidationError(_("This review is submitted; it is part of the record and stays."))
    record(verb="calls.take_back_review", obj=call, by=by, before={"entry": review.entry.code}, personal_before={"juror": review.juror_id})
    stage = review.stage
    review.delete()
    return stage


@transaction.atomic
def remind_jurors(stage: Stage, *, now: datetime, by: User | None) -> int:
    """Writes to every juror with reviews to do, at most once a day; returns to how many."""
    call = _may_assign(stage)
    todo = Review.objects.filter(stage=stage, state=states.ASSIGNED, entry__state=states.SUBMITTED)
    waiting = Juror.objects.filter(call=call, state=states.AGREED, pk__in=todo.values("juror"))
    told = 0
    for juror in waiting.select_related("person__user", "call").order_by("pk"):
        count = todo.filter(juror=juror).count()
        letters.write_to_juror("reminder", juror, f"{stage.pk}:{now:%Y%m%d}", count=count, ends_on=stage.ends_on or "")
        told += 1
    record(verb="calls.remind_jurors", obj=call, by=by, after={"told": told})
    return told
