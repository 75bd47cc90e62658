"""A trend report of a year, and the passages that invited people write into it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.work.trends import states


class TrendReport(models.Model):
    """The yearly report. `content` is all its data in both languages as last gathered; from publication on it stays, with its `fingerprint`
    (SHA-256 of the canonical JSON)."""

    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=9, choices=list(states.REPORT_NAMES.items()), default=states.DRAFT)
    content = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    gathered_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year",)
        verbose_name = gettext_lazy("Trend report")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=states.PUBLISHED) | (Q(published_on__isnull=False) & ~Q(fingerprint="")), name="trends_report_published"
            ),
        )

    def __str__(self) -> str:
        return _("Trend report %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("trends:report", args=[self.year])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state == states.DRAFT


class Passage(models.Model):
    """An expert's words on a chapter, in both languages, under their name and role; in the report once the office has approved them."""

    CHAPTERS = (
        ("libraries", gettext_lazy("Libraries: where they are, and what lies ahead")),
        ("field", gettext_lazy("What the field studies")),
        ("radar", gettext_lazy("The radar of trends")),
        ("experts", gettext_lazy("What those who were asked say")),
    )

    report = models.ForeignKey(TrendReport, on_delete=models.CASCADE, related_name="passages")
    chapter = models.CharField(gettext_lazy("Chapter"), max_length=9, choices=CHAPTERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = Bilingual(max_length=200)
    role = Bilingual(max_length=200)
    text = Bilingual()
    state = models.CharField(max_length=9, choices=list(states.PASSAGE_NAMES.items()), default=states.INVITED)

    class Meta:
        ordering = ("chapter", "pk")
        verbose_name = gettext_lazy("Passage of a trend report")
        constraints = (models.UniqueConstraint(fields=["report", "chapter", "author"], name="trends_passage_once"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("trends:passage", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    def as_data(self) -> dict[str, Any]:
        """What the report keeps of it."""
        texts = {name: {"ru": getattr(self, f"{name}_ru"), "en": getattr(self, f"{name}_en")} for name in ("name", "role", "text")}
        return {"chapter": self.chapter, **texts}
