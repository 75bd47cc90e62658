"""From which day to which day a fee counts."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.society.members import states
from sextant.society.members.models import FOREVER, Membership, Plan


@dataclass(frozen=True)
class Stretch:
    """First day, last day, and the last day with the grace after it."""

    since: date
    until: date
    good_until: date


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter (31 January + 1 month = 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def stretch_from(plan: Plan, since: date) -> Stretch:
    """One period of the plan from that day: 1 March 2026 and twelve months end on 28 February 2027."""
    if plan.is_for_life:
        return Stretch(since, FOREVER, FOREVER)
    until = months_later(since, plan.months) - timedelta(days=1)
    return Stretch(since, until, until + timedelta(days=plan.grace_days))


def next_stretch(membership: Membership, paid_on: date) -> Stretch:
    """The period that a fee paid on that day opens.

    A member who paid before the grace was over goes on from the day after the last period, so that no day is lost or
    given twice; after that the period begins on the day of payment. A first period never begins before the approval.
    """
    last = membership.periods.order_by("-until").first()
    if last is not None and paid_on <= last.good_until and not membership.is_for_life:
        return stretch_from(membership.plan, last.until + timedelta(days=1))
    return stretch_from(membership.plan, max(paid_on, membership.approved_on or paid_on))


def state_by_date(until: date, good_until: date, today: date) -> str:
    """What the calendar makes of a paid membership: active, in its grace, or lapsed."""
    if today <= until:
        return states.ACTIVE
    return states.GRACE if today <= good_until else states.LAPSED
