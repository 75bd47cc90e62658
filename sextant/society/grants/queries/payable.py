"""What an instalment still waits for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sextant.society.grants import states
from sextant.society.grants.models import Grant, GrantInstalment, GrantMilestone, GrantReport

CONDITION = GrantInstalment.Condition


def why_not_yet(instalment: GrantInstalment) -> str:
    """Why an instalment may not be paid yet, a sentence; empty when it may.

    On signing: as soon as both sides are bound. After the milestones: when every milestone due until its day is reached, and there
    is one. After a report: the first such instalment waits for the first accepted report, the second for the second, and so on;
    those beyond the last report wait for all of them.
    """
    grant = instalment.grant
    if instalment.state != states.PLANNED:
        return _("This instalment is paid already, or will not be paid.")
    if grant.state not in states.BINDING:
        return _("The agreement is not signed.") if grant.state == states.PROMISED else _("The grant has ended.")
    if instalment.condition == CONDITION.MILESTONE:
        return _why_milestones(list(grant.milestones.all()), instalment)
    if instalment.condition == CONDITION.REPORT:
        return _why_reports(instalment)
    return ""


def _why_milestones(milestones: list[GrantMilestone], instalment: GrantInstalment) -> str:
    due = [one for one in milestones if one.due_on <= instalment.due_on]
    if not due:
        return _("No milestone is due until the day of this instalment. Enter one, or have the agreement changed.")
    open_ones = [one for one in due if one.done_on is None]
    return _("A milestone is not reached yet: %(title)s") % {"title": open_ones[0].title} if open_ones else ""


def _why_reports(instalment: GrantInstalment) -> str:
    rows = [one for one in instalment.grant.instalments.all() if one.condition == CONDITION.REPORT and one.state != states.RELEASED]
    place = [one.pk for one in sorted(rows, key=lambda one: (one.due_on, one.pk))].index(instalment.pk) + 1
    reports = [one.state for one in instalment.grant.reports.all()]
    return (
        ""
        if reports and reports.count(states.ACCEPTED) >= min(place, len(reports))
        else _("The report this instalment waits for is not accepted yet.")
    )


def never_payable(grant: Grant) -> str:
    """Why the terms of a draft would leave an instalment unpaid for ever, a sentence; empty where they are sound."""
    conditions = {(one.condition, one.due_on) for one in grant.instalments.all()}
    if any(condition == CONDITION.REPORT for condition, _day in conditions) and not grant.reports.exists():
        return _("An instalment waits for a report, and none is due. Say when reports are due.")
    for condition, day in conditions:
        if condition == CONDITION.MILESTONE and not grant.milestones.filter(due_on__lte=day).exists():
            return _("An instalment waits for milestones, and none is due until its day. Enter one.")
    return ""


def planned_instalments() -> QuerySet[GrantInstalment]:
    """Instalments of binding grants that are to be paid, the nearest first, with what `why_not_yet` looks at."""
    parts = [Prefetch(f"grant__{name}", queryset=model._default_manager.order_by("due_on", "pk")) for name, model in _PARTS]
    rows = GrantInstalment.objects.filter(state=states.PLANNED, grant__state__in=states.BINDING)
    return rows.select_related("grant__organisation", "grant__person").prefetch_related(*parts).order_by("due_on", "pk")


_PARTS = (("instalments", GrantInstalment), ("milestones", GrantMilestone), ("reports", GrantReport))


def payable_by(until: date) -> list[GrantInstalment]:
    """What may be paid now and is due by that day."""
    return payable(planned_instalments().filter(due_on__lte=until))


def payable(rows: Iterable[GrantInstalment]) -> list[GrantInstalment]:
    return [one for one in rows if not why_not_yet(one)]
