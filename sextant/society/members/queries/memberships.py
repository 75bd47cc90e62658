"""Memberships as the office lists them."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sextant.base.search.queries import matching_ids
from sextant.society.members import states
from sextant.society.members.models import Membership

UNPAID_AFTER = timedelta(days=30)


def unpaid_for_long() -> QuerySet[Membership]:
    """Approved more than 30 days ago, and the fee has not come in."""
    return Membership.objects.filter(state=states.APPROVED, approved_on__lt=timezone.localdate() - UNPAID_AFTER)


def to_decide() -> QuerySet[Membership]:
    """Applications that wait for the office."""
    return Membership.objects.filter(state=states.APPLIED)


def memberships_wanted(wish: dict[str, Any], user: Any) -> QuerySet[Membership]:
    """The memberships of one filter, newest application first, with holder and plan in the same query."""
    rows = Membership.objects.with_holder()
    if wish.get("state"):
        rows = rows.filter(state=wish["state"])
    if wish.get("audience"):
        rows = rows.filter(plan__audience=wish["audience"])
    if wish.get("unpaid"):
        rows = rows.filter(pk__in=unpaid_for_long().values("pk"))
    text = (wish.get("q") or "").strip()
    if text and text[0].isdigit():
        rows = rows.filter(number__startswith=text)
    elif text:
        rows = rows.filter(Q(person__in=matching_ids("person", text, user, many=True)) | Q(organisation__in=matching_ids("organisation", text, user)))
    return rows


def counts_by_state() -> dict[str, int]:
    """How many memberships stand in each state."""
    counted = Membership.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)
