"""The recommended list of a year: drafted by scores, decided by people, published by a second person and frozen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.words.fields import Bilingual
from sextant.work.reading import states
from sextant.work.reading.models.books import Book, Season


class RecommendedList(models.Model):
    """One version of the list of a season. `content` is what was published, word for word, and `digest` its SHA-256; both empty before that.

    `method` is how the draft was counted: weights, caps, the mean of all votes and the shrinkage.
    """

    STATES = (
        (states.MAKING, pgettext_lazy("recommended list", "being drafted")),
        (states.DRAFT, pgettext_lazy("recommended list", "draft")),
        (states.HANDED_IN, pgettext_lazy("recommended list", "waits for a second person")),
        (states.PUBLISHED, pgettext_lazy("recommended list", "published")),
        (states.REPLACED, pgettext_lazy("recommended list", "replaced by a newer version")),
    )

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="lists")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=states.MAKING)
    title = Bilingual(max_length=200)
    foreword = Bilingual()
    method = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="everybody who drafted or decided in this version"
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    drafted_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    content = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-season__year", "-version")
        verbose_name = _("Recommended list")
        constraints = (
            models.UniqueConstraint(fields=["season", "version"], name="reading_list_version"),
            models.UniqueConstraint(fields=["season"], condition=Q(state=states.PUBLISHED), name="reading_list_one_published"),
            models.UniqueConstraint(fields=["season"], condition=Q(state__in=states.OPEN_LISTS), name="reading_list_one_open"),
            models.CheckConstraint(
                condition=~Q(state__in=states.READ_LISTS) | (Q(published_on__isnull=False) & ~Q(digest="")), name="reading_list_frozen"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_by=None) | Q(published_by=None) | ~Q(handed_in_by=F("published_by")), name="reading_list_second_person"
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.season)

    def get_absolute_url(self) -> str:
        if self.state in states.READ_LISTS:
            return reverse("reading:list", args=[self.season.year, self.version])
        return reverse("reading:draft", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")


class ListItem(models.Model):
    """A book of a draft: its score 0 to 100 with its interval and its parts, what the draft proposed, and what people decided.

    Whoever decides otherwise than the draft says why, in both languages.
    """

    list = models.ForeignKey(RecommendedList, on_delete=models.CASCADE, related_name="items")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    eligible = models.BooleanField(default=True)
    proposed = models.BooleanField(default=False)
    chosen = models.BooleanField(default=False)
    why = Bilingual(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("rank", "id")
        constraints = (
            models.UniqueConstraint(fields=["list", "book"], name="reading_item_once"),
            models.CheckConstraint(condition=Q(chosen=F("proposed")) | (~Q(why_ru="") & ~Q(why_en="")), name="reading_item_reason"),
        )

    def __str__(self) -> str:
        return str(self.book)


def place_of_print(kept: "ListFile", name: str) -> str:
    """By the fingerprint of what was published: a name that comes from outside never becomes a path."""
    return f"reading/lists/{kept.list.digest[:16]}-{kept.language}.pdf"


class ListFile(models.Model):
    """A published list as PDF in one language, set by a job."""

    list = models.ForeignKey(RecommendedList, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=2)
    file = models.FileField(upload_to=place_of_print, max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["list", "language"], name="reading_list_file_once"),)

    def __str__(self) -> str:
        return str(self.file.name)
