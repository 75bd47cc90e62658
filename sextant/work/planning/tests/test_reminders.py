"""Reminders go once within the week and once within the day, to those who asked and still act for the owner."""

from typing import Any

import pytest

from sextant.base.letters.models import Letter
from sextant.society.members.models import Affiliation
from sextant.work.planning.actions.applications import add_step, mark_step, move_application, save_application
from sextant.work.planning.actions.reminders import remind_of, wanted
from sextant.work.planning.models import Application
from sextant.work.planning.tests.factories import asked, director_of, drafted, in_days

pytestmark = pytest.mark.django_db


def kept(make_user: Any, **fields: Any) -> Application:
    """An application of a director who wants letters."""
    plan = drafted()
    director = director_of(plan.organisation, make_user())
    return save_application(asked(plan, **fields), plan=plan, by=director, by_letter=True)


def told(row: Application, days: int = 0) -> int:
    """How many letters there are after the job of that day."""
    remind_of(row.pk, in_days(days))
    return Letter.objects.count()


def test_a_last_day_is_told_once_within_the_week_and_once_within_the_day(make_user: Any) -> None:
    row = kept(make_user, due_on=in_days(10))
    assert [told(row, days) for days in (0, 3, 4, 9, 10, 11)] == [0, 1, 1, 2, 2, 2]
    letter = Letter.objects.first()
    assert (letter.to_address, "Books for families" in letter.body) == (row.keeper.email, True)


def test_what_is_done_or_sent_is_not_told_any_more(make_user: Any) -> None:
    row = kept(make_user, due_on=in_days(5))
    step = add_step(row, title="Letters of support", due_on=in_days(5), by=None)
    mark_step(step, done=True, by=None)
    move_application(row, "submitted", by=None)
    assert told(row) == 0


def test_nobody_is_told_who_did_not_ask_or_does_not_act_for_the_library_any_more(make_user: Any) -> None:
    silent, row = asked(drafted(), due_on=in_days(5)), kept(make_user, due_on=in_days(5))
    assert (wanted(), told(silent)) == ([row.pk], 0)
    Affiliation.objects.filter(person__user=row.keeper).update(is_representative=False)
    assert told(row) == 0
