"""What a recipient asks to be changed in a grant, and what the office decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.society.grants import states
from sextant.society.grants.models.grants import Grant


class GrantChange(models.Model):
    """Other days, another amount or another budget, with the reason. What is empty stays as it is. One at a time waits for a decision.

    `budget` is a list of `[title, minor units]`; `before` keeps what held before a change that was agreed to.
    """

    STATES = (
        (states.ASKED, pgettext_lazy("change of a grant", "asked for")),
        (states.AGREED_TO, pgettext_lazy("change of a grant", "agreed to")),
        (states.DECLINED, pgettext_lazy("change of a grant", "declined")),
    )

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=10, choices=STATES, default=states.ASKED)
    reason = models.TextField()
    ends_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    budget = models.JSONField(null=True, blank=True)
    before = models.JSONField(default=dict, blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=["grant"], condition=Q(state=states.ASKED), name="grants_one_change_waits"),
            models.CheckConstraint(condition=Q(amount_minor=None) | Q(amount_minor__gt=0), name="grants_change_positive"),
            models.CheckConstraint(condition=~Q(state=states.DECLINED) | ~Q(answer=""), name="grants_declined_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.grant.number}: {self.asked_on}"

    @property
    def tone(self) -> str:
        return states.CHANGE_TONES.get(self.state, "quiet")
