"""Applications to funders: from a prospect to the last report, with their tasks and papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.models import Fund, Programme
from sextant.work.planning import states
from sextant.work.planning.models.calls import Call
from sextant.work.planning.models.plans import Plan, PlanInitiative


class Application(models.Model):
    """What is asked of a funder for a plan. Amounts are minor units of the plan's currency; `year` is when the money would come.

    `by_letter` says that its keeper, who ticked it, wants letters before tasks and last days.
    """

    STATES = (
        (states.PROSPECT, pgettext_lazy("application", "prospect")),
        (states.LETTER, pgettext_lazy("application", "letter of inquiry")),
        (states.SUBMITTED, pgettext_lazy("application", "submitted")),
        (states.WON, pgettext_lazy("application", "won")),
        (states.LOST, pgettext_lazy("application", "lost")),
        (states.REPORTING, pgettext_lazy("application", "reporting")),
        (states.DONE, pgettext_lazy("application", "reported")),
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="applications")
    initiative = models.ForeignKey(PlanInitiative, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    title = models.CharField(max_length=300)
    funder = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=STATES, default=states.PROSPECT)
    year = models.PositiveSmallIntegerField()
    asked_minor = models.BigIntegerField()
    won_minor = models.BigIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_letter = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = (models.F("due_on").asc(nulls_last=True), "id")
        constraints = (
            models.CheckConstraint(condition=Q(asked_minor__gt=0), name="planning_application_asked"),
            models.CheckConstraint(
                condition=Q(state__in=states.GAINED, won_minor__gt=0) | (~Q(state__in=states.GAINED) & Q(won_minor=None)),
                name="planning_application_won",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return states.TONES[self.state]


class Step(models.Model):
    """One thing to do for an application, and the day it is due."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A paper of an application, kept under its SHA-256; looked into before it is taken."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(upload_to="applications/%Y/")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["application", "sha256"], name="planning_document_once"),)

    def __str__(self) -> str:
        return self.name
