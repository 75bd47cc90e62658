"""What the demo must show of grants: every state, one award not yet registered, in step with the books, and no letter."""

from sextant.base.letters.models import Letter
from sextant.society.grants import states
from sextant.society.grants.models import Grant
from sextant.society.grants.queries.giving import unregistered
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.tests.factories import running


def before():
    running()
    return Letter.objects.filter(template__startswith="grants.").count()


def shown(letters):
    in_demo = set(Grant.objects.filter(is_demo=True).values_list("state", flat=True))
    wanted = {states.RECORDED, states.PROMISED, states.RUNNING, states.CLOSED, states.CANCELLED, states.WITHDRAWN}
    assert (in_demo, unregistered().count(), trouble()) == (wanted, 1, [])
    assert Letter.objects.filter(template__startswith="grants.").count() == letters


def after():
    assert trouble() == []
