"""A person asks to be forgotten; the office does it, or says by which law it may not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sextant.society.members.models.people import Person


class ErasureRequest(models.Model):
    """One request and how it ended. After the erasure nothing personal stands in it."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("erasure", "waiting for the office")
        REFUSED = "refused", pgettext_lazy("erasure", "refused")
        DONE = "done", pgettext_lazy("erasure", "done")

    TONES = {"asked": "warn", "refused": "bad", "done": "good"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erasure_requests")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.ASKED)
    reason = models.CharField(max_length=500, blank=True, help_text="the law by which it was refused")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="how many rows of each kind were erased, and where traces were left")

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="members_erasure_one_open"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="members_erasure_refused_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"

    @property
    def tone(self) -> str:
        return self.TONES[self.state]
