"""What the demo must show of the board: advertisements in every state, stories, agreed employers, an index of prestige."""

from sextant.work.careers.models import CareerStory, EmployerProfile, Job
from sextant.work.careers.queries.prestige import index_of
from sextant.work.careers.tests.factories import TODAY, published


def before():
    published()


def shown(_real):
    states = set(Job.objects.filter(is_demo=True).values_list("state", flat=True))
    assert (states, CareerStory.objects.filter(state="published").count()) == ({"submitted", "published", "expired", "closed"}, 2)
    assert (EmployerProfile.objects.filter(state="agreed").count(), index_of(TODAY().year).index.value is not None) == (2, True)
