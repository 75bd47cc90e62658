"""Reading the queue."""

from typing import Any

from django.db.models import QuerySet

from sextant.base.jobs import registry
from sextant.base.jobs.models import Job
from sextant.base.permissions.rules import is_office


def jobs_seen_by(user: Any, *, state: str = "", name: str = "", mine: bool = False) -> QuerySet[Job]:
    """The user's own jobs, for the office all, newest first, narrowed by state and kind of work."""
    found = Job.objects.select_related("created_by")
    if mine or not is_office(user):
        found = found.filter(created_by=user)
    if state:
        found = found.filter(state=state)
    if name:
        found = found.filter(name=name)
    return found


def kinds_of_work() -> list[tuple[str, str]]:
    """(name, title) of every registered work, by title."""
    return sorted(((work.name, str(work.title)) for work in registry.works()), key=lambda pair: pair[1])
