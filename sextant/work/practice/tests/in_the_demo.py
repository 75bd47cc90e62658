"""What the demo must show of the path: a finding in every stage, pilots of every outcome, adoptions that wait and that stand."""

from sextant.work.practice.models import Adoption, Finding, Pilot, Recommendation
from sextant.work.practice.queries.times import PILOT, median_wait
from sextant.work.practice.states import STAGES
from sextant.work.practice.tests.factories import TODAY, accepted


def before():
    accepted(title_en="A real finding")


def shown(_real):
    found = Finding.objects.filter(is_demo=True)
    assert set(found.exclude(stage="").values_list("stage", flat=True)) == set(STAGES)
    assert found.filter(state="proposed").count() == 1
    verdicts = set(Pilot.objects.filter(is_demo=True, state="published").values_list("verdict", flat=True))
    assert verdicts == {"worked", "partly", "failed", "unclear"}
    assert set(Recommendation.objects.values_list("verdict", flat=True)) == {"adopt", "adapt"}
    assert set(Adoption.objects.values_list("state", flat=True)) == {"declared", "confirmed"}
    assert median_wait(PILOT, TODAY()).ended == 3


def after():
    assert [one.title_en for one in Finding.objects.all()] == ["A real finding"]
