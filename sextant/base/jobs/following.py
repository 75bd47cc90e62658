"""Rows whose state is that of the job that works on them, until they say themselves how it ended."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING

REFUSED = "refused"
"""The file or the question was read and turned down, with a sentence."""


class FollowsJob(models.Model):
    """`outcome` is empty until the work has ended: done or refused. A job that ended without one has failed."""

    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)

    STATE_NAMES: dict[str, str | Promise] = {
        DONE: pgettext_lazy("work", "done"),
        REFUSED: pgettext_lazy("work", "refused"),
        QUEUED: pgettext_lazy("work", "waiting"),
        RUNNING: pgettext_lazy("work", "running"),
        FAILED: pgettext_lazy("work", "failed"),
        CANCELLED: pgettext_lazy("work", "cancelled"),
    }
    TONES = {DONE: "good", REFUSED: "bad", FAILED: "bad", RUNNING: "info", QUEUED: "info"}

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """How it ended, or else where its job stands."""
        if self.outcome:
            return self.outcome
        if self.job is None or self.job.state == DONE:
            return FAILED
        return self.job.state

    @property
    def state_name(self) -> str:
        return str(self.STATE_NAMES[self.state])

    @property
    def tone(self) -> str:
        return self.TONES.get(self.state, "quiet")

    @property
    def is_waiting(self) -> bool:
        return self.state in (QUEUED, RUNNING)
