"""What the demo must show of scholarship: dissertations in every state, a double with its reason, topics free and taken, experts listed."""

from sextant.work.scholarship.models import Dissertation, ExpertProfile, ExpertWork, Resemblance, TopicSuggestion
from sextant.work.scholarship.tests.factories import TODAY, registered


def before():
    registered("Тема, которая была до демо")


def shown(_real):
    states = set(Dissertation.objects.filter(is_demo=True).values_list("state", flat=True))
    assert states == {"planned", "approved", "in_work", "review", "defended", "abandoned"}
    assert set(TopicSuggestion.objects.values_list("state", flat=True)) == {"offered", "taken"}
    doubles = Resemblance.objects.filter(dissertation__is_demo=True, reason__startswith="Другой регион").count()
    assert (doubles >= 1, ExpertProfile.objects.listed(TODAY()).count(), ExpertWork.objects.filter(is_confirmed=False).count()) == (True, 4, 1)
