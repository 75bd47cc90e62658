"""What the demo must show of returns that are collected: a year in all its states, with questions, and the region of each library."""

from sextant.society.members.actions.regions import ensure_regions
from sextant.work.returns.models import (
    LibraryClusters,
    Observation,
    Query,
    QuestionnaireChange,
    QuestionnaireProposal,
    QuestionnaireVersion,
    Round,
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


def after():
    assert [work.collection.code for work in Round.objects.all()] == ["town"]
    assert not Story.objects.exists()
    assert not QuestionnaireVersion.objects.exists()
    assert not QuestionnaireProposal.objects.exists()
