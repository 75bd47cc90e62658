"""What a job's function is handed: where to report progress, and the last step that commits effect and completion together."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from sextant.base.jobs import states
from sextant.base.jobs.models import Job


class Cancelled(Exception):
    """The job was asked to stop."""


class LeaseLost(Exception):
    """Another worker holds the job now; whatever this one was about to commit is rolled back."""


class Run:
    """One attempt at one job by one worker."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.finished = False
        self._reported = 0.0

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, state=states.RUNNING, worker=self.job.worker, attempts=self.job.attempts)

    def progress(self, done: int, total: int = 0, note: str = "") -> None:
        """Reports how far the work is (kept at most twice a second); raises Cancelled when somebody asked to stop.

        Inside a transaction nothing is written: the figure would not be seen before the end.
        """
        if transaction.get_connection().in_atomic_block or time.monotonic() - self._reported < 0.5:
            return
        self._reported = time.monotonic()
        if not self._mine().update(done=done, total=total or self.job.total, note=note[:300]):
            raise LeaseLost
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise Cancelled

    @contextmanager
    def last_step(self, result: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """A transaction in which the effect and the completion of the job are committed together: done once, or not at all.

        Yields the job's result, which may be filled inside.
        """
        outcome: dict[str, Any] = result if result is not None else {}
        with transaction.atomic():
            if not self._mine().update(state=states.DONE, ended_at=timezone.now()):
                raise LeaseLost
            yield outcome
            Job.objects.filter(pk=self.job.pk).update(result=outcome, note="")
        self.finished = True
