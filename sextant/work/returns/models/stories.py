"""Charts that travel: how a collection is cited beside them, and stories told in charts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.work.returns import states
from sextant.work.returns.models.collections import Collection


class Citation(models.Model):
    """Whose figures a collection's are, and under which licence they may be used; stands under every chart that leaves the site."""

    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="citation")
    source = Bilingual(max_length=300)
    licence = models.CharField(max_length=100, blank=True)
    licence_url = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.source


class ChartKind(models.TextChoices):
    """How an indicator is drawn."""

    YEARS = "years", _("over the years")
    REGIONS = "regions", _("by region")
    SIZES = "sizes", _("by size of library")


class Story(models.Model):
    """A short text with charts in order. A draft is seen by the office alone."""

    slug = models.SlugField(max_length=60, unique=True)
    title = Bilingual(max_length=200)
    text = Bilingual()
    state = models.CharField(max_length=10, choices=[(code, name) for code, name in states.STORY_NAMES.items()], default=states.DRAFT_STORY)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=states.PUBLISHED_STORY) | Q(published_at__isnull=False), name="returns_story_published_has_date"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.slug

    def get_absolute_url(self) -> str:
        return reverse("returns:story", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == states.PUBLISHED_STORY


class StoryChart(models.Model):
    """One chart of a story, with the words that stand above it. `year` is none for the latest that has figures."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="charts")
    position = models.PositiveSmallIntegerField()
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=ChartKind.choices)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    words = Bilingual()

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["story", "position"], name="returns_story_position"),)

    def __str__(self) -> str:
        return f"{self.story_id}: {self.indicator}"
