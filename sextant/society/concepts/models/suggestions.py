"""Terms that texts use and the thesaurus lacks, and what a person decided about each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.society.concepts import states
from sextant.society.concepts.models.concepts import Concept, Label


class Suggestion(models.Model):
    """A term not yet in the thesaurus. `weight` is its C-value, or the number of works for keywords; `near` are codes of the concepts
    that share most words with it; `source` says in words where it comes from."""

    STATES = (
        (states.SUGGESTED, pgettext_lazy("suggestion", "waiting")),
        (states.SYNONYM, pgettext_lazy("suggestion", "accepted as a synonym")),
        (states.NEW, pgettext_lazy("suggestion", "accepted as a concept")),
        (states.REFUSED, pgettext_lazy("suggestion", "refused")),
    )
    term = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, help_text="the term for comparing: see `lab.thesaurus.concepts.fold`")
    language = models.CharField(max_length=2, choices=Label.Language.choices)
    weight = models.FloatField(default=0.0)
    frequency = models.PositiveIntegerField(default=0)
    works = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=list, blank=True)
    near = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=states.SUGGESTED)
    concept = models.ForeignKey(Concept, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions")
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-weight", "id")
        constraints = (
            models.UniqueConstraint(fields=["language", "folded"], name="concepts_suggestion_once"),
            models.CheckConstraint(
                condition=Q(state="suggested", decided_at=None) | (~Q(state="suggested") & ~Q(decided_at=None)), name="concepts_decided"
            ),
        )
        indexes = (models.Index(fields=["state", "-weight"], name="concepts_suggestion_queue"),)

    def __str__(self) -> str:
        return self.term

    @property
    def tone(self) -> str:
        return states.SUGGESTION_TONES[self.state]


class TextFile(models.Model):
    """A file of texts or of keywords in which terms are looked for. The file goes once it was read; what was found in it stays."""

    class Kind(models.TextChoices):
        TEXTS = "texts", _("texts, one a line")
        KEYWORDS = "keywords", _("keywords of one work a line, divided by semicolons")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TEXTS)
    file = models.FileField(upload_to="concepts/texts/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200)
    least = models.PositiveSmallIntegerField(default=5)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name
