"""What a membership pays less, from when until when, and who decided it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sextant.society.members.models.memberships import Membership

REDUCTIONS_APART = (
    "ALTER TABLE members_feereduction ADD CONSTRAINT members_reduction_apart EXCLUDE USING gist "
    "(int8range(membership_id, membership_id, '[]') WITH &&, daterange(since, until, '[]') WITH &&)"
)
"""What only PostgreSQL can say: two reductions of one membership never meet on one day."""


class FeeReductionQuerySet(models.QuerySet["FeeReduction"]):
    def meeting(self, since: date, until: date) -> "FeeReductionQuerySet":
        """Reductions in force on any day of the stretch."""
        return self.filter(Q(until=None) | Q(until__gte=since), since__lte=until)


class FeeReduction(models.Model):
    """So much per cent less for one membership; 100 is an exemption.

    It counts for every period whose first day lies between `since` and `until` (the last day; empty is open), on
    whatever day that period is paid. Two never meet on one day: the action sees to it under the membership's lock.
    PostgreSQL refuses it too (migration 0004), SQLite a second open one and a second one from the same day.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reductions")
    percent = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    objects = FeeReductionQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="members_reduction_percent"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="members_reduction_dates"),
            models.UniqueConstraint(fields=["membership"], condition=Q(until=None), name="members_reduction_one_open"),
            models.UniqueConstraint(fields=["membership", "since"], name="members_reduction_once"),
        )

    def __str__(self) -> str:
        return f"{self.percent} %"

    def is_in_force(self, on: date) -> bool:
        """True when the reduction counts for a period that begins on that day."""
        return self.since <= on and (self.until is None or on <= self.until)
