"""Reports of the recipient: what was done, what was spent of each line of the budget, and the papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from sextant.society.grants import states
from sextant.society.grants.models.grants import Grant
from sextant.society.grants.models.money import GrantBudgetLine


class GrantReport(models.Model):
    """A report that is due on a day; `sent_on` is the day it was last sent, `reason` why it was sent back."""

    STATES = (
        (states.AWAITED, pgettext_lazy("report of a grant", "awaited")),
        (states.SENT, pgettext_lazy("report of a grant", "sent")),
        (states.ACCEPTED, pgettext_lazy("report of a grant", "accepted")),
        (states.SENT_BACK, pgettext_lazy("report of a grant", "sent back")),
    )

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="reports")
    due_on = models.DateField()
    is_final = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.AWAITED)
    narrative = models.TextField(blank=True)
    first_sent_on = models.DateField(null=True, blank=True, help_text="what counts as in time")
    sent_on = models.DateField(null=True, blank=True)
    times = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=["state", "due_on"], name="grants_report_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(state=states.AWAITED) | Q(sent_on__isnull=False), name="grants_report_sent_day"),
            models.CheckConstraint(condition=~Q(state=states.SENT_BACK) | ~Q(reason=""), name="grants_report_back_reason"),
        )

    def __str__(self) -> str:
        return f"{self.grant.number}: {self.due_on}"

    @property
    def tone(self) -> str:
        return states.REPORT_TONES.get(self.state, "quiet")

    @property
    def is_open(self) -> bool:
        """The recipient may still write it."""
        return self.state in states.OPEN_REPORTS


class GrantSpent(models.Model):
    """What a report says was spent of one line of the budget."""

    report = models.ForeignKey(GrantReport, on_delete=models.CASCADE, related_name="spent")
    line = models.ForeignKey(GrantBudgetLine, on_delete=models.PROTECT, related_name="spent")
    amount_minor = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(fields=["report", "line"], name="grants_spent_once"),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="grants_spent_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.line}: {self.amount_minor}"


def place_of_file(kept: "GrantFile", name: str) -> str:
    """Files are kept by their SHA-256: the name they came with never becomes a path."""
    return f"grants/{kept.sha256[:2]}/{kept.report_id}-{kept.sha256}"


class GrantFile(models.Model):
    """A paper that belongs to a report."""

    report = models.ForeignKey(GrantReport, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=place_of_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["report", "sha256"], name="grants_file_once"),)

    def __str__(self) -> str:
        return self.name
