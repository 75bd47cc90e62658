"""Work for later: the report of a closed round, reminders, rounds whose last day is over."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.delphi import letters
from sextant.work.delphi.actions.rounds import close_round, keep_report
from sextant.work.delphi.models import Panelist, Round
from sextant.work.delphi.queries.panel import unfinished

REMIND_DAYS = 2


@job("delphi.report", title=_("Reckoning a round of a Delphi study"))
def report(run: Run, round_id: int) -> dict[str, Any]:
    """Reckons and freezes the report of a round; one that is there already stays."""
    from sextant.work.delphi.reporting import report_of  # numpy and scipy: in the worker only

    one = Round.objects.select_related("study").get(pk=round_id)
    if one.report:
        return {"answers": one.report["answers"]}
    found = report_of(one)
    keep_report(one, found)
    return {"answers": found["answers"]}


@job("delphi.keep_rounds", title=_("Reminders of Delphi rounds"), every=timedelta(days=1))
def keep_rounds(run: Run) -> dict[str, Any]:
    """Reminds once, two days before the end, those who have not answered everything; closes rounds whose last day is over."""
    today, told, closed = timezone.localdate(), 0, 0
    for one in Round.objects.filter(closed_on=None).select_related("study"):
        if one.closes_on < today:
            close_round(one.study, today=today, by=None)
            closed += 1
        elif one.closes_on <= today + timedelta(days=REMIND_DAYS):
            told += _remind(one)
    return {"reminded": told, "closed": closed}


@transaction.atomic
def _remind(one: Round) -> int:
    rows = [panelist for panelist in unfinished(one) if panelist.reminded_round < one.number]
    for panelist in rows:
        letters.write_about_round(panelist, one, "reminder")
    return Panelist.objects.filter(pk__in=[panelist.pk for panelist in rows]).update(reminded_round=one.number)
