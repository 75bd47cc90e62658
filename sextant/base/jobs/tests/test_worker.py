"""Jobs run, fail, are cancelled, are tried again, and are taken over from a dead worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sextant.base.jobs import registry, states
from sextant.base.jobs.actions import after_commit, cancel_job, retry_job
from sextant.base.jobs.models import Job
from sextant.base.jobs.run import LeaseLost, Run
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
