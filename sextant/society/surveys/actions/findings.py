"""Weights asked for and kept, free texts coded to concepts, results published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.following import REFUSED
from sextant.base.jobs.states import DONE
from sextant.base.search.actions import index
from sextant.lab.surveys.findings import SurveysError
from sextant.lab.surveys.targets import targets as read_targets
from sextant.society.concepts.models import Concept
from sextant.society.surveys import states
from sextant.society.surveys.actions.surveys import fingerprint_of
from sextant.society.surveys.models import Release, Response, Survey, TextCode, Weighting
from sextant.society.surveys.queries.results import concepts_named, crossings, people_of, results, weighting_of


@transaction.atomic
def weigh(survey: Survey, *, targets: dict[str, Any], by: User | None) -> Weighting:
    """Keeps targets and queues the work; targets that cannot be ones are refused at once."""
    if survey.state not in (states.CLOSED, states.PUBLISHED):
        raise ValidationError(_("Close the survey first: weights are for answers that do not change any more."))
    try:
        read_targets(targets)
    except SurveysError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    weighting = Weighting.objects.create(survey=survey, targets=targets, made_by=by)
    weighting.job = after_commit("surveys.weigh", by=by, weighting_id=weighting.pk)
    weighting.save(update_fields=["job"])
    record(verb="surveys.weigh", obj=survey, by=by, after={"questions": sorted(targets["margins"])})
    return weighting


def keep_weights(weighting: Weighting, weights: dict[str, float], report: dict[str, Any]) -> None:
    """What the job has found, inside its last step."""
    weighting.weights, weighting.report, weighting.outcome = weights, report, DONE
    weighting.save()
    record(verb="surveys.keep_weights", obj=weighting.survey, by=weighting.made_by, after={"converged": report["converged"]})


def refuse_weights(weighting: Weighting, sentence: dict[str, str]) -> None:
    """The targets do not fit the answers."""
    weighting.sentence_ru, weighting.sentence_en, weighting.outcome = sentence["ru"][:600], sentence["en"][:600], REFUSED
    weighting.save()
    record(verb="surveys.refuse_weights", obj=weighting.survey, by=weighting.made_by)


@transaction.atomic
def code_text(response: Response, *, question: str, concepts: list[Concept], by: User | None) -> None:
    """Puts these concepts in the place of those that a free answer was coded to before."""
    if not response.answers.get(question):
        raise ValidationError(_("There is no such free answer."))
    codes = TextCode.objects.filter(response=response, question=question)
    codes.exclude(concept__in=concepts).delete()
    known = set(codes.values_list("concept_id", flat=True))
    TextCode.objects.bulk_create(
        [TextCode(response=response, question=question, concept=one, coded_by=by) for one in concepts if one.pk not in known]
    )
    record(verb="surveys.code_text", obj=response.survey, by=by, after={"question": question, "concepts": [one.code for one in concepts]})


@in_turn
def publish(survey: Survey, *, note: str, by: User | None) -> Release:
    """Freezes the results as they stand, small cells withheld, and makes them public. Publishing again makes the next release."""
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if survey.state not in (states.CLOSED, states.PUBLISHED):
        raise ValidationError(_("Close the survey first: what is published does not change any more."))
    if not survey.responses.filter(state=Response.COMPLETE).exists():
        raise ValidationError(_("Nobody has answered; there is nothing to publish."))
    content = release_content(survey)
    number = (survey.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    fingerprint = fingerprint_of(content)
    last = survey.releases.first()
    if last is not None and last.fingerprint == fingerprint:
        raise ValidationError(_("Nothing has changed since release %(number)s.") % {"number": last.number})
    release = Release.objects.create(survey=survey, number=number, content=content, fingerprint=fingerprint, note=note, made_by=by)
    if survey.state == states.CLOSED:
        survey.state, survey.published_at = states.PUBLISHED, timezone.now()
        survey.save()
    index(survey)
    record(verb="surveys.publish", obj=survey, by=by, after={"number": number, "fingerprint": fingerprint})
    return release


def release_content(survey: Survey) -> dict[str, Any]:
    """What a release holds; the same answers and weights give the same content, and so the same fingerprint."""
    weighting = weighting_of(survey)
    people = people_of(survey, weighting)
    whole = survey.questionnaire
    used = people.weights is not None and weighting is not None
    return {
        "survey": survey.code,
        "questionnaire": survey.content,
        "questionnaire_fingerprint": survey.fingerprint,
        "answers": len(people.answers),
        "asked": survey.asked,
        "opened": survey.opened_at.date().isoformat() if survey.opened_at else None,
        "closed": survey.closed_at.date().isoformat() if survey.closed_at else None,
        "weighting": {"targets": weighting.targets, "report": _without_counts(weighting.report)} if used and weighting else None,
        "results": results(whole, people),
        "crossings": crossings(whole, people),
        "concepts": concepts_named(survey),
    }


def _without_counts(report: dict[str, Any]) -> dict[str, Any]:
    """The report as everybody may read it: shares before weighting would tell small cells."""
    kept = ("converged", "turns", "largest_gap", "trimmed", "design_effect", "effective_n")
    return {name: round(report[name], 6) if isinstance(report[name], float) else report[name] for name in kept}
