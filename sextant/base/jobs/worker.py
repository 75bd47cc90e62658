"""The worker: takes the next job, keeps its lease, runs it, and takes over what a dead worker left."""

import logging
import os
import secrets
import threading
import time
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from sextant.base.jobs import states
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.jobs.registry import known, recurring, work
from sextant.base.jobs.run import Cancelled, LeaseLost, Run

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)


def claim(worker: str, lease: timedelta = LEASE) -> Job | None:
    """Takes the oldest job that is due, or one whose worker stopped renewing its lease; None when there is none."""
    now = timezone.now()
    due = Q(state=states.QUEUED, run_after__lte=now) | Q(state=states.RUNNING, lease_until__lt=now)
    for pk in Job.objects.filter(due).order_by("run_after", "id").values_list("pk", flat=True)[:10]:
        taken = Job.objects.filter(due, pk=pk).update(
            state=states.RUNNING, worker=worker, lease_until=now + lease, attempts=F("attempts") + 1, started_at=now, error=""
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


class Heartbeat(threading.Thread):
    """Renews the lease of one job on a connection of its own until told to stop."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        super().__init__(daemon=True)
        self.job, self.lease, self.stopped = job, lease, threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(self.lease.total_seconds() / 3):
            try:
                mine = Job.objects.filter(pk=self.job.pk, worker=self.job.worker, attempts=self.job.attempts, state=states.RUNNING)
                mine.update(lease_until=timezone.now() + self.lease)
            except DatabaseError:
                log.warning("The lease of job %s could not be renewed; trying again.", self.job.pk)
        connection.close()


def _end(job: Job, state: str, **fields: object) -> None:
    Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=states.RUNNING).update(
        state=state,
        ended_at=timezone.now() if state != states.QUEUED else None,
        lease_until=None if state != states.RUNNING else F("lease_until"),
        **fields,
    )


def _fail(job: Job, tries: int, sentence: str, final: bool = False) -> None:
    if final or job.attempts >= tries:
        _end(job, states.FAILED, error=sentence)
        return
    wait = timedelta(seconds=min(3600, 5 * 4 ** (job.attempts - 1)))
    _end(job, states.QUEUED, error=sentence, run_after=timezone.now() + wait)


def perform(job: Job, lease: timedelta = LEASE, heartbeat: bool = True) -> None:
    """Runs one claimed job to its end, whatever that is; never raises for what the job's function does."""
    if not known(job.name):
        _end(job, states.FAILED, error=f"No work is registered under “{job.name}”.")
        return
    task, run = work(job.name), Run(job)
    if job.attempts > task.tries:
        _end(job, states.FAILED, error="The job was stopped in the middle too often and is not tried again by itself.")
        return
    pulse = Heartbeat(job, lease)
    if heartbeat:
        pulse.start()
    try:
        task.function(run, **job.args)
        if not run.finished:
            _end(job, states.DONE, note="")
    except Cancelled:
        _end(job, states.CANCELLED)
    except LeaseLost:
        log.warning("Job %s was taken over by another worker; this attempt left nothing behind.", job.pk)
    except ValidationError as refusal:
        _fail(job, task.tries, " ".join(refusal.messages), final=True)
    except Exception as error:
        log.exception("Job %s failed", job.pk)
        _fail(job, task.tries, f"{type(error).__name__}: {error}")
    finally:
        pulse.stopped.set()
        if pulse.is_alive():
            pulse.join(timeout=5)


def queue_recurring() -> None:
    """Queues each recurring work once for the present stretch of time (counted from the epoch in UTC)."""
    now = timezone.now()
    for task in recurring():
        stretch = int(now.timestamp() // task.every.total_seconds())
        with transaction.atomic():
            after_commit(task.name, key=f"{task.name}@{stretch}")


def work_until(stop: threading.Event, pause: float = 1.0, lease: timedelta = LEASE) -> None:
    """The worker's loop."""
    me = f"{os.uname().nodename}:{os.getpid()}:{secrets.token_hex(4)}"[:60]
    looked = 0.0
    while not stop.is_set():
        try:
            if time.monotonic() - looked > 60:
                looked = time.monotonic()
                queue_recurring()
            job = claim(me, lease)
        except DatabaseError as error:
            log.warning("The queue cannot be read (%s); trying again.", error)
            job = None
            connection.close()
        if job is None:
            stop.wait(pause)
            continue
        perform(job, lease)


def run_waiting(limit: int = 1000) -> int:
    """Runs all jobs that are due in this process, for commands and tests; returns how many."""
    for count in range(limit):
        job = claim("here")
        if job is None:
            return count
        perform(job, heartbeat=False)
    return limit
