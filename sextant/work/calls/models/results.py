"""What came out: rankings, the decision, awards with their diplomas, votes of the public."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Person
from sextant.work.calls.models.calls import Prize, Stage
from sextant.work.calls.models.entries import Entry


class Ranking(models.Model):
    """One reckoning of a stage, whole: `result` is what `lab.jury` found, `fingerprint` the SHA-256 of the scores it was reckoned from."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="rankings")
    at = models.DateTimeField(auto_now_add=True)
    method = models.CharField(max_length=10)
    result = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    is_final = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["stage"], condition=Q(is_final=True), name="calls_one_final_ranking"),)

    def __str__(self) -> str:
        return self.fingerprint[:12]


class Decision(models.Model):
    """What was decided about one entry at one stage, and why: it goes on, it gets a prize, or neither."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="decisions")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="decisions")
    goes_on = models.BooleanField(default=False)
    prize = models.ForeignKey(Prize, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["stage", "entry"], name="calls_decision_once"),
            models.CheckConstraint(condition=Q(goes_on=False) | Q(prize=None), name="calls_goes_on_or_wins"),
        )

    def __str__(self) -> str:
        return self.reason[:60]


class Award(models.Model):
    """A prize that an entry got, with the diploma's number and the key by which anybody may check it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards")
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="awards")
    citation = Bilingual()
    key = models.CharField(max_length=32, unique=True)
    revoked_because = models.CharField(max_length=300, blank=True)
    given_on = models.DateField()
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("prize__place", "id")
        constraints = (models.UniqueConstraint(fields=["entry", "prize"], name="calls_award_once"),)

    def __str__(self) -> str:
        return self.prize.title

    @property
    def shown_number(self) -> str:
        """The diploma's number, such as `A-2026-0007`."""
        return f"{'D-' if self.is_demo else ''}A-{self.given_on.year}-{self.pk:04d}"


class Vote(models.Model):
    """One voice of the public: one a log-in and stage."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="votes")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stage", "user"], name="calls_vote_once"),)

    def __str__(self) -> str:
        return str(self.entry_id)
