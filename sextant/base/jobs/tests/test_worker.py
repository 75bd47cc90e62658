"""Jobs run, fail, are cancelled, are tried again, and are taken over from a dead worker."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from sextant.base.jobs import registry, states
from sextant.base.jobs.actions import after_commit, cancel_job, once_waiting, retry_job
from sextant.base.jobs.models import Job
from sextant.base.jobs.run import Cancelled, LeaseLost, Run
from sextant.base.jobs.worker import claim, perform, run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    calls = []

    @registry.job("test.note", title="note", tries=2)
    def note(run: Run, what: str) -> None:
        calls.append(what)
        if what == "bad":
            raise RuntimeError("no")
        run.progress(1, 2)

    yield calls
    registry._works.pop("test.note")


def test_a_job_runs_once_and_is_done(work):
    job = after_commit("test.note", what="one")
    assert run_waiting() == 1
    job.refresh_from_db()
    assert (work, job.state, job.attempts) == (["one"], states.DONE, 1)


def test_a_key_queues_the_same_work_only_once(work):
    first, second = after_commit("test.note", key="k", what="one"), after_commit("test.note", key="k", what="two")
    assert (first.pk == second.pk, Job.objects.count()) == (True, 1)


def test_a_failing_job_waits_is_tried_again_and_then_fails_with_its_reason(work):
    job = after_commit("test.note", what="bad")
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.run_after > timezone.now()) == (states.QUEUED, True)
    Job.objects.update(run_after=timezone.now())
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == (states.FAILED, "RuntimeError: no")


def test_a_dead_workers_job_is_taken_over_and_its_late_commit_is_refused(work):
    after_commit("test.note", what="one")
    dead = claim("dead", timedelta(seconds=-1))
    alive = claim("alive")
    assert (alive.pk, alive.attempts) == (dead.pk, 2)
    with pytest.raises(LeaseLost), Run(dead).last_step():
        pass
    perform(alive, heartbeat=False)
    alive.refresh_from_db()
    assert (alive.state, work) == (states.DONE, ["one"])


def test_a_waiting_job_is_cancelled_at_once_and_can_be_put_back(work, make_user):
    job = cancel_job(after_commit("test.note", what="one"), by=make_user())
    assert (job.state, run_waiting()) == (states.CANCELLED, 0)
    assert (retry_job(job, by=None).state, run_waiting(), work) == (states.QUEUED, 1, ["one"])


def test_a_worker_that_is_asked_to_leave_puts_its_job_back_and_no_try_is_lost(work):
    job = after_commit("test.note", what="one")
    stop = threading.Event()
    stop.set()
    perform(claim("leaving"), heartbeat=False, stop=stop)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.interruptions) == (states.QUEUED, 1, 1)
    assert (run_waiting(), Job.objects.get().state) == (1, states.DONE)


def test_a_running_job_that_was_asked_to_stop_is_cancelled_by_whoever_takes_it_over(work):
    after_commit("test.note", what="one")
    cancel_job(claim("dead", timedelta(seconds=-1)), by=None)
    assert (run_waiting(), Job.objects.get().state, work) == (1, states.CANCELLED, [])


def test_a_lease_that_ran_out_is_seen_twice_before_it_is_taken_over(work):
    after_commit("test.note", what="one")
    claim("perhaps dead", timedelta(seconds=-1))
    suspects = {}
    assert (claim("alive", suspects=suspects), claim("alive", suspects=suspects).attempts) == (None, 2)


def test_a_lease_renewed_between_two_looks_is_left_alone(work):
    after_commit("test.note", what="one")
    slow, suspects = claim("slow", timedelta(seconds=-1)), {}
    claim("alive", suspects=suspects)
    Job.objects.update(lease_until=timezone.now() - timedelta(milliseconds=1))
    assert (claim("alive", suspects=suspects), Job.objects.get().worker) == (None, slow.worker)


def test_the_last_step_grants_a_wish_to_cancel_and_leaves_nothing(work):
    after_commit("test.note", what="one")
    job = claim("here")
    cancel_job(job, by=None)
    with pytest.raises(Cancelled), Run(job).last_step():
        after_commit("test.note", what="made inside")
    assert Job.objects.count() == 1


def test_a_step_renews_the_lease_with_its_own_commit(work):
    after_commit("test.note", what="one")
    job = claim("here", timedelta(seconds=1))
    with Run(job, lease=timedelta(minutes=5)).step():
        pass
    assert Job.objects.get().lease_until > job.lease_until + timedelta(minutes=4)


def test_what_a_job_returns_is_its_result(work):
    @registry.job("test.maker", title="make")
    def make(run: Run) -> dict[str, str]:
        return {"url": "/en/report/2025/"}

    after_commit("test.maker")
    run_waiting()
    registry._works.pop("test.maker")
    assert Job.objects.get().result == {"url": "/en/report/2025/"}


def test_the_same_work_waits_once():
    assert once_waiting("test.note").pk == once_waiting("test.note").pk


def test_work_that_waits_until_tomorrow_does_not_serve_today():
    tomorrow = once_waiting("test.note", run_after=timezone.now() + timedelta(days=1))
    assert once_waiting("test.note").pk != tomorrow.pk
