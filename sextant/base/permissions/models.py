"""A grant: this user has this role, for the whole association or for one object, from a date to a date."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, on: date) -> "GrantQuerySet":
        """Grants that hold on that day (the last day included)."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Grant(models.Model):
    """One role of one user. An empty `scope_kind` is the whole association; else the label and key of one object."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=60, blank=True)
    scope_id = models.CharField(max_length=40, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "role", "scope_kind", "scope_id", "since"], name="permissions_grant_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="permissions_grant_dates"),
            models.CheckConstraint(
                condition=(Q(scope_kind="") & Q(scope_id="")) | (~Q(scope_kind="") & ~Q(scope_id="")), name="permissions_grant_scope"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role} {self.scope_kind}{self.scope_id}".strip()
