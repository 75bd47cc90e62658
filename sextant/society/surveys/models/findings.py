"""What is made of the answers: weights, concepts that free texts speak of, and what was published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.following import FollowsJob
from sextant.base.words.fields import in_language
from sextant.society.concepts.models import Concept
from sextant.society.surveys.models.responses import Response
from sextant.society.surveys.models.surveys import Survey


class Weighting(FollowsJob):
    """Weights for the answers of a survey by targets: `{"margins": {question: {"shares": {option: number}, "source"}}, "low", "high"}`.

    `weights` are by the key of the response, with mean 1; `report` says how they came about. The newest that is done counts.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="weightings")
    targets = models.JSONField()
    weights = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    sentence_ru = models.CharField(max_length=600, blank=True)
    sentence_en = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Weighting of answers")

    def __str__(self) -> str:
        return str(self.survey)

    @property
    def sentence(self) -> str:
        """What the job has to say, in the reader's language."""
        return in_language({"ru": self.sentence_ru, "en": self.sentence_en})


class TextCode(models.Model):
    """A reader found that a free answer speaks of a concept."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="codes")
    question = models.CharField(max_length=50)
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="survey_codes")
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["response", "question", "concept"], name="surveys_text_coded_once"),)

    def __str__(self) -> str:
        return f"{self.question} → {self.concept.code}"


class Release(models.Model):
    """Results as they were published; never changed. `fingerprint` is the SHA-256 of the canonical JSON of `content`."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Published results")
        constraints = (models.UniqueConstraint(fields=["survey", "number"], name="surveys_release_number"),)

    def __str__(self) -> str:
        return f"{self.survey} {self.number}"
