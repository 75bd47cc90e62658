"""Answers to statements, choices between two of them, and what was read out of both."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from sextant.work.foresight import states
from sextant.work.foresight.models.people import Participant
from sextant.work.foresight.models.sessions import Group
from sextant.work.foresight.models.statements import Statement


class Vote(models.Model):
    """One answer of one participant to one statement: 1 agrees, −1 disagrees, 0 passes. Answered again, it is replaced.

    Personal data: nobody sees a row; what is shown is counted over at least five people.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes", db_index=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["participant", "statement"], name="foresight_vote_once"),
            models.CheckConstraint(condition=Q(value__in=(states.AGREE, states.PASS, states.DISAGREE)), name="foresight_vote_value"),
        )

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Comparison(models.Model):
    """Which of two statements matters more to one participant: 1 the first, −1 the second, 0 cannot say. The first has the smaller key."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="comparisons", db_index=False)
    first = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    value = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["participant", "first", "second"], name="foresight_comparison_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="foresight_comparison_order"),
            models.CheckConstraint(condition=Q(value__in=(1, 0, -1)), name="foresight_comparison_value"),
        )

    def __str__(self) -> str:
        return f"comparison {self.pk}"


class Reading(models.Model):
    """What the lab read out of a group's answers, with the fingerprint of these answers. No participant stands in `result`."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="readings")
    kind = models.CharField(max_length=10, choices=[(states.GROUPS, states.GROUPS), (states.RANKING, states.RANKING)])
    fingerprint = models.CharField(max_length=64)
    result: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["group", "kind", "-id"], name="foresight_reading_latest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint[:8]}"
