"""Two who lock the same rows in different orders: one of them is broken off by the database, and done again."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.models import Entry
from sextant.base.audit.turns import TRIES, again, hold_record, in_turn


def at_once(*works):
    """Runs each in a thread with a connection of its own; what came out of them."""
    found = []

    def run(work):
        try:
            found.append(work())
        except Exception as trouble:
            found.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


@pytest.mark.django_db(transaction=True)
def test_who_locks_the_other_way_round_is_done_again():
    if not connection.features.has_select_for_update:
        pytest.skip("this database has one writer at a time")
    user, both = User.objects.create_user("t@example.org", "x"), threading.Barrier(2, timeout=1)
    hold = transaction.atomic(hold_record)
    hold()

    def meet():
        try:
            both.wait()
        except threading.BrokenBarrierError:
            return "not the first time"

    @transaction.atomic
    def row_first():
        User.objects.select_for_update().get(pk=user.pk)
        meet()
        return record(verb="kill.row", by=user).verb

    @in_turn
    def record_first():
        meet()
        User.objects.select_for_update().get(pk=user.pk)
        return record(verb="kill.record", by=user).verb

    assert sorted(at_once(lambda: again(row_first), record_first)) == ["kill.record", "kill.row"]
    assert Entry.objects.filter(verb__startswith="kill.").count() == 2


class DeadlockDetected(Exception):
    sqlstate = "40P01"


class Broken:
    """An action that the database breaks off so many times."""

    def __init__(self, times, cause=None, words="deadlock detected"):
        self.times, self.cause, self.words, self.called = times, cause, words, 0

    def __call__(self):
        self.called += 1
        if self.called <= self.times:
            raise OperationalError(self.words) from self.cause
        return "done"


@pytest.mark.django_db(transaction=True)
def test_what_is_broken_off_every_time_is_refused_with_a_sentence():
    action = Broken(99, DeadlockDetected())
    with pytest.raises(ValidationError, match="nothing of yours was written"):
        again(action)
    assert action.called == TRIES


@pytest.mark.django_db(transaction=True)
def test_what_is_broken_off_twice_is_done_the_third_time():
    action = Broken(2, DeadlockDetected())
    assert (again(action), action.called) == ("done", 3)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_busy_too_long_is_told_at_once():
    action = Broken(99, words="database is locked")
    with pytest.raises(ValidationError, match="Somebody else was writing"):
        again(action)
    assert action.called == 1


@pytest.mark.django_db(transaction=True)
def test_other_trouble_of_the_database_is_not_hidden():
    action = Broken(99, words="no space left on device")
    with pytest.raises(OperationalError, match="no space"):
        again(action)
    assert action.called == 1


@pytest.mark.django_db
def test_inside_a_transaction_the_caller_decides():
    action = Broken(1, DeadlockDetected())
    with pytest.raises(OperationalError):
        again(action)
    assert action.called == 1
