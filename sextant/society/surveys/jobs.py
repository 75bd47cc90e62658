"""Work for later: opening and closing on the day, letters to invited people, weights."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.sentences import SaidError
from sextant.lab.surveys.reports import report
from sextant.lab.surveys.targets import targets
from sextant.lab.surveys.weighting import Bounds, rake
from sextant.society.surveys.actions.findings import keep_weights, refuse_weights
from sextant.society.surveys.actions.inviting import send_invitations as send
from sextant.society.surveys.actions.surveys import move_by_clock
from sextant.society.surveys.models import Survey, Weighting
from sextant.society.surveys.queries.results import answers_in


@job("surveys.clock", title=_("Surveys that open or close on their day"), every=timedelta(minutes=15))
def clock(run: Run) -> None:
    """Every quarter of an hour."""
    opened, closed = move_by_clock(timezone.now())
    with run.last_step() as result:
        result.update(opened=opened, closed=closed)


@job("surveys.send_invitations", title=_("Invitations to a survey"), tries=3)
def send_invitations(run: Run, survey_id: int) -> None:
    """Letters that were not written yet."""
    survey = Survey.objects.get(pk=survey_id)
    with run.last_step() as result:
        result["letters"] = send(survey, now=timezone.now())


@job("surveys.weigh", title=_("Weights of a survey"), tries=2)
def weigh(run: Run, weighting_id: int) -> None:
    """Rakes the answers to the targets, and keeps weights and report in one step."""
    weighting = Weighting.objects.select_related("survey", "made_by").get(pk=weighting_id)
    if weighting.outcome:
        return
    held = answers_in(weighting.survey)
    asked = targets(weighting.targets)
    rows = [{one.variable: str(answers.get(one.variable) or "") for one in asked.margins} for answers in held.answers]
    try:
        found = rake(rows, asked.margins, Bounds(asked.low, asked.high))
    except SaidError as refusal:
        with run.last_step():
            refuse_weights(weighting, {"en": refusal.sentence("en"), "ru": refusal.sentence("ru")})
        return
    with run.last_step() as result:
        keep_weights(weighting, dict(zip(held.keys, found.weights, strict=True)), report(found))
        result.update(converged=found.converged, answers=len(rows))
