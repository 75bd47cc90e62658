"""What funders promised a project, the instalments, and the hours that people worked."""

from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models import Entry, Fund, Payment
from sextant.society.members.models import Organisation
from sextant.work.projects.models.projects import Project, TeamMember


class Agreement(models.Model):
    """A funding agreement of a project: who gives how much, on which fund, and under which conditions."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="agreements")
    funder = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField()
    amount_minor = models.BigIntegerField()
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    conditions = Bilingual()
    report_due_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("signed_on", "id")
        constraints = (models.CheckConstraint(condition=Q(amount_minor__gt=0), name="projects_agreement_positive"),)

    def __str__(self) -> str:
        return f"{self.funder} {self.number}".strip()


class Instalment(models.Model):
    """A part of an agreement that is due on a day; received with a payment of the books."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="instalments")
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()
    received_on = models.DateField(null=True, blank=True)
    payment = models.OneToOneField(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="projects_instalment_positive"),
            models.CheckConstraint(
                condition=Q(received_on=None, payment=None) | Q(received_on__isnull=False, payment__isnull=False), name="projects_instalment_received"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement} {self.due_on}"

    @property
    def reference(self) -> str:
        """What the funder writes on the payment, so that a statement finds it."""
        return f"PRJ-{self.pk:06d}"


class Hours(models.Model):
    """What one person worked on one day, in minutes; `entry` is the entry that booked its cost, where there is a rate."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="hours")
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="hours")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300, blank=True)
    cost_minor = models.BigIntegerField(null=True, blank=True)
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-day", "-id")
        verbose_name_plural = "hours"
        constraints = (
            models.UniqueConstraint(fields=["member", "day"], name="projects_hours_day_once"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="projects_hours_of_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.member} {self.day}"
