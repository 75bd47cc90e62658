"""Queueing work, asking it to stop, and trying it again."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs import states
from sextant.base.jobs.models import Job


def after_commit(name: str, /, *, key: str | None = None, by: User | None = None, run_after: datetime | None = None, **args: Any) -> Job:
    """Queues `name(**args)` as a row of the caller's own transaction: it runs if, and only if, that commits.

    A job with a `key` is queued once for ever; a second call returns the first job.
    """
    fields = {"name": name, "args": args, "created_by": by, "run_after": run_after or timezone.now()}
    if key is None:
        return Job.objects.create(**fields)
    return Job.objects.get_or_create(key=key, defaults=fields)[0]


@transaction.atomic
def once_waiting(name: str, /, *, run_after: datetime | None = None) -> Job:
    """Queues `name()` unless one is already waiting that will start by then.

    The waiting one is held until the caller's transaction ends, so that it cannot start before it would see what the
    caller is about to commit.
    """
    start = run_after or timezone.now()
    waiting = Job.objects.select_for_update().filter(name=name, args={}, state=states.QUEUED, run_after__lte=start).order_by("id").first()
    return waiting or after_commit(name, run_after=start)


@transaction.atomic
def cancel_job(job: Job, *, by: User | None) -> Job:
    """Cancels a waiting job at once; a running one is asked to stop at its next step, and leaves nothing half-done."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=states.QUEUED)
    if not waiting.update(state=states.CANCELLED, ended_at=now, cancel_asked=True):
        if not Job.objects.filter(pk=job.pk, state=states.RUNNING).update(cancel_asked=True):
            raise ValidationError(_("This job has ended already; there is nothing left to cancel."))
    record(verb="jobs.cancel", obj=job, by=by)
    job.refresh_from_db()
    return job


@transaction.atomic
def retry_job(job: Job, *, by: User | None) -> Job:
    """Puts a failed or cancelled job back into the queue with its tries counted anew."""
    ended = Job.objects.filter(pk=job.pk, state__in=[states.FAILED, states.CANCELLED])
    if not ended.update(
        state=states.QUEUED, attempts=0, interruptions=0, run_after=timezone.now(), cancel_asked=False, error="", ended_at=None, lease_until=None
    ):
        raise ValidationError(_("Only a failed or cancelled job can be tried again."))
    record(verb="jobs.retry", obj=job, by=by)
    job.refresh_from_db()
    return job
