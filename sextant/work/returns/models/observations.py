"""What was said, cell by cell, and never overwritten; the words that answer checks, and the queries of officers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sextant.work.returns import states
from sextant.work.returns.models.rounds import Submission


class Observation(models.Model):
    """One answer to one item, as somebody gave it at one time; rows are only ever added, and the latest of an item is in force.

    `value` is a number, or a text for items that ask for words; `status` says why there is none (`unknown`, `not_applicable`, `refused`); where
    both are empty the answer was taken back. `via` is the page or the spreadsheet, `note` the reason of an officer's edit.
    """

    class Origin(models.TextChoices):
        REPORTED = "reported", states.ORIGIN_WORDS["reported"]
        EDITED = "edited", states.ORIGIN_WORDS["edited"]
        IMPUTED = "imputed", states.ORIGIN_WORDS["imputed"]
        DERIVED = "derived", states.ORIGIN_WORDS["derived"]

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="observations")
    item = models.CharField(max_length=60)
    value = models.JSONField(null=True, blank=True)
    status = models.CharField(max_length=16, blank=True, choices=[(code, name) for code, name in states.NO_NUMBER.items()])
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.REPORTED)
    via = models.CharField(max_length=6, choices=[(code, name) for code, name in states.WAYS.items()], default=states.PAGE)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["submission", "item", "id"], name="returns_observation_item"),)
        constraints = (
            models.CheckConstraint(condition=~Q(origin="edited") | ~Q(note=""), name="returns_edit_has_reason"),
            models.CheckConstraint(condition=Q(status="") | Q(value__isnull=True), name="returns_no_number_beside_status"),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.value if self.value is not None else self.status}"


class FlagAnswer(models.Model):
    """Words that answer a soft question of a check; they hold as long as the value that was questioned stays (`value`, as text)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="flag_answers")
    rule = models.CharField(max_length=80)
    item = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    words = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="returns_flag_answer_has_words"),)

    def __str__(self) -> str:
        return self.words


class Query(models.Model):
    """A question that an officer asks the library about its return, to one item or to all, and the answer."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="queries")
    item = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "queries"
        constraints = (models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name="returns_query_answer_has_words"),)

    def __str__(self) -> str:
        return self.words
