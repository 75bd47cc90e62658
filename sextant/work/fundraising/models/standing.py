"""Standing gifts: the same amount every month, quarter or year, each time asked for by a letter and never taken by itself."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.models import Fund
from sextant.work.fundraising import states
from sextant.work.fundraising.models.appeals import Appeal
from sextant.work.fundraising.models.donors import Donor


class StandingGift(models.Model):
    """What a donor means to give again and again. `next_on` is the day of the next gift; `misses` in a row end it."""

    STATES = (
        (states.ACTIVE, pgettext_lazy("standing gift", "running")),
        (states.PAUSED, pgettext_lazy("standing gift", "paused")),
        (states.STOPPED, pgettext_lazy("standing gift", "stopped")),
        (states.LAPSED, pgettext_lazy("standing gift", "ended: nothing came")),
    )
    MONTHS = ((1, _("every month")), (3, _("every quarter")), (12, _("every year")))
    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="standing_gifts")
    appeal = models.ForeignKey(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="standing_gifts")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="standing_gifts")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    months = models.PositiveSmallIntegerField(choices=MONTHS)
    state = models.CharField(max_length=8, choices=STATES, default=states.ACTIVE)
    since = models.DateField()
    next_on = models.DateField()
    misses = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("next_on", "id")
        indexes = (models.Index(fields=["state", "next_on"], name="fundraising_standing_due"),)
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="fundraising_standing_amount"),)

    def __str__(self) -> str:
        return f"{self.donor} · {self.get_months_display()}"

    @property
    def tone(self) -> str:
        return states.STANDING_TONES.get(self.state, "quiet")
