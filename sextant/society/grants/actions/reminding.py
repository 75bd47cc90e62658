"""Reminders of reports, computed from what is due: nothing is kept but the letters themselves."""

from datetime import date

from django.db import transaction

from sextant.society.grants import letters, states
from sextant.society.grants.models import GrantReport

STEPS = (-14, -3, 1, 7, 21, 45)
"""Days after the day on which a report is due (negative: before) at which a reminder goes out; then none."""


def step_of(days_over: int) -> int | None:
    """The last reminder that should have gone out by then; None before the first one."""
    passed = [step for step in STEPS if step <= days_over]
    return passed[-1] if passed else None


@transaction.atomic
def remind(report: GrantReport, *, today: date) -> int | None:
    """Writes the reminder of that day, once; returns its step, None where there is none to write.

    A missed day loses nothing: the next one writes the latest step alone. A report that was sent is not reminded of; one whose
    day was put off begins anew.
    """
    if report.state not in states.OPEN_REPORTS or report.grant.state not in states.BINDING:
        return None
    days_over = (today - report.due_on).days
    step = step_of(days_over)
    if step is not None:
        letters.write_about_report("report_due", report, turn=f"{report.due_on}:{step}:{report.times}", days_over=days_over)
    return step
