"""What is kept about the finances: what-if scenarios, forecasts with their inputs, and published yearly statements."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sextant.base.jobs.models import Job
from sextant.base.words.fields import Bilingual
from sextant.lab.finances.months import Month
from sextant.lab.finances.scenarios import Change
from sextant.work.finances.states import WAITING


class Scenario(models.Model):
    """A question of the treasurer: what if dues rise, what if the grant ends. Its answer is computed, never stored."""

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="RUB")
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class ScenarioChange(models.Model):
    """One change of a scenario: a stream (`income:dues`) or a cost (`cost:5500`, by its account), from a month on.

    `permille` of what would have been, or `amount_minor` more a month; `until` is the first day of the last month it holds in.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="changes")
    key = models.CharField(max_length=40)
    permille = models.IntegerField(null=True, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(permille=None, amount_minor__isnull=False) | Q(permille__isnull=False, amount_minor=None),
                name="finances_change_is_one_thing",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="finances_change_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.since:%Y-%m}"

    @property
    def as_lab(self) -> Change:
        """The change as the lab reads it."""
        until: Month | None = (self.until.year, self.until.month) if self.until else None
        return Change(self.key, (self.since.year, self.since.month), until, self.permille, self.amount_minor)


class ForecastRun(models.Model):
    """One forecast: the series it was asked of, and what a job computed from them.

    `inputs` is `{series: [["2025-01", minor units], …]}` as the books said when it was asked for, `fingerprint` SHA-256
    over them; `results` is `{series: {method, steps, table, coverage …} or {"refusal": {"en", "ru"}}}`.
    """

    currency = models.CharField(max_length=3)
    inputs = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    results = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    computed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.currency} {self.fingerprint[:12]}"

    @property
    def is_waiting(self) -> bool:
        """True while its job is queued or runs."""
        return self.computed_at is None and self.job is not None and self.job.state in WAITING


class OpenStatement(models.Model):
    """The yearly open statement of finances as it was published: frozen rows, their fingerprint, a version.

    A published version never changes; what was wrong is published again as the next version, with the reason.
    """

    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    rows = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    closed_until = models.DateField(help_text="through which day the books were closed")
    reason = Bilingual(max_length=300)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year", "-version")
        constraints = (models.UniqueConstraint(fields=["year", "version"], name="finances_statement_version"),)

    def __str__(self) -> str:
        return f"{self.year}, {self.version}"
