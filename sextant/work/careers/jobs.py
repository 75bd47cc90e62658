"""Work of the clock: jobs expire, their employers are warned, searches write."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.careers import letters
from sextant.work.careers.actions.alerts import forget_unconfirmed, live_alerts, tell_alert
from sextant.work.careers.actions.jobs import expire_job
from sextant.work.careers.queries.board import board_rules, jobs_near_expiry, jobs_to_expire


@job("careers.keep_board", title=_("Taking expired jobs off the board"), every=timedelta(days=1))
def keep_board(run: Run) -> dict[str, Any]:
    """Expires jobs whose last day is over, and writes once before that day to whoever keeps a job."""
    today = timezone.localdate()
    expired = sum(expire_job(one, today=today) for one in jobs_to_expire(today))
    near = list(jobs_near_expiry(today, board_rules().warn_days).select_related("made_by"))
    with transaction.atomic():
        for one in near:
            letters.write_about_job("job_expiring", one, str(one.apply_until))
    return {"expired": expired, "warned": len(near), "forgotten": forget_unconfirmed(today)}


@job("careers.write_alerts", title=_("Letters about new jobs"), every=timedelta(days=1))
def write_alerts(run: Run) -> dict[str, Any]:
    """One letter a search that has something new; what was told once is never told again."""
    today = timezone.localdate()
    told = [tell_alert(alert, today=today) for alert in live_alerts()]
    return {"letters": sum(1 for number in told if number), "jobs": sum(told)}
