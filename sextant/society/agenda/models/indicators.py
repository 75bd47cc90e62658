"""Indicators: what is measured for a guideline, its targets, its values year by year, and the evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models.agendas import Guideline
from sextant.society.members.models import Section


class Indicator(models.Model):
    """Binds a measure of the registry, a reported number or a library statistic to a guideline."""

    class Kind(models.TextChoices):
        MEASURED = "measured", _("measured by the product")
        STATISTIC = "statistic", _("from library returns")
        REPORTED = "reported", _("reported by its owner")

    class Good(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")
        NONE = "none", _("neither is better")

    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="indicators")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = Bilingual(max_length=300)
    definition = Bilingual()
    unit = Bilingual(max_length=60)
    measure = models.CharField(max_length=80, blank=True, help_text="code in the registry of measures")
    parameters = models.JSONField(default=dict, blank=True)
    good = models.CharField(max_length=4, choices=Good.choices, default=Good.UP)
    decimals = models.PositiveSmallIntegerField(default=0)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators")
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("guideline__direction__position", "guideline__number", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=["guideline", "code"], name="agenda_indicator_code"),
            models.CheckConstraint(condition=Q(kind="reported") | ~Q(measure=""), name="agenda_indicator_measure"),
        )

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """The value an indicator should reach by the end of a year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
    adopted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=["indicator", "year"], name="agenda_target_year"),)

    def __str__(self) -> str:
        return f"{self.value} in {self.year}"


class IndicatorValue(models.Model):
    """An indicator's value for a period and a scope, with the number and the fingerprint of the rows behind it."""

    STATUSES = (
        ("ok", _("known")),
        ("missing", _("missing")),
        ("not_collected", _("not collected")),
        ("suppressed", _("withheld")),
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    scope_kind = models.CharField(max_length=20, default="association")
    scope_id = models.CharField(max_length=40, blank=True)
    value = models.FloatField(null=True, blank=True)
    status = models.CharField(max_length=14, choices=STATUSES, default="ok")
    reason = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    persons = models.BooleanField(default=False, help_text="a row stands for a person, so small numbers are withheld")
    fingerprint = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    known_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("year",)
        constraints = (
            models.UniqueConstraint(fields=["indicator", "year", "scope_kind", "scope_id"], name="agenda_value_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agenda_value_dates"),
            models.CheckConstraint(condition=~Q(status="ok") | Q(value__isnull=False), name="agenda_value_ok_has_value"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class Evidence(models.Model):
    """Something that supports an initiative, an indicator or a guideline: an object of the site, or an address elsewhere."""

    class About(models.TextChoices):
        GUIDELINE = "guideline", _("guideline")
        INITIATIVE = "initiative", _("initiative")
        INDICATOR = "indicator", _("indicator")

    about_kind = models.CharField(max_length=12, choices=About.choices)
    about_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    url = models.URLField(max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-added_at", "-id")
        indexes = (models.Index(fields=["about_kind", "about_id"], name="agenda_evidence_about"),)
        constraints = (models.CheckConstraint(condition=~Q(url="") | ~Q(object_kind=""), name="agenda_evidence_points_somewhere"),)

    def __str__(self) -> str:
        return self.title
