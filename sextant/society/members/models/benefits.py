"""What partners give to members: the offer, for which plans, from when until when, and how it is used."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.members.models.plans import Plan


class BenefitQuerySet(models.QuerySet["Benefit"]):
    """Benefits by day."""

    def in_force(self, on: date) -> "BenefitQuerySet":
        """Those that may be used on that day."""
        return self.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on), is_open=True)


class Benefit(models.Model):
    """An offer of a partner to members. Everybody reads what it is; `how` is read by members whose plan has it.

    Without plans it is for every member in good standing.
    """

    title = Bilingual(max_length=160)
    about = Bilingual()
    how = Bilingual()
    partner = models.CharField(max_length=200)
    website = models.URLField(blank=True)
    plans = models.ManyToManyField(Plan, blank=True, related_name="benefits")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ("partner", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="members_benefit_days"),
            models.CheckConstraint(condition=~Q(partner=""), name="members_benefit_partner"),
        )

    def __str__(self) -> str:
        return self.title

    def state_on(self, day: date) -> tuple[str, str]:
        """What the office sees of it on that day: a word and its tone."""
        if not self.is_open:
            return str(_("withdrawn")), "quiet"
        if self.since and self.since > day:
            return str(_("not yet in force")), "info"
        return (str(_("over")), "quiet") if self.until and self.until < day else (str(_("in force")), "good")
