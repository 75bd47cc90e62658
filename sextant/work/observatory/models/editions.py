"""An edition: all analyses of a corpus at one time, made together, looked over, published, and kept as they were."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, FAILED
from sextant.base.words.fields import Bilingual
from sextant.work.observatory import states
from sextant.work.observatory.models.corpora import Corpus


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        return self.filter(state=states.PUBLISHED)

    def latest_of_each(self) -> "EditionQuerySet":
        """Of every corpus the published edition with the highest number."""
        newest = Edition.objects.filter(corpus=models.OuterRef("corpus"), state=states.PUBLISHED).order_by("-number").values("pk")[:1]
        return self.filter(pk=models.Subquery(newest))


class Edition(models.Model):
    """One making of all analyses of a corpus. The same corpus, thesaurus, parameters and version of the product give the same figures;
    `fingerprint` tells the corpus and the thesaurus."""

    corpus = models.ForeignKey(Corpus, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=list(states.EDITION_NAMES.items()), default=states.MAKING)
    parameters = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=40, blank=True)
    version = models.CharField(max_length=40, blank=True)
    works = models.PositiveIntegerField(default=0)
    landed = models.PositiveIntegerField(default=0, help_text="works on at least one concept")
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = Bilingual()
    sentence = Bilingual(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["corpus", "number"], name="observatory_edition_number"),
            models.CheckConstraint(condition=~Q(state="published") | Q(published_at__isnull=False), name="observatory_published_when"),
        )

    def __str__(self) -> str:
        return _("%(corpus)s, edition %(number)s") % {"corpus": self.corpus, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("observatory:edition", args=[self.corpus.code, self.number])

    @property
    def state_name(self) -> str:
        if self.has_failed:
            return _("not made")
        return str(states.EDITION_NAMES[self.state])

    @property
    def tone(self) -> str:
        return "bad" if self.has_failed else states.EDITION_TONES[self.state]

    @property
    def has_failed(self) -> bool:
        """Refused with a sentence, or its job failed or was stopped."""
        if self.state != states.MAKING:
            return False
        return bool(self.sentence_en) or self.job is None or self.job.state in (FAILED, CANCELLED)

    @property
    def is_waiting(self) -> bool:
        return self.state == states.MAKING and not self.has_failed


class Analysis(models.Model):
    """One analysis of an edition: rows of its table, notes in both languages, and what its picture needs (`extra`)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="analyses")
    name = models.CharField(max_length=40)
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    extra = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["edition", "name"], name="observatory_analysis_once"),)

    def __str__(self) -> str:
        return self.name

    def row_of(self, concept: str) -> dict[str, Any]:
        """The row of a concept; empty where it has none."""
        return next((row for row in self.rows if row.get("concept") == concept), {})
