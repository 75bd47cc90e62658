"""A signal, the evidence behind it, and how people rated it: every rating stays."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.radar import NUMBER
from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Direction, Guideline
from sextant.work.trends import states


class SignalQuerySet(models.QuerySet["Signal"]):
    def public(self) -> "SignalQuerySet":
        return self.filter(state__in=states.PUBLIC)

    def on_radar_at(self, day: date) -> "SignalQuerySet":
        """Those that stood on the radar at the end of a day."""
        return self.filter(on_radar_on__lte=day).filter(Q(left_on=None) | Q(left_on__gt=day))


class Signal(models.Model):
    """Something that may change the field. `source` is the registered source that told it, empty where a person did (`told_by`).

    A signal has no place of its own on the radar: people rate it, and until somebody has, it has none.
    """

    title = Bilingual(max_length=200)
    about = Bilingual()
    source = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=120, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    told_on = models.DateField()
    state = models.CharField(max_length=8, choices=list(states.SIGNAL_NAMES.items()), default=states.PROPOSED)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    direction = models.ForeignKey(
        Direction, null=True, blank=True, on_delete=models.SET_NULL, related_name="signals", verbose_name=_("Direction of the agenda")
    )
    guidelines = models.ManyToManyField(Guideline, blank=True, related_name="signals", verbose_name=_("Guidelines"))
    on_radar_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = ("-told_on", "-pk")
        verbose_name = _("Signal")
        constraints = (
            models.UniqueConstraint(fields=["source", "source_key"], condition=~Q(source=""), name="trends_signal_told_once"),
            models.CheckConstraint(condition=~Q(title_ru="", title_en=""), name="trends_signal_has_title"),
            models.CheckConstraint(condition=~Q(state__in=[states.RADAR, states.RETIRED]) | Q(on_radar_on__isnull=False), name="trends_signal_day"),
            models.CheckConstraint(condition=~Q(state__in=[states.REFUSED, states.RETIRED]) | ~Q(reason=""), name="trends_signal_reason"),
            models.CheckConstraint(condition=Q(left_on=None) | Q(left_on__gte=F("on_radar_on")), name="trends_signal_days"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("trends:signal", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]


class Evidence(models.Model):
    """A row behind a signal: a number and where its rows are read, or a page elsewhere (`value` empty). Rows are added, never changed."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="evidence")
    title = Bilingual(max_length=300)
    value = models.FloatField(null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    form = models.CharField(max_length=6, default=NUMBER, help_text="how the value is written: number, share or year")
    url = Bilingual(max_length=500)
    seen_on = models.DateField()

    class Meta:
        ordering = ("-seen_on", "pk")
        verbose_name = _("Evidence of a signal")

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """How one person sees a signal, on the scales of `states`. A change ends the row (`replaced_on`) and begins another."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    horizon = models.PositiveSmallIntegerField(choices=list(states.HORIZONS.items()))
    impact = models.PositiveSmallIntegerField(choices=list(states.IMPACTS.items()))
    certainty = models.PositiveSmallIntegerField(choices=list(states.CERTAINTIES.items()))
    note = models.CharField(max_length=500, blank=True)
    rated_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("rated_on", "pk")
        verbose_name = _("Rating of a signal")
        constraints = (
            models.UniqueConstraint(fields=["signal", "rater"], condition=Q(replaced_on=None, rater__isnull=False), name="trends_rating_current"),
            models.CheckConstraint(
                condition=Q(horizon__gte=1, horizon__lte=4, impact__gte=1, impact__lte=5, certainty__gte=1, certainty__lte=5),
                name="trends_rating_scales",
            ),
            models.CheckConstraint(condition=Q(replaced_on=None) | Q(replaced_on__gte=F("rated_on")), name="trends_rating_days"),
        )

    def __str__(self) -> str:
        return f"{self.signal_id}, {self.rated_on}"

    def holds_at(self, day: date) -> bool:
        """Whether it was the person's rating at the end of a day."""
        return self.rated_on <= day and (self.replaced_on is None or self.replaced_on > day)
