"""What the demo must show of mentoring: pairs in every state."""

from sextant.work.mentoring.models import Pair
from sextant.work.mentoring.tests.factories import running


def before():
    running()


def shown(_real):
    assert set(Pair.objects.filter(is_demo=True).values_list("state", flat=True)) == {"running", "closed", "proposed", "suggested"}
