"""What the calendar does once a day: grace, lapse, and the decision about every reminder."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from sextant.base.audit.actions import record
from sextant.society.members import states
from sextant.society.members.actions.memberships import locked, moved
from sextant.society.members.letters import recipients, tell_holder
from sextant.society.members.models import Membership, MembershipPeriod, Reminder
from sextant.society.members.queries.periods import state_by_date

STEPS = (90, 30, 7, -1, -30)
"""Days to the end of a period at which a reminder is due; negative ones lie after the end."""
LATE = timedelta(days=5)
"""A reminder that is later than this is not sent any more."""
LOOK_BACK = timedelta(days=60)
APPROVAL_KEPT = timedelta(days=180)
"""An approved application whose fee has not come in by then lapses."""


def overdue(today: date) -> QuerySet[Membership]:
    """Memberships that the calendar has to move on that day."""
    ended = Membership.objects.filter(state__in=[states.ACTIVE, states.GRACE], until__lt=today)
    forgotten = Membership.objects.filter(state=states.APPROVED, approved_on__lt=today - APPROVAL_KEPT)
    return (ended | forgotten).order_by("pk")


@transaction.atomic
def advance_membership(membership: Membership, *, today: date) -> Membership:
    """Moves one membership to the state that its dates ask for, step by step of the table; nothing happens where it is right."""
    membership = locked(membership)
    if membership.state == states.APPROVED:
        forgotten = membership.approved_on is not None and membership.approved_on < today - APPROVAL_KEPT
        return moved(membership, states.LAPSED, verb="members.lapse", by=None) if forgotten else membership
    last = membership.periods.order_by("-until").first()
    if last is None or membership.state not in states.GOOD_STANDING:
        return membership
    due = state_by_date(last.until, last.good_until, today)
    if membership.state == states.ACTIVE and due != states.ACTIVE:
        moved(membership, states.GRACE, verb="members.enter_grace", by=None)
    if membership.state == states.GRACE and due == states.LAPSED:
        moved(membership, states.LAPSED, verb="members.lapse", by=None)
    return membership


@dataclass(frozen=True)
class Due:
    """A period for which one reminder has to be decided."""

    period: MembershipPeriod
    step: int

    @property
    def day(self) -> date:
        """The day on which the reminder is due."""
        return self.period.until - timedelta(days=self.step)


def due_reminders(today: date) -> list[Due]:
    """Undecided reminders whose day has come (at most LOOK_BACK ago), the oldest first."""
    found = []
    for step in STEPS:
        decided = Reminder.objects.filter(membership=OuterRef("membership"), until=OuterRef("until"), step=step)
        last = today + timedelta(days=step)
        periods = MembershipPeriod.objects.filter(~Exists(decided), until__lte=last, until__gt=last - LOOK_BACK)
        found += [Due(period, step) for period in periods.order_by("pk") if period.since <= period.until - timedelta(days=step)]
    return sorted(found, key=lambda due: (due.day, due.period.pk))


def _why_not(membership: Membership, due: Due, today: date) -> str:
    """The reason why a reminder is not sent, or `sent`."""
    ended = {states.RESIGNED: "resigned", states.EXPELLED: "expelled"}.get(membership.state)
    if ended:
        return ended
    if membership.until is not None and membership.until > due.period.until:
        return "already_renewed"
    if membership.person is not None and membership.person.erased_at is not None:
        return "erased"
    if membership.is_demo:
        return "demo"
    if today - due.day > LATE:
        return "too_late"
    if not membership.wants_reminders:
        return "opted_out"
    return "sent" if recipients(membership) else "no_address"


@transaction.atomic
def decide_reminder(due: Due, *, today: date) -> Reminder:
    """Decides one reminder once: sends it, or notes why not. Asked again, it returns the decision there is."""
    membership, period = locked(due.period.membership), due.period
    made = Reminder.objects.filter(membership=membership, until=period.until, step=due.step).first()
    if made is not None:
        return made
    reason, keys = _why_not(membership, due, today), []
    if reason == "sent":
        past = max(0, (today - period.until).days)
        more = {"until": period.until, "good_until": period.good_until, "days_past": past}
        keys = tell_holder(membership, "members.reminder", f"{period.until}:{due.step}", by=None, **more)
    reminder = Reminder.objects.create(
        membership=membership, until=period.until, step=due.step, sent=reason == "sent", reason=reason, letter_key=keys[0] if keys else ""
    )
    record(verb="members.decide_reminder", obj=membership, by=None, after={"until": period.until, "step": due.step, "reason": reason})
    return reminder
