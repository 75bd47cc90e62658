"""The demo's board is alive and goes without a trace."""

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.base.search.models import Entry
from sextant.work.careers.models import Alert, CareerStory, EmployerProfile, Job, PrestigeFigure
from sextant.work.careers.queries.prestige import index_of
from sextant.work.careers.tests.factories import TODAY, published

pytestmark = pytest.mark.django_db


def test_the_demo_is_alive_and_goes_without_a_trace():
    real = published()
    load_demo(libraries=5, members=10, people=60)
    states = set(Job.objects.filter(is_demo=True).values_list("state", flat=True))
    assert (states, CareerStory.objects.filter(state="published").count()) == ({"submitted", "published", "expired", "closed"}, 2)
    assert (EmployerProfile.objects.filter(state="agreed").count(), index_of(TODAY().year).index.value is not None) == (2, True)
    remove_demo()
    assert list(Job.objects.all()) == [real]
    assert [model.objects.count() for model in (Alert, CareerStory, EmployerProfile, PrestigeFigure)] == [0, 0, 0, 0]
    assert list(Entry.objects.filter(kind="careers.job").values_list("object_id", flat=True)) == [str(real.pk)]
