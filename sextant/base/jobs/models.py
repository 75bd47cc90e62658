"""One piece of work for later: what to call with what, how far it is, and who holds it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy

from sextant.base.jobs import states
from sextant.base.jobs.registry import title_of


class Job(models.Model):
    """A call of a registered function by name. A worker holds it by a lease that it keeps renewing; a lease that ran out is taken over."""

    STATES = (
        (states.QUEUED, pgettext_lazy("job", "waiting")),
        (states.RUNNING, pgettext_lazy("job", "running")),
        (states.DONE, pgettext_lazy("job", "done")),
        (states.FAILED, pgettext_lazy("job", "failed")),
        (states.CANCELLED, pgettext_lazy("job", "cancelled")),
    )
    name = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=160, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    run_after = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_asked = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["state", "run_after"], name="jobs_job_queue"),)
        constraints = (models.CheckConstraint(condition=~Q(state=states.RUNNING) | Q(lease_until__isnull=False), name="jobs_job_running_has_lease"),)

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def title(self) -> str:
        """What the work is called for people."""
        return title_of(self.name)

    @property
    def chip(self) -> str:
        """The tone in which pages show the state."""
        return states.CHIPS[self.state]

    @property
    def link(self) -> str:
        """The address on this site of what the job made, in the reader's language, or nothing."""
        url = str(self.result.get("url", ""))
        return translate_url(url, get_language() or "ru") if url.startswith("/") and not url.startswith("//") else ""

    @property
    def may_be_cancelled(self) -> bool:
        return self.state in states.WAITING and not self.cancel_asked

    @property
    def may_be_retried(self) -> bool:
        return states.QUEUED in states.FOLLOWS[self.state] and self.is_ended

    @property
    def is_ended(self) -> bool:
        return self.state in states.ENDED

    @property
    def percent(self) -> int | None:
        """Whole percent done, or None while the length is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
