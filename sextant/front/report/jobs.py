"""Counting a report's figures and packing its files, later and with progress."""

from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.front.report.actions import counted_figures, freeze_figures
from sextant.front.report.models import Report


@job("report.freeze", title=_("Count the figures of a report"))
def freeze(run: Run, *, report_id: int, user_id: int | None) -> None:
    """Counts every figure (reads only), then writes them down together with the end of the job."""
    report = Report.objects.select_related("agenda").get(pk=report_id)
    counted = counted_figures(report, run.progress)
    with run.last_step() as result:
        report = freeze_figures(report, counted, by=User.objects.filter(pk=user_id or 0).first())
        result["fingerprint"], result["figures"] = report.fingerprint, len(counted)
