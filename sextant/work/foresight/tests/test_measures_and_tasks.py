"""What a session is counted as, what waits for whom, and what is forgotten."""

from datetime import date

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope
from sextant.base.measures.registry import measure as measure_of
from sextant.base.measures.waiting import tasks_of as all_tasks
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight import states
from sextant.work.foresight.actions.forgetting import forget_person
from sextant.work.foresight.actions.sessions import give_duty
from sextant.work.foresight.actions.statements import say
from sextant.work.foresight.models import Participant, Proposal, Session, Statement, Vote
from sextant.work.foresight.tests.factories import deciding, everybody_answers, group, guest, member, opened, proposed
from sextant.work.foresight.waiting_tasks import tasks_of

pytestmark = pytest.mark.django_db


def counted(code, year=2027, scope=ASSOCIATION):
    known = measure_of(f"foresight.{code}")
    assert known is not None
    return known.function(Period.of_year(year), scope)


def test_a_session_counts_in_the_year_of_its_last_day():
    everybody_answers(opened(guests=6))
    assert [counted(code).value for code in ("participants", "statements", "votes")] == [6, 4, 24]
    assert [counted(code, 2026).status for code in ("participants", "statements", "votes")] == ["missing"] * 3
    assert counted("votes", scope=Scope("region", "RU-X01")).status == "not_collected"


def test_the_rows_behind_answers_are_groups_and_withhold_small_ones():
    session = opened(guests=4)
    everybody_answers(session)
    figure = counted("votes")
    assert figure.source is not None
    assert (figure.value, list(figure.source.records())) == (16, [["agenda_2027", "I", None], ["agenda_2027", "II", None]])


def test_the_share_of_proposals_adopted():
    session = deciding()
    proposed(session, title="One")
    proposed(session, code="II", title="Two")
    assert counted("proposals_adopted").status == "missing"
    Session.objects.update(state=states.CLOSED, published_agenda=session.base_agenda)
    Proposal.objects.filter(title_en="One").update(adopted_as="I.1")
    assert counted("proposals_adopted").value == 50.0  # one of two


def test_a_participant_is_asked_to_answer_and_a_facilitator_to_decide(make_user):
    session = opened()
    takes_part, leads = make_user(), make_user()
    member(session, takes_part)
    give_duty(session, person=PersonFactory(user=leads, email=leads.email), group=group(session), by=None)
    say(guest(session), text="Open on Sundays")
    assert [(str(task.title), task.due) for task in tasks_of(takes_part)] == [("Answer statements: “Agenda 2027”", date(2027, 4, 24))]
    assert [str(task.title) for task in tasks_of(leads)] == ["1 statement waits in “I. Reading”"]
    assert [str(task.title) for task in all_tasks(make_user())] == []


def test_the_committee_is_asked_to_decide_on_proposals(make_user):
    session = deciding()
    steers = make_user()
    give_duty(session, person=PersonFactory(user=steers, email=steers.email), group=None, by=None)
    proposed(session)
    assert [str(task.title) for task in tasks_of(steers)] == ["Decide on 1 proposal: “Agenda 2027”"]


def test_an_erased_person_leaves_statements_and_no_answers(make_user):
    session = opened()
    user = make_user()
    place = member(session, user)
    said = say(place, text="Open on Sundays")
    Vote.objects.create(participant=place, statement=Statement.objects.order_by("pk")[0], value=1)
    forget_person(user.person)
    said.refresh_from_db()
    assert (said.author, Participant.objects.filter(person=user.person).count(), Vote.objects.count()) == (None, 0, 0)
