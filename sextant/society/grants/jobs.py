"""Work for later: reminders of reports."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.society.grants.actions.reminding import remind
from sextant.society.grants.queries.lists import reports_awaited

AHEAD = timedelta(days=14)


@job("grants.daily", title=_("Reminders of reports on grants"), every=timedelta(days=1))
def daily(run: Run, day: str | None = None) -> None:
    """Reminds of every report that is due soon or overdue; a second run on the same day finds nothing left to do."""
    today = date.fromisoformat(day) if day else timezone.localdate()
    waiting = list(reports_awaited(today + AHEAD))
    for number, report in enumerate(waiting, 1):
        remind(report, today=today)
        run.progress(number, len(waiting))
