"""Work for later: spreadsheets are compared and taken over."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.society.members.actions.imports import State, forget_old_rows, keep_verdicts, locked, verdicts_of
from sextant.society.members.actions.taking_over import take_over
from sextant.society.members.models.imports import ImportRun


@job("members.check_import", title=_("Comparing a spreadsheet of members with the people known"))
def check_import_rows(run: Run, *, run_id: int) -> None:
    """The dry run; what it found is written in one step."""
    sheet = ImportRun.objects.get(pk=run_id)
    verdicts, known = verdicts_of(sheet, run.progress)
    with run.last_step() as outcome:
        outcome |= keep_verdicts(locked(sheet, State.CHECKING), verdicts, known).counts


@job("members.apply_import", title=_("Taking over a spreadsheet of members"))
def apply_import_rows(run: Run, *, run_id: int, by_id: int | None) -> None:
    """All rows or none, together with the end of the job: a worker that dies in the middle leaves nothing behind."""
    sheet = ImportRun.objects.get(pk=run_id)
    run.progress(0, sheet.counts["rows"])
    with run.last_step() as outcome:
        outcome |= take_over(sheet, by=User.objects.filter(pk=by_id).first())


@job("members.forget_import_rows", title=_("Taking away the rows of old imports"), every=timedelta(days=1))
def forget_import_rows(run: Run) -> None:
    forget_old_rows()
