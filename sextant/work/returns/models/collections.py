"""A collection: one panel of returns, and the years it holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.work.returns import states


class Collection(models.Model):
    """One panel: the same libraries asked the same way, year after year. Its code is that of its mapping, as a rule."""

    code = models.SlugField(max_length=40, unique=True)
    name = Bilingual(max_length=200)
    mapping = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    feeds_agenda = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=["feeds_agenda"], condition=Q(feeds_agenda=True), name="returns_one_collection_feeds_agenda"),)

    def __str__(self) -> str:
        return self.name or self.code


class YearRelease(models.Model):
    """One year of a collection. A published year takes no more figures until a correction is opened with its reason.

    `variables` counts, for each variable that was asked for, the libraries that gave a number; one that is not in it
    was not collected. `fingerprint` covers every value of the year; `version` rises with each change.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(code, name) for code, name in states.YEAR_NAMES.items()], default=states.OPEN)
    libraries = models.PositiveIntegerField(default=0)
    variables = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    correction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("collection", "year")
        constraints = (
            models.UniqueConstraint(fields=["collection", "year"], name="returns_year_once"),
            models.CheckConstraint(condition=~Q(state=states.PUBLISHED) | Q(published_at__isnull=False), name="returns_published_has_date"),
            models.CheckConstraint(condition=~Q(state=states.CORRECTING) | ~Q(correction_reason=""), name="returns_correction_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.collection} {self.year}"

    @property
    def takes_figures(self) -> bool:
        return self.state in states.WRITABLE


class SurveyTerm(models.Model):
    """A variable as a survey itself names it, beside ours (`variable` is empty where we hold none).

    `valid_from` and `valid_until` are its first and last year, where the survey's list says them. `replaced_by` is the code that took its place
    after the last one, `rule` the bridge: a value of that code from values of earlier codes, empty where the series breaks; `note` says why.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    group = models.CharField(max_length=120, blank=True)
    variable = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    valid_from = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_until = models.PositiveSmallIntegerField(null=True, blank=True)
    replaced_by = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=500, blank=True)
    note = Bilingual(max_length=300)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["collection", "code"], name="returns_term_once"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"
