"""What the demo must show of returns: a year that is collected in all its states, gaps that were filled, and forecasts across breaks."""

from sextant.society.members.actions.regions import ensure_regions
from sextant.work.returns.models import (
    Filling,
    ForecastRun,
    LibraryClusters,
    Observation,
    Query,
    QuestionnaireChange,
    QuestionnaireProposal,
    QuestionnaireVersion,
    Round,
    SeriesBreak,
    Story,
    Submission,
)
from sextant.work.returns.tests.rounds import opened


def before():
    ensure_regions()
    opened(1)


def shown(_real):
    work = Round.objects.get(collection__is_demo=True)
    found = set(work.submissions.values_list("state", flat=True))
    assert {"invited", "started", "accepted"} <= found
    assert Observation.objects.filter(submission__round=work).count() > 40
    assert not work.submissions.filter(region=None).exists()
    assert LibraryClusters.objects.filter(release__collection=work.collection).count() == work.collection.years.count() > 1
    assert Story.objects.get(is_demo=True).charts.count() == 3
    assert set(QuestionnaireChange.objects.values_list("state", flat=True)) == {"adopted", "under_way"}
    assert set(QuestionnaireProposal.objects.values_list("state", flat=True)) == {"proposed", "turned_down", "taken_up", "in_force"}
    assert QuestionnaireVersion.objects.get().valid_from == work.year + 1
    assert Query.objects.filter(submission__state="queried").count() == Submission.objects.filter(state="queried").count()
    filling, run = Filling.objects.get(release__collection__is_demo=True), ForecastRun.objects.get(collection__is_demo=True)
    assert (filling.state, filling.cells > 0, run.state, run.libraries.exists()) == ("done", True, "done", True)
    assert [year for year, *_reasons in run.breaks] == [2020, 2022]


def after():
    assert [work.collection.code for work in Round.objects.all()] == ["town"]
    assert not Story.objects.exists()
    assert not QuestionnaireVersion.objects.exists()
    assert not QuestionnaireProposal.objects.exists()
    assert [model.objects.count() for model in (Filling, ForecastRun, SeriesBreak)] == [0, 0, 0]
