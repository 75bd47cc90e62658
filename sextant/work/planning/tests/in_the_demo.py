"""What the demo must show of plans: two with a gap, thirty calls, applications in every state."""

from sextant.work.planning.models import Application, Call, Plan
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.tests.factories import drafted, registered


def before():
    drafted()
    registered()


def shown(_real):
    demo = Plan.objects.filter(is_demo=True)
    states = set(Application.objects.values_list("state", flat=True))
    assert (demo.count(), Call.objects.filter(is_demo=True).count(), len(states)) == (2, 30, 6)
    assert all(any(year.missing for year in gap_of(one)) for one in demo)
