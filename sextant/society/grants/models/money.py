"""How the amount of a grant is divided: instalments, what they wait for, and the budget that was agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.grants import states
from sextant.society.grants.models.grants import Grant
from sextant.society.ledger.models import Entry


class GrantMilestone(models.Model):
    """Something the recipient reaches until a day; `done_on` is entered by the office."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="milestones")
    title = Bilingual(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title


class GrantInstalment(models.Model):
    """A part of the grant that is paid at once. `times` counts payments, so that one that was taken back can be booked anew."""

    class Condition(models.TextChoices):
        SIGNING = "signing", pgettext_lazy("instalment", "on signing")
        MILESTONE = "milestone", pgettext_lazy("instalment", "after the milestones")
        REPORT = "report", pgettext_lazy("instalment", "after a report")

    STATES = (
        (states.PLANNED, pgettext_lazy("instalment", "to be paid")),
        (states.PAID, pgettext_lazy("instalment", "paid")),
        (states.RELEASED, pgettext_lazy("instalment", "will not be paid")),
    )

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="instalments")
    amount_minor = models.BigIntegerField()
    due_on = models.DateField()
    condition = models.CharField(max_length=10, choices=Condition.choices, default=Condition.SIGNING)
    state = models.CharField(max_length=10, choices=STATES, default=states.PLANNED)
    paid_on = models.DateField(null=True, blank=True)
    entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="grants_instalment_positive"),
            models.CheckConstraint(
                condition=Q(state=states.PAID, entry__isnull=False, paid_on__isnull=False)
                | (~Q(state=states.PAID) & Q(entry__isnull=True, paid_on__isnull=True)),
                name="grants_instalment_paid",
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount_minor}"

    @property
    def tone(self) -> str:
        return states.INSTALMENT_TONES.get(self.state, "quiet")


class GrantBudgetLine(models.Model):
    """What a part of the money is meant for, in the words it was agreed in; reports say what was spent of it."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="budget")
    title = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="grants_budget_not_negative"),
            models.UniqueConstraint(fields=["grant", "title"], name="grants_budget_title_once"),
        )

    def __str__(self) -> str:
        return self.title
