"""A survey made, changed, opened, closed and discarded."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.lab.surveys.findings import SurveysError
from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.reading import from_table
from sextant.lab.surveys.writing import to_table
from sextant.society.surveys import states
from sextant.society.surveys.models import Response, Survey
from sextant.society.surveys.queries.audiences import number_asked

SETTINGS = ("audience", "section", "plan", "is_anonymous", "opens_at", "closes_at", "goal")


def fingerprint_of(content: Any) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no blanks)."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _held(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("section", "plan").get(pk=survey.pk)


def _take(survey: Survey, whole: Questionnaire) -> None:
    survey.content = to_table(whole)
    survey.title_ru, survey.title_en = whole.title.ru[:300], whole.title.en[:300]


@transaction.atomic
def make_survey(*, code: str, questionnaire: Questionnaire, by: User | None, template: str = "", **values: Any) -> Survey:
    """A draft with these questions."""
    survey = Survey(code=code, template=template, made_by=by, **values)
    _take(survey, questionnaire)
    _check_settings(survey)
    survey.full_clean(validate_constraints=False)
    survey.save()
    record(verb="surveys.make_survey", obj=survey, by=by, after={"code": survey.code, "template": template})
    return survey


def _check_settings(survey: Survey) -> None:
    if survey.audience == states.SECTION and survey.section is None:
        raise ValidationError({"section": _("Choose the section whose people are asked.")})
    if survey.audience == states.PLAN and survey.plan is None:
        raise ValidationError({"plan": _("Choose the plan whose members are asked.")})
    if survey.audience == states.LINK and not survey.is_anonymous:
        raise ValidationError(
            {"is_anonymous": _("Whoever has the link stays unknown, so that answers cannot carry names. Ask members or invited addresses.")}
        )
    if survey.opens_at and survey.closes_at and survey.opens_at >= survey.closes_at:
        raise ValidationError({"closes_at": _("It would close before it opens. Choose a later moment.")})


@transaction.atomic
def change_settings(survey: Survey, *, by: User | None, **values: Any) -> Survey:
    """Whom it asks and how long. Once open, only its end and the number of answers wanted can be changed."""
    survey = _held(survey)
    if survey.state not in (states.DRAFT, states.OPEN):
        raise ValidationError(_("The survey has been closed; its settings stay as they were."))
    allowed = SETTINGS if survey.state == states.DRAFT else ("closes_at", "goal")
    before = {name: str(getattr(survey, name)) for name in allowed if name in values}
    for name in before:
        setattr(survey, name, values[name])
    _check_settings(survey)
    survey.save()
    record(verb="surveys.change_settings", obj=survey, by=by, before=before, after={name: str(getattr(survey, name)) for name in before})
    return survey


@transaction.atomic
def change_questions(survey: Survey, *, table: dict[str, Any], by: User | None) -> Survey:
    """Puts other questions in the place of those there are, while the survey is a draft."""
    survey = _held(survey)
    if survey.state != states.DRAFT:
        raise ValidationError(
            _("The survey has been opened, and its questions stay as they are. Download them as TOML, and begin a new survey with them.")
        )
    try:
        whole = from_table(table)
    except SurveysError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    before = fingerprint_of(survey.content)
    _take(survey, whole)
    survey.save()
    record(verb="surveys.change_questions", obj=survey, by=by, before={"fingerprint": before}, after={"fingerprint": fingerprint_of(survey.content)})
    return survey


@in_turn
def open_survey(survey: Survey, *, by: User | None, now: datetime) -> Survey:
    """Freezes the questions and takes answers from now on; invitations go out."""
    survey = _held(survey)
    if not may_move(states.MOVES, survey.state, states.OPEN, {states.KEEPER if by else states.CLOCK}):
        raise ValidationError(_("Only a draft can be opened."))
    if survey.closes_at and survey.closes_at <= now:
        raise ValidationError(_("The moment at which it closes has passed. Choose a later one in the settings."))
    if not survey.questionnaire.privacy:
        raise ValidationError(_("Say first what happens with the answers: the questionnaire has no privacy notice."))
    if survey.audience == states.INVITED and not survey.invitations.exists():
        raise ValidationError(_("Nobody is invited yet. Add addresses first."))
    survey.state, survey.opened_at, survey.fingerprint = states.OPEN, now, fingerprint_of(survey.content)
    survey.save()
    record(verb="surveys.open_survey", obj=survey, by=by, after={"fingerprint": survey.fingerprint})
    if survey.audience == states.INVITED:
        after_commit("surveys.send_invitations", by=by, survey_id=survey.pk)
    return survey


@in_turn
def close_survey(survey: Survey, *, by: User | None, now: datetime) -> Survey:
    """Takes no answers any more. Who has answered an anonymous survey is forgotten, and so is what was begun and not sent."""
    survey = _held(survey)
    if not may_move(states.MOVES, survey.state, states.CLOSED, {states.KEEPER if by else states.CLOCK}):
        raise ValidationError(_("Only an open survey can be closed."))
    survey.state, survey.closed_at, survey.asked = states.CLOSED, now, number_asked(survey)
    survey.save()
    survey.used_keys.all().delete()
    survey.responses.filter(state=Response.BEGUN).update(answers={})
    record(verb="surveys.close_survey", obj=survey, by=by, after={"answers": survey.responses.filter(state=Response.COMPLETE).count()})
    return survey


@transaction.atomic
def discard_draft(survey: Survey, *, by: User | None) -> None:
    """Deletes a draft that was never opened."""
    survey = _held(survey)
    if survey.state != states.DRAFT:
        raise ValidationError(_("Only a draft can be deleted: answers of people are kept."))
    record(verb="surveys.discard_draft", obj=survey, by=by, before={"code": survey.code})
    survey.delete()


def move_by_clock(now: datetime) -> tuple[int, int]:
    """Opens and closes what is due; gives both numbers. A draft that cannot be opened stays one."""
    opened = closed = 0
    for survey in Survey.objects.filter(state=states.OPEN, closes_at__lte=now):
        close_survey(survey, by=None, now=now)
        closed += 1
    for survey in Survey.objects.filter(state=states.DRAFT, opens_at__lte=now):
        try:
            open_survey(survey, by=None, now=now)
            opened += 1
        except ValidationError:
            continue
    return opened, closed
