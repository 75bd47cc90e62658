"""A round: one year of a collection is asked for, with one questionnaire, by letters that remind."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.base.jobs.models import Job
from sextant.society.members.models import Organisation, Region
from sextant.work.returns import states
from sextant.work.returns.models.collections import Collection
from sextant.work.returns.models.libraries import Library


class Round(models.Model):
    """One year asked of the libraries of a collection.

    `questionnaire_text` is the questionnaire as it was when the round was opened (TOML), so that a later version of it changes nothing here.
    `remind_after` are days after the invitation, rising; whoever has not answered by then gets one letter a step.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    questionnaire = models.CharField(max_length=60)
    questionnaire_version = models.CharField(max_length=40)
    questionnaire_text = models.TextField()
    due_on = models.DateField()
    remind_after = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=[(code, name) for code, name in states.ROUND_NAMES.items()], default=states.COLLECTING)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    publish_job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-year", "collection")
        constraints = (
            models.UniqueConstraint(fields=["collection", "year"], name="returns_round_once"),
            models.CheckConstraint(condition=~Q(state=states.RELEASED) | Q(published_at__isnull=False), name="returns_round_published_has_date"),
        )

    def __str__(self) -> str:
        return f"{self.collection} {self.year}"


class Learned(models.Model):
    """What earlier years of the collection let expect of the returns of a round (`lab.returns.checking.expectations` as JSON)."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="learned")
    expectations = models.JSONField()
    years = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.round}: {self.years}"


class Submission(models.Model):
    """What one library is asked in one round, and how far it has come.

    `answers` is what stands now, by the key of the item: {"value", "status", "origin"}, derived from the observations, the latest of each item.
    `flags` are the questions of the checks over these answers; `lacking` counts items that must be answered and are not, `hard` contradictions, and
    `unanswered` soft questions without words; all three hinder sending.
    `sent_at` is when it was first sent; `reminded` the last step of the reminders that was written.
    A certificate is the name of the library's chief officer with a time; whatever changes an answer takes the time away, and the name stays as a proposal.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="submissions")
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="submissions")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="return_submissions")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="return_submissions")
    state = models.CharField(max_length=10, choices=[(code, name) for code, name in states.SUBMISSION_NAMES.items()], default=states.INVITED)
    answers = models.JSONField(default=dict, blank=True)
    answered = models.PositiveSmallIntegerField(default=0)
    flags = models.JSONField(default=list, blank=True)
    lacking = models.PositiveSmallIntegerField(default=0)
    hard = models.PositiveSmallIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    open_queries = models.PositiveSmallIntegerField(default=0)
    invited_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reminded = models.PositiveSmallIntegerField(default=0)
    certified_name = models.CharField(max_length=200, blank=True)
    certified_position = models.CharField(max_length=200, blank=True)
    certified_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("library__name", "id")
        indexes = (
            models.Index(fields=["round", "state"], name="returns_submission_state"),
            models.Index(fields=["round", "region"], name="returns_submission_region"),
        )
        constraints = (
            models.UniqueConstraint(fields=["round", "library"], name="returns_submission_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[states.ACCEPTED, states.PUBLISHED_RETURN]) | (Q(certified_at__isnull=False) & Q(accepted_at__isnull=False)),
                name="returns_accepted_is_certified",
            ),
            models.CheckConstraint(condition=Q(certified_at=None) | ~Q(certified_name=""), name="returns_certificate_has_name"),
        )

    def __str__(self) -> str:
        return f"{self.library}, {self.round.year}"

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @property
    def is_certified(self) -> bool:
        return self.certified_at is not None

    @property
    def is_clean(self) -> bool:
        """Nothing hinders: no hard question, every soft one answered, no query open."""
        return not (self.lacking or self.hard or self.unanswered or self.open_queries)
