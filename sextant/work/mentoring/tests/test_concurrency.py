"""The two agree in the same moment, processes on PostgreSQL and threads on SQLite: the pair begins, and each gets one letter."""

import pytest

from sextant.base.audit.turns import again
from sextant.base.letters.models import Letter
from sextant.society.members.models import Person
from sextant.work.mentoring.actions.pairs import accept_pair
from sextant.work.mentoring.models import Pair
from sextant.work.mentoring.tests.factories import TODAY, proposed
from tests.at_once import all_at_once


def _accept(person: int) -> str:
    return again(accept_pair, Pair.objects.get(), person=Person.objects.get(pk=person), on=TODAY(), by=None).state


@pytest.mark.django_db(transaction=True)
def test_a_pair_begins_though_both_agree_at_once():
    pair = proposed()
    said = all_at_once(_accept, [pair.mentor_id, pair.mentee_id], 2)
    pair.refresh_from_db()
    assert (sorted(said), pair.state, pair.started_on) == (["proposed", "running"], "running", TODAY())
    assert Letter.objects.filter(template="mentoring.running").count() == 2
