"""The worker: takes the next job, keeps its lease, runs it, and takes over what a dead worker left."""

import logging
import os
import secrets
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sextant.base.jobs import states
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.jobs.registry import known, recurring, work
from sextant.base.jobs.run import LEASE, Cancelled, LeaseLost, Run, Stopped

log = logging.getLogger(__name__)
Suspects = dict[int, datetime]
"""Jobs seen with a lease that has run out, and that lease."""


def _due(now: datetime) -> Q:
    return Q(state=states.QUEUED, run_after__lte=now) | Q(state=states.RUNNING, lease_until__lt=now)


def claim(worker: str, lease: timedelta = LEASE, suspects: Suspects | None = None) -> Job | None:
    """Takes the oldest job that is due, or one whose worker stopped renewing its lease; None when there is none.

    With `suspects` a lease that ran out must be seen twice, each time by a claimant who did not have to wait for the
    database: on SQLite a long transaction keeps the heartbeat out, and its worker is not dead for that.
    """
    begun, now = time.monotonic(), timezone.now()
    if not Job.objects.filter(_due(now)).exists():
        return None
    with transaction.atomic():
        for job in Job.objects.select_for_update(skip_locked=True).filter(_due(now)).order_by("run_after", "id")[:10]:
            waited = time.monotonic() - begun > 0.5
            if job.state == states.RUNNING and suspects is not None and not _is_dead(job, suspects, waited):
                continue
            job.state, job.worker, job.attempts = states.RUNNING, worker, job.attempts + 1
            job.lease_until, job.started_at, job.error = timezone.now() + lease, timezone.now(), ""
            job.save(update_fields=["state", "worker", "attempts", "lease_until", "started_at", "error"])
            return job
    return None


def _is_dead(job: Job, suspects: Suspects, waited: bool) -> bool:
    seen = suspects.pop(job.pk, None)
    if seen == job.lease_until and not waited:
        return True
    if not waited and job.lease_until is not None:
        suspects[job.pk] = job.lease_until
    return False


class Heartbeat(threading.Thread):
    """Renews the lease of one job on a connection of its own until told to stop."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        super().__init__(daemon=True)
        self.job, self.lease, self.stopped = job, lease, threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(self.lease.total_seconds() / 3):
            try:
                mine = Job.objects.filter(pk=self.job.pk, worker=self.job.worker, attempts=self.job.attempts, state=states.RUNNING)
                if not mine.update(lease_until=timezone.now() + self.lease):
                    break
            except DatabaseError:
                log.warning("The lease of job %s could not be renewed; trying again.", self.job.pk)
                connection.close()
        connection.close()


def _end(job: Job, state: str, **fields: object) -> None:
    Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=states.RUNNING).update(
        state=state, ended_at=timezone.now() if state in states.ENDED else None, lease_until=None, **fields
    )


def _fail(job: Job, tries: int, sentence: str, final: bool = False) -> None:
    if final or job.attempts - job.interruptions >= tries:
        _end(job, states.FAILED, error=sentence)
        return
    wait = timedelta(seconds=min(3600, 5 * 4 ** (job.attempts - job.interruptions - 1)))
    _end(job, states.QUEUED, error=sentence, run_after=timezone.now() + wait)


def _run(job: Job, run: Run) -> None:
    task = work(job.name)
    try:
        result = task.function(run, **job.args)
        if not run.finished:
            _end(job, states.DONE, note="", done=F("total"), result=result if isinstance(result, dict) else {})
    except Cancelled:
        _end(job, states.CANCELLED)
    except LeaseLost:
        log.warning("Job %s was taken over by another worker; this attempt left nothing behind.", job.pk)
    except ValidationError as refusal:
        _fail(job, task.tries, " ".join(refusal.messages), final=True)
    except Exception as error:
        log.exception("Job %s failed", job.pk)
        _fail(job, task.tries, f"{type(error).__name__}: {error}")


def _put_back(job: Job) -> None:
    """A worker that is asked to leave returns its job to the queue; the attempt does not count against its tries."""
    if not connection.in_atomic_block:
        connection.close()
    _end(job, states.QUEUED, interruptions=F("interruptions") + 1, run_after=timezone.now())


def perform(job: Job, lease: timedelta = LEASE, heartbeat: bool = True, stop: threading.Event | None = None) -> None:
    """Runs one claimed job to its end, whatever that is; never raises for what the job's function does.

    What the job says, it says in the language of the one who asked for it.
    """
    language = job.created_by.language if job.created_by else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        if not known(job.name):
            _end(job, states.FAILED, error=_("This version of Sextant knows no work called “%(name)s”.") % {"name": job.name})
            return
        if job.cancel_asked:
            _end(job, states.CANCELLED)
            return
        if job.attempts - job.interruptions > work(job.name).tries:
            _end(job, states.FAILED, error=_("The work was cut off in the middle too often and is not tried again by itself."))
            return
        pulse = Heartbeat(job, lease)
        if heartbeat:
            pulse.start()
        try:
            _run(job, Run(job, lease=lease, stopping=stop.is_set if stop else lambda: False))
        except Stopped:
            _put_back(job)
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
    """The worker's loop. A database that does not answer is asked again; a job cut off by that is taken over after its lease."""
    me = f"{os.uname().nodename}:{os.getpid()}:{secrets.token_hex(4)}"[-60:]
    looked, suspects = 0.0, Suspects()
    while not stop.is_set():
        job = None
        try:
            close_old_connections()
            if not looked or time.monotonic() - looked > 60:
                looked = time.monotonic()
                queue_recurring()
            job = claim(me, lease, suspects)
            if job is not None:
                perform(job, lease, stop=stop)
        except DatabaseError as error:
            log.warning("The database does not answer (%s); trying again.", error)
            connection.close()
        if job is None:
            stop.wait(pause)


def run_waiting(limit: int = 1000) -> int:
    """Runs all jobs that are due in this process, for commands and tests; returns how many."""
    for count in range(limit):
        job = claim("here")
        if job is None:
            return count
        perform(job, heartbeat=False)
    return limit


def perform_here(job: Job) -> Job:
    """Runs this very job in the present process, for a command that waits for it; where a worker has taken it, waits for that one.

    A job that failed and is going to be tried again by a worker comes back as it stands.
    """
    here = f"{os.uname().nodename}:{os.getpid()}:{secrets.token_hex(4)}"[-60:]
    now, taken = timezone.now(), 0
    if Job.objects.filter(pk=job.pk, state=states.QUEUED).exists():
        taken = Job.objects.filter(pk=job.pk, state=states.QUEUED).update(
            state=states.RUNNING, worker=here, attempts=F("attempts") + 1, lease_until=now + LEASE, started_at=now, error=""
        )
    job.refresh_from_db()
    if taken:
        perform(job, heartbeat=not connection.in_atomic_block)  # nobody else can see a job of an open transaction
    while not taken and not job.is_ended:
        time.sleep(0.3)
        job.refresh_from_db()
    job.refresh_from_db()
    return job
