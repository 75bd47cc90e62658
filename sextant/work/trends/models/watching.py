"""A watch list, the entries of feeds brought to it, and what was found in them."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.concepts.models import Concept
from sextant.work.trends import states
from sextant.work.trends.models.radar import Signal


class WatchList(models.Model):
    """Concepts and words that somebody watches, where, and from when on something counts as new or rising.

    `report` holds every term as last looked at: `{"terms": [{"key", "ru", "en", "url_ru", "url_en", "recent", "before", "found"}], "spans"}`.
    """

    title = models.CharField(pgettext_lazy("watch list", "Name"), max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="watch_lists")
    source = models.CharField(
        pgettext_lazy("watch list", "Where to look"), max_length=7, choices=list(states.LOOKED_AT.items()), default=states.COUNTED
    )
    concepts = models.ManyToManyField(Concept, blank=True, related_name="+")
    words = models.TextField(_("Words and phrases"), max_length=3000, blank=True, help_text=_("One a line; forms of a word are found too."))
    least = models.PositiveIntegerField(
        _("Mentions at least"),
        default=5,
        validators=[MinValueValidator(2), MaxValueValidator(10_000)],
        help_text=_("In the last three years of what the site counts, or the last ninety days of feeds; fewer are passed over."),
    )
    times = models.FloatField(
        _("Times as often as before"),
        default=1.5,
        validators=[MinValueValidator(1.1), MaxValueValidator(100)],
        help_text=_("Share of all that was counted, against that of the three years or ninety days before."),
    )
    report = models.JSONField(default=dict)
    looked_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = (F("closed_on").asc(nulls_first=True), "title", "pk")
        verbose_name = _("Watch list")
        constraints = (models.CheckConstraint(condition=Q(least__gte=2, times__gte=1.1), name="trends_watch_bounds"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("trends:watch_list", args=[self.pk])

    @property
    def phrases(self) -> list[str]:
        """The words to watch, line by line, each once."""
        return list(dict.fromkeys(line.strip() for line in self.words.splitlines() if line.strip()))

    @property
    def takes_files(self) -> bool:
        return self.source == states.FILES


class FeedEntry(models.Model):
    """An entry of a feed: one thing in which a watched term may be mentioned. `key` stays the same from file to file."""

    watch_list = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    day = models.DateField()

    class Meta:
        ordering = ("-day", "pk")
        constraints = (models.UniqueConstraint(fields=["watch_list", "key"], name="trends_entry_once"),)

    def __str__(self) -> str:
        return self.title


class Find(models.Model):
    """A watched term that is new or met more often than before: mentions of all counted from `since` to `until`, and in the span before.

    Of a feed, `entries` are those that mention it; `url` is the page of the rows of what the site counts.
    """

    watch_list = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="finds")
    key = models.CharField(max_length=120)
    name = Bilingual(max_length=200)
    url = Bilingual(max_length=500)
    before = models.PositiveIntegerField()
    before_whole = models.PositiveIntegerField()
    recent = models.PositiveIntegerField()
    recent_whole = models.PositiveIntegerField()
    before_since = models.DateField()
    since = models.DateField()
    until = models.DateField()
    found_on = models.DateField()
    state = models.CharField(max_length=9, choices=list(states.FIND_NAMES.items()), default=states.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    signal = models.OneToOneField(Signal, null=True, blank=True, on_delete=models.SET_NULL, related_name="find")
    entries = models.ManyToManyField(FeedEntry, blank=True, related_name="finds")

    class Meta:
        ordering = ("-found_on", "-pk")
        verbose_name = _("Find of a watch list")
        constraints = (
            models.UniqueConstraint(fields=["watch_list", "key"], condition=Q(state=states.OPEN), name="trends_find_open_once"),
            models.CheckConstraint(condition=Q(state=states.OPEN) | Q(decided_on__isnull=False), name="trends_find_decided"),
            models.CheckConstraint(condition=Q(before_since__lt=F("since"), since__lte=F("until")), name="trends_find_spans"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("trends:find", args=[self.pk])

    @property
    def is_new(self) -> bool:
        return self.before == 0

    @property
    def before_until(self) -> date:
        return self.since - timedelta(days=1)

    @property
    def times(self) -> float | None:
        """How many times the earlier share the recent one is; None where it was not met before."""
        return self.recent * self.before_whole / (self.before * self.recent_whole) if self.before else None

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    def numbers(self) -> dict[str, Any]:
        """What a later look brings up to date."""
        names = ("before", "before_whole", "recent", "recent_whole", "before_since", "since", "until")
        return {name: getattr(self, name) for name in names}
