"""What a job's function is handed: where to report progress, and the steps that commit only while the job is its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sextant.base.jobs import states
from sextant.base.jobs.models import Job

LEASE = timedelta(seconds=30)


class Cancelled(Exception):
    """The job was asked to stop."""


class LeaseLost(Exception):
    """Another worker holds the job now; whatever this one was about to commit is rolled back."""


class Stopped(BaseException):
    """The worker itself is asked to leave; the job goes back into the queue. Not an Exception, so that no job swallows it."""


class Run:
    """One attempt at one job by one worker."""

    def __init__(self, job: Job, *, lease: timedelta = LEASE, stopping: Callable[[], bool] = lambda: False) -> None:
        self.job = job
        self.lease = lease
        self.finished = False
        self._stopping = stopping
        self._reported = 0.0

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, state=states.RUNNING, worker=self.job.worker, attempts=self.job.attempts)

    def _cancel_asked(self) -> bool:
        return self._mine().filter(cancel_asked=True).exists()

    def progress(self, done: int, total: int = 0, note: str = "") -> None:
        """Reports how far the work is (kept at most twice a second); raises Cancelled when somebody asked to stop.

        Inside a transaction nothing is written: the figure would not be seen before the end.
        """
        if self._stopping():
            raise Stopped
        if transaction.get_connection().in_atomic_block or time.monotonic() - self._reported < 0.5:
            return
        self._reported = time.monotonic()
        if not self._mine().update(done=done, total=total or F("total"), note=note[:300]):
            raise LeaseLost
        if self._cancel_asked():
            raise Cancelled

    @contextmanager
    def step(self) -> Iterator[None]:
        """A transaction that commits only while the job is still this worker's, and renews its lease with the same commit.

        On SQLite a long transaction holds the only write lock, so that the heartbeat cannot renew the lease meanwhile;
        the renewal therefore stands inside the transaction itself.
        """
        with transaction.atomic():
            yield
            if not self._mine().update(lease_until=timezone.now() + self.lease):
                raise LeaseLost

    @contextmanager
    def last_step(self, result: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """A transaction in which the effect and the completion of the job are committed together: done once, or not at all.

        Yields the job's result, which may be filled inside. The job's row is written only at the end, so that on PostgreSQL
        a long step blocks neither the heartbeat nor somebody who wants to cancel; a wish to cancel is granted until then.
        """
        outcome: dict[str, Any] = result if result is not None else {}
        with transaction.atomic():
            if not self._mine().exists():
                raise LeaseLost
            yield outcome
            if self._cancel_asked():
                raise Cancelled
            if not self._mine().update(state=states.DONE, ended_at=timezone.now(), lease_until=None, result=outcome, note="", done=F("total")):
                raise LeaseLost
        self.finished = True
