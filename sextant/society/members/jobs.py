"""Work for later: the calendar is followed, spreadsheets are compared and taken over."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.society.members.actions.clock import advance_membership, decide_reminder, due_reminders, overdue
from sextant.society.members.actions.imports import State, forget_old_rows, keep_verdicts, locked, verdicts_of
from sextant.society.members.actions.merges import keep_likely_pairs
from sextant.society.members.actions.taking_over import take_over
from sextant.society.members.models.imports import ImportRun
from sextant.society.members.queries.merges import likely_pairs


@job("members.daily", title=_("Memberships: what the calendar asks for"), every=timedelta(days=1))
def daily(run: Run, day: str | None = None) -> None:
    """Moves memberships by date, then decides the reminders of the day. Each is a transaction; a second run finds only what is left."""
    today = date.fromisoformat(day) if day else timezone.localdate()
    memberships, reminders = list(overdue(today)), due_reminders(today)
    total = len(memberships) + len(reminders)
    for number, membership in enumerate(memberships, 1):
        advance_membership(membership, today=today)
        run.progress(number, total)
    for number, due in enumerate(reminders, len(memberships) + 1):
        decide_reminder(due, today=today)
        run.progress(number, total)


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
        outcome |= take_over(sheet, by=User.objects.filter(pk=by_id or 0).first())


@job("members.forget_import_rows", title=_("Taking away the rows of old imports"), every=timedelta(days=1))
def forget_import_rows(run: Run) -> None:
    forget_old_rows()


@job("members.find_pairs", title=_("Looking for people who stand in the list twice"), every=timedelta(days=1))
def find_pairs(run: Run) -> None:
    """Compares everybody with those who might be the same."""
    found = likely_pairs(run.progress)
    with run.last_step() as outcome:
        outcome["pairs"] = keep_likely_pairs(found)
