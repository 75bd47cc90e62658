"""Who was invited, and what was answered. Of an anonymous survey the two are kept apart: no column leads from one to the other."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Person
from sextant.society.surveys.models.surveys import Survey

LANGUAGES = (("ru", _("Russian")), ("en", _("English")))


class Invitation(models.Model):
    """An address that is asked to answer. Its link is signed, see `links.py`."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="survey_invitations")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="ru")
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("Invitation to a survey")
        constraints = (models.UniqueConstraint(fields=["survey", "email"], name="surveys_invited_once"),)

    def __str__(self) -> str:
        return self.email


class Response(models.Model):
    """One person's answers. Its key is random, so that it tells no order; days are kept, and no hours.

    `digest` is the SHA-256 of the secret in the address of the page on which it is answered. `person` and `invitation` are set only where
    the survey is not anonymous. `seed` mixes the options, the same at every return.
    """

    BEGUN, COMPLETE = "begun", "complete"
    STATES = ((BEGUN, _("begun")), (COMPLETE, _("sent")))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=STATES, default=BEGUN)
    answers = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="ru")
    page = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField(default=0)
    begun_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="survey_responses")
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name = _("Answers to a survey")
        constraints = (
            models.UniqueConstraint(fields=["survey", "person"], condition=Q(person__isnull=False), name="surveys_person_answers_once"),
            models.UniqueConstraint(fields=["survey", "invitation"], condition=Q(invitation__isnull=False), name="surveys_invitation_answers_once"),
            models.CheckConstraint(condition=Q(state="begun") | Q(sent_on__isnull=False), name="surveys_sent_has_day"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class UsedKey(models.Model):
    """Somebody has answered an anonymous survey: a keyed digest of who, no link to the answers, no hour. All are deleted at the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="used_keys")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["survey", "digest"], name="surveys_key_used_once"),)

    def __str__(self) -> str:
        return self.digest
