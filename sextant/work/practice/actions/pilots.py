"""Pilots: agreed with a library, started by a protocol that then stands, logged, reported, published whatever came out, or called off."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.agenda.attached import inspect
from sextant.society.members.models import Person
from sextant.work.practice import letters, rules, states
from sextant.work.practice.actions.stages import settle_stage
from sextant.work.practice.models import Answer, Pilot, PilotEvent, PilotFile

MOST_FILES = 20
PROTOCOL = ("steps", "indicator", "unit", "method", "ethics")


def _locked(pilot: Pilot) -> Pilot:
    rows = Pilot.objects.select_for_update(of=("self",)).select_related("finding", "organisation", "responsible__user", "answer__answered_by")
    return rows.get(pk=pilot.pk)


@in_turn
def agree_pilot(answer: Answer, *, by: User | None, on: date) -> Pilot:
    """Takes a library that said yes: its pilot begins as a plan. Places are not given twice."""
    rows = Answer.objects.select_for_update(of=("self",)).select_related("invitation__finding", "organisation", "answered_by")
    answer = rows.get(pk=answer.pk)
    if answer.state != states.YES or hasattr(answer, "pilot"):
        raise ValidationError(_("Only a library that said yes, and has no pilot yet, is taken."))
    invitation = answer.invitation
    taken = Pilot.objects.filter(answer__invitation=invitation).exclude(state=states.CALLED_OFF).count()
    if taken >= invitation.places:
        raise ValidationError(_("All %(places)s places are taken. Add places to the invitation first.") % {"places": invitation.places})
    if invitation.finding.pilots.filter(organisation=answer.organisation).exclude(state=states.CALLED_OFF).exists():
        raise ValidationError(_("This library has a pilot of this finding already."))
    pilot = Pilot(finding=invitation.finding, answer=answer, organisation=answer.organisation, agreed_on=on, is_demo=invitation.is_demo)
    pilot.save()
    record(verb="practice.agree_pilot", obj=pilot, by=by, after={"organisation": str(pilot.organisation)})
    letters.write_about_pilot("pilot_agreed", pilot, "agreed")
    return pilot


@transaction.atomic
def save_protocol(pilot: Pilot, *, by: User | None, responsible: Person | None = None, **values: Any) -> Pilot:
    """Writes the protocol; once the pilot has begun it stands, and what goes otherwise is told in the log."""
    pilot = _locked(pilot)
    if pilot.state != states.PLANNED:
        raise ValidationError(_("The protocol stands since the pilot began. Tell in the log what goes otherwise."))
    for name, value in values.items():
        setattr(pilot, name, value)
    if pilot.planned_start and pilot.planned_end and pilot.planned_end < pilot.planned_start:
        raise ValidationError({"planned_end": _("The last day is before the first one.")})
    pilot.responsible = responsible
    pilot.full_clean(validate_constraints=False)
    pilot.save()
    after = {"indicator": pilot.indicator, "responsible": responsible.pk if responsible else None, "aimed_at": pilot.target}
    record(verb="practice.save_protocol", obj=pilot, by=by, after=after)
    return pilot


def _move(pilot: Pilot, target: str, words: set[str]) -> str:
    if not may_move(states.PILOT_MOVES, pilot.state, target, words):
        raise ValidationError(_("The pilot has changed meanwhile, or this is for somebody else to do. Look at it again."))
    before, pilot.state = pilot.state, target
    return before


def _refuse_unready(pilot: Pilot) -> None:
    names = {"steps": _("steps"), "indicator": _("indicator"), "unit": _("unit"), "method": _("method"), "ethics": _("ethics and personal data")}
    missing = [names[name] for name in PROTOCOL if not getattr(pilot, name)]
    missing += [_("target")] if pilot.target is None else []
    missing += [_("planned days")] if not (pilot.planned_start and pilot.planned_end) else []
    if missing:
        raise ValidationError(_("A pilot begins with a complete protocol. Still missing: %(parts)s.") % {"parts": ", ".join(missing)})


@transaction.atomic
def start_pilot(pilot: Pilot, *, on: date, by: User) -> Pilot:
    """Begins; from this day on everybody reads the protocol, and it stands."""
    pilot = _locked(pilot)
    _refuse_unready(pilot)
    if on > timezone.localdate():
        raise ValidationError({"on": _("A day that is still to come cannot be the day it began.")})
    _move(pilot, states.RUNNING, rules.words_for_pilot(by, pilot))
    pilot.started_on = on
    pilot.save(update_fields=["state", "started_on"])
    settle_stage(pilot.finding)
    record(verb="practice.start_pilot", obj=pilot, by=by, after={"on": on})
    return pilot


@transaction.atomic
def log_event(pilot: Pilot, *, on: date, text: str, by: User | None) -> PilotEvent:
    """A line of the log, of a day between the start and today."""
    pilot = _locked(pilot)
    if pilot.state not in (states.RUNNING, states.REPORTED) or pilot.started_on is None:
        raise ValidationError(_("The log is kept while the pilot runs."))
    if not pilot.started_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("Choose a day between the start of the pilot and today.")})
    made = PilotEvent(pilot=pilot, on=on, text=text.strip(), by=by)
    made.full_clean()
    made.save()
    record(verb="practice.log_event", obj=pilot, by=by, after={"on": on})
    return made


@transaction.atomic
def report_outcome(pilot: Pilot, *, ended_on: date, by: User, **values: Any) -> Pilot:
    """Says what came of it: values, verdict and reasons. It waits for somebody who did not report it."""
    pilot = _locked(pilot)
    for name, value in values.items():
        setattr(pilot, name, value)
    if pilot.started_on is None or not pilot.started_on <= ended_on <= timezone.localdate():
        raise ValidationError({"ended_on": _("Choose a day between the start of the pilot and today.")})
    if pilot.verdict not in Pilot.Verdict.values:
        raise ValidationError({"verdict": _("Say whether it worked; that it cannot be told is an answer too.")})
    if not (pilot.reasons_ru or pilot.reasons_en):
        raise ValidationError({"reasons_ru": _("Say why you think so; other libraries learn from it.")})
    if pilot.verdict != Pilot.Verdict.UNCLEAR and (pilot.after is None or pilot.before is None or pilot.sample is None):
        raise ValidationError({"after": _("Give the values before and after and how many cases were measured, or answer that it cannot be told.")})
    if (pilot.compared_before is None) != (pilot.compared_after is None):
        raise ValidationError({"compared_after": _("Give both values of the comparison group, or neither.")})
    _move(pilot, states.REPORTED, rules.words_for_pilot(by, pilot))
    pilot.ended_on, pilot.reported_by, pilot.reason = ended_on, by, ""
    pilot.full_clean(validate_constraints=False)
    pilot.save()
    record(verb="practice.report_outcome", obj=pilot, by=by, after={"verdict": pilot.verdict, "value": pilot.after, "of": pilot.sample})
    return pilot


@transaction.atomic
def publish_pilot(pilot: Pilot, *, by: User, on: date) -> Pilot:
    """Publishes the outcome, whatever it is."""
    pilot = _locked(pilot)
    if not rules.may_publish_pilot(by, pilot):
        raise ValidationError(_("An outcome is looked over by somebody else than who reported it."))
    _move(pilot, states.PUBLISHED, rules.words_for_pilot(by, pilot))
    pilot.published_on, pilot.reason = on, ""
    pilot.save(update_fields=["state", "published_on", "reason"])
    settle_stage(pilot.finding)
    record(verb="practice.publish_pilot", obj=pilot, by=by, after={"verdict": pilot.verdict})
    letters.write_about_pilot("pilot_decided", pilot, f"published:{on}")
    return pilot


@transaction.atomic
def return_pilot(pilot: Pilot, *, reason: str, by: User) -> Pilot:
    """Sends the outcome back with what is to be made clear."""
    pilot = _locked(pilot)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be made clear; the library reads it.")})
    _move(pilot, states.RUNNING, rules.words_for_pilot(by, pilot))
    pilot.reason = reason.strip()[:500]
    pilot.save(update_fields=["state", "reason"])
    record(verb="practice.return_pilot", obj=pilot, by=by, after={"reason": pilot.reason})
    letters.write_about_pilot("pilot_decided", pilot, timezone.now().isoformat())
    return pilot


@transaction.atomic
def call_off_pilot(pilot: Pilot, *, reason: str, by: User) -> Pilot:
    """Ends a pilot that does not go on; it leaves the public pages, its start stays counted."""
    pilot = _locked(pilot)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is called off.")})
    before = _move(pilot, states.CALLED_OFF, rules.words_for_pilot(by, pilot))
    pilot.reason = reason.strip()[:500]
    pilot.save(update_fields=["state", "reason"])
    record(verb="practice.call_off_pilot", obj=pilot, by=by, before={"state": before}, after={"reason": pilot.reason})
    return pilot


@transaction.atomic
def attach_file(pilot: Pilot, *, upload: UploadedFile, is_public: bool, by: User | None) -> PilotFile:
    """Keeps a paper, looked into before: its kind is told by its content."""
    pilot = _locked(pilot)
    if pilot.state == states.CALLED_OFF:
        raise ValidationError(_("This pilot was called off."))
    found = inspect(upload)
    if pilot.files.filter(sha256=found.sha256).exists():
        raise ValidationError({"file": _("This file is there already.")})
    if pilot.files.count() >= MOST_FILES:
        raise ValidationError({"file": _("There are enough files. Take one away first.")})
    kept = PilotFile(pilot=pilot, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256, is_public=is_public, by=by)
    kept.file.save(found.sha256, ContentFile(found.content), save=False)
    kept.save()
    record(verb="practice.attach_file", obj=pilot, by=by, after={"name": found.name, "sha256": found.sha256, "is_public": is_public})
    return kept


@transaction.atomic
def remove_file(kept: PilotFile, *, by: User | None) -> Pilot:
    """Takes a paper away, as long as the pilot is not published; it leaves the disk when the transaction has been committed."""
    pilot, storage, name = _locked(kept.pilot), kept.file.storage, kept.file.name
    if pilot.state == states.PUBLISHED:
        raise ValidationError(_("What was published with a pilot stays with it."))
    record(verb="practice.remove_file", obj=pilot, by=by, before={"name": kept.name, "sha256": kept.sha256})
    kept.delete()
    transaction.on_commit(lambda: storage.delete(str(name)))
    return pilot
