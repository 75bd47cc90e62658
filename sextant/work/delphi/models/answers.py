"""Rounds, and what was answered in them: every change stays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.following import FollowsJob
from sextant.work.delphi.models.studies import Item, Panelist, Study


class Round(FollowsJob):
    """One round. Closing it has `job` reckon the report, which is then frozen: `report` and its fingerprint."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    closes_on = models.DateField(_("Last day"))
    closed_on = models.DateField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name = pgettext_lazy("delphi", "Round")
        constraints = (
            models.UniqueConstraint(fields=["study", "number"], name="delphi_round_once"),
            models.UniqueConstraint(fields=["study"], condition=Q(closed_on__isnull=True), name="delphi_one_round_runs"),
        )

    def __str__(self) -> str:
        return f"{self.study_id}/{self.number}"


class Answer(models.Model):
    """What a member of the panel said to an item in a round. A change is a new row with the next `revision`; the last one counts.

    `value` is a number, points by option, or options in order; null for an open question. `expertise` is self-rated, 1 to 5.
    """

    EXPERTISE = (
        (1, _("1: I know little of it")),
        (2, _("2: I have read of it")),
        (3, _("3: I work near it")),
        (4, _("4: I work on it")),
        (5, _("5: it is my field")),
    )

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    revision = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    value = models.JSONField(null=True, blank=True)
    expertise = models.PositiveSmallIntegerField(null=True, blank=True, choices=EXPERTISE)
    argument = models.CharField(max_length=1000, blank=True)
    answered_on = models.DateField()

    class Meta:
        verbose_name = _("Answer")
        constraints = (
            models.UniqueConstraint(fields=["panelist", "item", "round", "revision"], name="delphi_answer_revision"),
            models.UniqueConstraint(fields=["panelist", "item", "round"], condition=Q(is_current=True), name="delphi_answer_current"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}, {self.round_id}"
