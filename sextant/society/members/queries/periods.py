"""From which day to which day a fee counts, and which share of a whole period that is."""

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


@dataclass(frozen=True)
class Share:
    """How much of a whole period is counted: `counted` of `whole` months or days (`unit` as in Plan.Proration)."""

    unit: str
    counted: int = 1
    whole: int = 1

    @property
    def is_part(self) -> bool:
        return self.counted < self.whole

    def of(self, amount_minor: int) -> int:
        """The share of an amount in minor units, half a unit rounded up: 7 of 12 months of 150000 are 87500."""
        return half_up(amount_minor * self.counted, self.whole)


WHOLE = Share(Plan.Proration.NONE)


def half_up(dividend: int, divisor: int) -> int:
    """The quotient of two whole numbers that are not negative, exactly, half a unit rounded up: 5 / 2 is 3."""
    return (2 * dividend + divisor) // (2 * divisor)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter (31 January + 1 month = 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_since(plan: Plan, since: date) -> date:
    """The first day of the whole period of which a period from `since` is the rest: the beginning of the membership year, else `since`."""
    if not plan.year_begins_in:
        return since
    return date(since.year - (since.month < plan.year_begins_in), plan.year_begins_in, 1)


def stretch_from(plan: Plan, since: date) -> Stretch:
    """One period of the plan from that day.

    1 March 2026 and twelve months end on 28 February 2027; with a membership year from January, on 31 December 2026.
    """
    if plan.is_for_life:
        return Stretch(since, FOREVER, FOREVER)
    until = months_later(whole_since(plan, since), plan.months) - timedelta(days=1)
    return Stretch(since, until, until + timedelta(days=plan.grace_days))


def share_of(plan: Plan, stretch: Stretch) -> Share:
    """The share of a whole period for which the plan charges a stretch that `stretch_from` made of it.

    By months, every begun calendar month counts (from 31 May until December, 8 of 12); by days, the days of the
    stretch of the days of the whole period, 29 February included. Whatever makes a period shorter, it is charged
    alike: the first one, one after a lapse, one after a change to this plan.
    """
    begin = whole_since(plan, stretch.since)
    if plan.proration == Plan.Proration.MONTHS:
        gone = (stretch.since.year - begin.year) * 12 + stretch.since.month - begin.month
        return Share(plan.proration, plan.months - gone, plan.months)
    if plan.proration == Plan.Proration.DAYS:
        return Share(plan.proration, (stretch.until - stretch.since).days + 1, (stretch.until - begin).days + 1)
    return WHOLE


def stretch_after(membership: Membership, last: tuple[date, date] | None, paid_on: date) -> Stretch:
    """The period that a fee paid on that day opens; `last` is the end of the last period, without and with its grace.

    A member who paid before the grace was over goes on from the day after the last period, so that no day is lost or
    given twice; after that the period begins on the day of payment. A first period never begins before the approval.
    """
    if last is not None and paid_on <= last[1] and not membership.is_for_life:
        return stretch_from(membership.plan, last[0] + timedelta(days=1))
    return stretch_from(membership.plan, max(paid_on, membership.approved_on or paid_on))


def next_stretch(membership: Membership, paid_on: date) -> Stretch:
    """The same for one membership, its last period read from the database."""
    return stretch_after(membership, membership.periods.order_by("-until").values_list("until", "good_until").first(), paid_on)


def state_by_date(until: date, good_until: date, today: date) -> str:
    """What the calendar makes of a paid membership: active, in its grace, or lapsed."""
    if today <= until:
        return states.ACTIVE
    return states.GRACE if today <= good_until else states.LAPSED
