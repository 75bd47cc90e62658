"""Keeping the queue short."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs import states
from sextant.base.jobs.models import Job
from sextant.base.jobs.registry import job, recurring
from sextant.base.jobs.run import Run

KEPT = timedelta(days=30)


@job("jobs.tidy", title=_("Clearing away old entries of the queue"), every=timedelta(days=1))
def tidy(run: Run) -> dict[str, Any]:
    """Removes what was queued by the clock and done thirty days ago; work that somebody asked for stays."""
    by_the_clock = {task.name for task in recurring()}
    old = Job.objects.filter(name__in=by_the_clock, created_by=None, state=states.DONE, ended_at__lt=timezone.now() - KEPT)
    return {"removed": old.delete()[0]}
