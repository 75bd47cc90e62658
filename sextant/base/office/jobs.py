"""The check of the record, which reads all of it."""

from django.utils.translation import gettext_lazy as _

from sextant.base.audit.queries import first_broken_line
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.office.queries import VERIFY


@job(VERIFY, title=_("Check of the record of changes"))
def verify_record(run: Run) -> None:
    """Reads the whole chain; the result names the first broken line, or null."""
    broken = first_broken_line(run.progress)
    with run.last_step() as result:
        result["first_broken_line"] = broken
