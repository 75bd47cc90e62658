"""Five hundred people answer at the same moment: no answer is lost, none stands twice. Processes on PostgreSQL, threads on SQLite."""

import pytest
from django.db.models import Sum
from django.utils import timezone

from sextant.work.foresight import states
from sextant.work.foresight.actions.votes import answer_statement
from sextant.work.foresight.models import Participant, Statement, Vote
from sextant.work.foresight.tests.factories import group, opened
from tests.at_once import all_at_once

PEOPLE, WORKERS = 500, 8
pytestmark = pytest.mark.django_db(transaction=True)


def _answer_twice(key: int) -> str:
    """One participant answers a statement, and changes the mind."""
    participant = Participant.objects.select_related("group__session", "person").get(pk=key)
    key = Statement.objects.filter(group=participant.group_id).order_by("pk").values_list("pk", flat=True)[0]
    answer_statement(participant, statement=key, value=states.AGREE)
    answer_statement(participant, statement=key, value=states.DISAGREE)
    return "answered"


def test_five_hundred_people_answer_at_once_and_no_answer_is_lost() -> None:
    session = opened(guests=1)
    room = group(session)
    Participant.objects.bulk_create(
        Participant(session=session, group=room, guest_name=f"Guest {number}", consented_at=timezone.now()) for number in range(PEOPLE - 1)
    )
    ended = all_at_once(_answer_twice, list(Participant.objects.values_list("pk", flat=True)), WORKERS)
    assert ended == ["answered"] * PEOPLE
    assert (Vote.objects.count(), Vote.objects.aggregate(all=Sum("value"))["all"]) == (PEOPLE, -PEOPLE)


def _same(key: int) -> str:
    participant = Participant.objects.select_related("group__session", "person").get()
    answer_statement(participant, statement=abs(key), value=states.AGREE if key > 0 else states.DISAGREE)
    return "answered"


def test_the_same_answer_sent_twice_at_once_stands_once() -> None:
    session = opened(guests=1)
    key = Statement.objects.filter(group__session=session).order_by("pk")[0].pk
    assert all_at_once(_same, [key, -key] * 6, WORKERS) == ["answered"] * 12
    assert Vote.objects.count() == 1
