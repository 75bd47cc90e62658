"""Who may see jobs and decide about them: the one who asked for the work, and the office."""

from typing import Any

from sextant.base.jobs.models import Job
from sextant.base.permissions.rules import is_office


def may_see_jobs(user: Any) -> bool:
    """Everybody with an account sees the list; the rows in it are their own, for the office all."""
    return bool(user.is_authenticated)


def may_see_job(user: Any, job: Job) -> bool:
    return is_office(user) or (user.is_authenticated and job.created_by_id == user.pk)


def may_stop_job(user: Any, job: Job) -> bool:
    return may_see_job(user, job)


def may_retry_job(user: Any, job: Job) -> bool:
    return may_see_job(user, job)
