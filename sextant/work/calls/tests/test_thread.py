"""From the call to the announced winner."""

import pytest

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.calls import states
from sextant.work.calls.actions.assigning import ask_assignment
from sextant.work.calls.actions.results import announce, ask_ranking, decide, freeze_stage
from sextant.work.calls.models import Award, Review
from sextant.work.calls.queries.results import latest_ranking, placed
from sextant.work.calls.tests.factories import closed, entry_in, juror_in, jury_stage, now, open_call, scored, work_off

pytestmark = pytest.mark.django_db


def test_a_call_takes_entries_is_judged_ranked_decided_and_announced():
    call = open_call()
    entries = [entry_in(call, PersonFactory(given_name=f"Автор{number}")) for number in range(3)]
    jurors = [juror_in(call) for _ in range(3)]
    closed(call)
    stage = jury_stage(call)
    ask_assignment(stage, now=now(), by=None)
    work_off()
    reviews = list(Review.objects.filter(stage=stage).select_related("entry__call", "juror__person"))
    assert sorted(review.entry_id for review in reviews) == sorted([entry.pk for entry in entries] * 2)
    for review in reviews:
        scored(review, 9 if review.entry_id == entries[1].pk else 4, feedback="Well done.")
    ask_ranking(stage, by=None)
    work_off()
    rows = placed(stage, latest_ranking(stage))
    assert [rows[0].entry.pk, rows[0].place["rank"]] == [entries[1].pk, 1]
    stage.refresh_from_db()
    winner = rows[0].entry
    decide(stage, winner, goes_on=False, prize=call.prizes.get(), reason="The yard is used every day.", by=None)
    freeze_stage(stage, typed="1", now=now(), by=None)
    call.refresh_from_db()
    announce(call, on=now().date(), now=now(), by=None)
    work_off()
    call.refresh_from_db()
    award = Award.objects.get()
    assert (call.state, award.person, len(jurors)) == (states.ANNOUNCED, winner.person, 3)
    said = Letter.objects.get(template="calls.result", to_address=winner.person.email).body
    assert "First prize" in said or "Первая премия" in said
    assert "Well done." in said
    assert "The yard is used every day." in said
