"""Rounds: opened, answered, closed with a report; the study closed and published."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import follows
from sextant.base.search.actions import index
from sextant.work.delphi import letters, states
from sextant.work.delphi.actions.studies import locked
from sextant.work.delphi.models import Answer, Item, Panelist, Round, Study
from sextant.work.delphi.models.studies import is_whole

POINTS = 100


def _move(study: Study, target: str) -> None:
    if not follows(states.MOVES, study.state, target):
        raise ValidationError(_("The study has changed meanwhile. Look at it again."))
    study.state = target


@transaction.atomic
def open_round(study: Study, *, closes_on: date, today: date, by: User | None) -> Round:
    """Opens the first or the next round and writes to everybody on the panel."""
    kept = locked(study)
    if not kept.items.exists():
        raise ValidationError(_("The study asks nothing yet. Add a question first."))
    if not kept.panel.filter(left_on=None).exists():
        raise ValidationError(_("Nobody is on the panel yet. Invite people first."))
    if closes_on < today:
        raise ValidationError({"closes_on": _("The last day lies in the past.")})
    last = kept.rounds.order_by("-number").first()
    if last is not None and last.outcome != "done":
        raise ValidationError(_("The report of the last round is not ready yet."))
    _move(kept, states.OPEN)
    kept.save(update_fields=["state"])
    made = Round.objects.create(study=kept, number=last.number + 1 if last else 1, opened_on=today, closes_on=closes_on)
    record(verb="delphi.open_round", obj=kept, by=by, after={"round": made.number, "closes_on": closes_on})
    for panelist in kept.panel.filter(left_on=None).select_related("study"):
        letters.write_about_round(panelist, made, "round")
    return made


def checked(item: Item, value: Any) -> Any:
    """The value as it is kept; raises ValidationError with a sentence where it does not answer the question."""
    if item.kind == Item.Kind.OPEN:
        return None
    if item.kind == Item.Kind.NUMBER:
        if not is_whole(value) or not item.low <= value <= item.high:
            raise ValidationError({"value": _("Give a whole number from %(low)s to %(high)s.") % {"low": item.low, "high": item.high}})
        return value
    keys = [one["key"] for one in item.options]
    if item.kind == Item.Kind.ALLOCATION:
        if not isinstance(value, dict) or set(value) != set(keys) or not all(is_whole(one) and one >= 0 for one in value.values()):
            raise ValidationError({"value": _("Give every option a whole number of points, 0 or more.")})
        if sum(value.values()) != POINTS:
            raise ValidationError({"value": _("The points must add up to 100; they add up to %(sum)s.") % {"sum": sum(value.values())}})
        return {key: value[key] for key in keys}
    if not isinstance(value, list) or sorted(value) != sorted(keys):
        raise ValidationError({"value": _("Give every option a place of its own, from 1 on.")})
    return value


@transaction.atomic
def answer(
    panelist: Panelist, item: Item, *, value: Any, expertise: int | None = None, argument: str = "", today: date, round_number: int | None = None
) -> Answer:
    """Keeps an answer in the round that runs; another one is a new revision. `round_number` is the round that the page showed."""
    study = locked(panelist.study)
    running = study.rounds.filter(closed_on=None).first()
    place = Panelist.objects.select_for_update(of=("self",)).get(pk=panelist.pk)
    if running is None or (round_number is not None and running.number != round_number):
        raise ValidationError(_("This round is closed. Your earlier answers are kept; the link shows what comes next."))
    if place.left_on is not None or place.consented_on is None:
        raise ValidationError(_("Agree to take part first."))
    if item.study_id != study.pk:
        raise ValidationError(_("This question belongs to another study."))
    kept = checked(item, value)
    text = argument.strip()[:1000]
    if item.kind == Item.Kind.OPEN and not text:
        raise ValidationError({"argument": _("Write a few words.")})
    current = Answer.objects.filter(panelist=place, item=item, round=running, is_current=True).first()
    if current is not None:
        if (current.value, current.expertise, current.argument) == (kept, expertise, text):
            return current
        current.is_current = False
        current.save(update_fields=["is_current"])
    revision = current.revision + 1 if current else 1
    given = {"value": kept, "expertise": expertise, "argument": text, "answered_on": today}
    return Answer.objects.create(panelist=place, item=item, round=running, revision=revision, **given)


@transaction.atomic
def close_round(study: Study, *, today: date, by: User | None) -> Round:
    """Closes the round that runs and queues its report; a study in real time is closed with it."""
    kept = locked(study)
    running = kept.rounds.filter(closed_on=None).first()
    if running is None:
        raise ValidationError(_("No round runs at present."))
    _move(kept, states.CLOSED if kept.in_real_time else states.BETWEEN)
    kept.save(update_fields=["state"])
    running.closed_on = today
    running.job, running.outcome = after_commit("delphi.report", by=by, round_id=running.pk), ""
    running.save(update_fields=["closed_on", "job", "outcome"])
    record(verb="delphi.close_round", obj=kept, by=by, after={"round": running.number})
    return running


@transaction.atomic
def keep_report(one: Round, report: dict[str, Any]) -> Round:
    """Freezes the report of a closed round; a second one is refused, so that what was told stays told."""
    kept = Round.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if kept.closed_on is None or kept.report:
        raise ValidationError(_("The report of this round is there already."))
    kept.report, kept.outcome = report, "done"
    kept.save(update_fields=["report", "outcome"])
    record(verb="delphi.keep_report", obj=kept.study, after={"round": kept.number, "answers": report["answers"]})
    return kept


@transaction.atomic
def close_study(study: Study, *, by: User | None) -> Study:
    """No further round is asked."""
    kept = locked(study)
    if kept.rounds.filter(closed_on=None).exists():
        raise ValidationError(_("A round runs. Close it first."))
    _move(kept, states.CLOSED)
    kept.save(update_fields=["state"])
    record(verb="delphi.close_study", obj=kept, by=by)
    return kept


@transaction.atomic
def publish_study(study: Study, *, fingerprint: str, today: date, by: User | None) -> Study:
    """The results are public from now on, with the fingerprint of the audit file."""
    kept = locked(study)
    if kept.rounds.exclude(outcome="done").exists():
        raise ValidationError(_("The report of the last round is not ready yet."))
    _move(kept, states.PUBLISHED)
    kept.published_on, kept.fingerprint = today, fingerprint
    kept.save(update_fields=["state", "published_on", "fingerprint"])
    record(verb="delphi.publish_study", obj=kept, by=by, after={"fingerprint": fingerprint})
    index(kept)
    return kept
