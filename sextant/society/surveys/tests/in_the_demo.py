"""What the demo must show of surveys: one open with sixty answers, one published and weighted."""

from django.urls import reverse

from sextant.society.surveys.demo.load import OPEN, PUBLISHED
from sextant.society.surveys.models import Release, Response, Survey, Weighting
from sextant.society.surveys.tests.factories import draft


def before():
    draft("a-real-survey")


def shown(_real):
    found = {one.code: (one.state, one.responses.filter(state=Response.COMPLETE).count()) for one in Survey.objects.filter(is_demo=True)}
    assert found == {OPEN: ("open", 60), PUBLISHED: ("published", 240)}
    assert Weighting.objects.get().report["converged"]
    assert Release.objects.get().content["weighting"] is not None
    assert reverse("surveys:results", args=[PUBLISHED])


def after():
    assert [one.code for one in Survey.objects.all()] == ["a-real-survey"]
