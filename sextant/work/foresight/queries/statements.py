"""Statements of a group: the queue of the moderator, and the accepted ones with counts."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.measures.registry import SMALL_CELL
from sextant.work.foresight import states
from sextant.work.foresight.models import Group, Statement

STATEMENTS = Statement.objects.select_related("group__session", "author__person", "merged_into")


def queue_of(group: Group) -> QuerySet[Statement]:
    """Statements that wait, the oldest first."""
    return STATEMENTS.filter(group=group, state=states.WAITING).order_by("pk")


def decided_in(group: Group) -> QuerySet[Statement]:
    """The log of the moderator: who decided what, the latest first."""
    rows = STATEMENTS.filter(group=group, state__in=(states.ACCEPTED, states.REFUSED, states.MERGED))
    return rows.select_related("group__session", "author__person", "merged_into", "decided_by").order_by("-decided_at", "-pk")


def accepted_in(group: Group) -> QuerySet[Statement]:
    """Those that are put to the group."""
    return Statement.objects.filter(group=group, state=states.ACCEPTED).order_by("pk")


def counted_in(group: Group) -> list[Any]:
    """The accepted ones with agree, disagree and pass; counts of fewer than five answers are withheld (`shown` is False)."""
    rows = accepted_in(group).annotate(
        agree=Count("votes", filter=Q(votes__value=states.AGREE)),
        disagree=Count("votes", filter=Q(votes__value=states.DISAGREE)),
        passed=Count("votes", filter=Q(votes__value=states.PASS)),
        answers=Count("votes"),
    )
    found: list[Any] = list(rows)
    for one in found:
        one.shown = one.answers >= SMALL_CELL
        one.share = one.agree / one.answers if one.shown else None
    return sorted(found, key=lambda one: (-(one.share if one.share is not None else -1), one.pk))
