"""Figures of groups: all libraries of a collection, a region, a class of size."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sextant.work.returns.models.collections import YearRelease


class Aggregate(models.Model):
    """One figure of one group in one year, of an indicator or of a variable (then `value` is the total).

    `value` of an indicator is the formula over the sums of all libraries that have every input; median and quartiles
    are over the libraries' own values. `missing` names the variables in the way where the status is not ok.
    """

    class Group(models.TextChoices):
        ALL = "all", _("all libraries")
        REGION = "region", _("region")
        SIZE = "size", _("size class")

    release = models.ForeignKey(YearRelease, on_delete=models.CASCADE, related_name="aggregates")
    is_variable = models.BooleanField(default=False)
    indicator = models.CharField(max_length=40)
    group_kind = models.CharField(max_length=6, choices=Group.choices)
    group = models.CharField(max_length=60)
    n = models.PositiveIntegerField(default=0)
    value = models.FloatField(null=True)
    median = models.FloatField(null=True)
    q1 = models.FloatField(null=True)
    q3 = models.FloatField(null=True)
    status = models.CharField(max_length=14, default="ok")
    missing = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("release", "indicator", "group_kind", "group")
        constraints = (
            models.UniqueConstraint(fields=["release", "is_variable", "indicator", "group_kind", "group"], name="returns_aggregate_once"),
            models.CheckConstraint(condition=~models.Q(status="ok") | models.Q(value__isnull=False), name="returns_aggregate_ok_has_value"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.group_kind} {self.group}"
