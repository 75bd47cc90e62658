"""What was not reported: imputed values of a year, forecasts of a collection, and breaks of its series.

They stand beside the returns and never among them: no imputed value and no forecast is read as truth by anything.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.base.jobs.following import FollowsJob
from sextant.base.words.fields import Bilingual
from sextant.work.returns.models.collections import Collection, YearRelease
from sextant.work.returns.models.libraries import Library


class Filling(FollowsJob):
    """One run that fills the gaps of a year; a later run stands beside it, the latest that ended well is in force.

    `years` are the earlier years it read, `fingerprint` covers the figures of all of them and of the year itself. `left` counts gaps that
    no method could fill, `absent` libraries of the year before without a return, which are not filled.
    """

    release = models.ForeignKey(YearRelease, on_delete=models.CASCADE, related_name="fillings")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    years = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    cells = models.PositiveIntegerField(default=0)
    libraries = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    sentence = Bilingual(max_length=600)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["release", "number"], name="returns_filling_once"),)

    def __str__(self) -> str:
        return f"{self.release}, {self.number}"


class FilledVariable(models.Model):
    """What a run did to one variable that had gaps.

    `methods` counts cells by method; `first_*` name what the backtest chose for cells with and without an earlier value. `reported` is the
    sum of what libraries said, `brought` of what came in as somebody's imputation, `imputed` of what this run filled in. `tried` hidden
    cells were judged; errors are Σ|x − t| / Σt in per cent: of the methods chosen, of the official sequence, of the last value;
    `bias` is Σ(x − t) over the national total, in per cent.
    """

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="variables")
    variable = models.CharField(max_length=40)
    methods = models.JSONField(default=dict)
    first_with = models.CharField(max_length=40, blank=True)
    first_without = models.CharField(max_length=40, blank=True)
    from_parts = models.BooleanField(default=False)
    cells = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    reported = models.FloatField(default=0)
    brought = models.FloatField(default=0)
    imputed = models.FloatField(default=0)
    tried = models.PositiveIntegerField(default=0)
    error = models.FloatField(null=True)
    error_official = models.FloatField(null=True)
    error_last = models.FloatField(null=True)
    bias = models.FloatField(null=True)
    bias_official = models.FloatField(null=True)
    bias_last = models.FloatField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["filling", "variable"], name="returns_filled_variable_once"),)

    def __str__(self) -> str:
        return self.variable

    @property
    def total(self) -> float:
        """The sum with imputations."""
        return self.reported + self.brought + self.imputed

    @property
    def share(self) -> float:
        """Which part of the total this run filled in, 0 to 1."""
        return self.imputed / self.total if self.total else 0.0


class ImputedValue(models.Model):
    """One imputed value; rows are only ever added, with their run. `stratum` is `area/class`, `*/class` or `*`; `donors` are keys of libraries."""

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="values")
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="imputed_values")
    variable = models.CharField(max_length=40)
    value = models.FloatField()
    method = models.CharField(max_length=60)
    stratum = models.CharField(max_length=80, blank=True)
    source_year = models.PositiveSmallIntegerField()
    donors = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["filling", "library", "variable"], name="returns_imputed_once"),
            models.CheckConstraint(condition=~Q(method=""), name="returns_imputed_has_method"),
        )

    def __str__(self) -> str:
        return f"{self.variable}: {self.value}"


class SeriesBreak(models.Model):
    """The first year in which the series of a collection no longer mean what they meant before, and why. Nothing is learned across it.

    With a region only the series of its libraries and its own break; the others keep what they know.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="breaks")
    year = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=60, blank=True)
    reason = Bilingual(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("year", "region")
        constraints = (
            models.UniqueConstraint(fields=["collection", "year", "region"], name="returns_break_once"),
            models.CheckConstraint(condition=~Q(reason_ru="") & ~Q(reason_en=""), name="returns_break_has_reasons"),
        )

    def __str__(self) -> str:
        return f"{self.year}{'/' if self.region else ''}{self.region}: {self.reason}"


class ForecastRun(FollowsJob):
    """One run that forecasts a collection; the latest that ended well is in force.

    `fingerprint` covers the figures of all years and the declared breaks, which `breaks` keeps as they stood: [year, English, Russian, region or nothing].
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="forecast_runs")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    horizon = models.PositiveSmallIntegerField(default=3)
    years = models.JSONField(default=list, blank=True)
    breaks = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    sentence = Bilingual(max_length=600)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["collection", "number"], name="returns_forecast_run_once"),)

    def __str__(self) -> str:
        return f"{self.collection}, {self.number}"


class Forecast(models.Model):
    """One indicator or variable in a run. `refusals` say in both languages why a level (nation, region, library) was not forecast.

    `way` is how libraries, regions and nation were made to add up, empty for ratios, which do not; `filled_in` the share of the last year's
    sum that stands for libraries which told nothing. `units` counts, by level and model, how many were forecast, with the mean errors of
    their backtest: {level: {model: [units, mean error, that of the naive forecast]}}.
    """

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="forecasts")
    code = models.CharField(max_length=40)
    is_variable = models.BooleanField(default=False)
    way = models.CharField(max_length=20, blank=True)
    filled_in = models.FloatField(null=True)
    units = models.JSONField(default=dict)
    refusals = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["run", "code"], name="returns_forecast_once"),)

    def __str__(self) -> str:
        return self.code


class ForecastSeries(models.Model):
    """What lies ahead for the nation (`region` empty) or one region: past [[year, value]], ahead [[year, value, low, high]] (80 %).

    `mase` and `naive` are mean absolute errors of the backtest over the series' mean change from year to year; `coverage` is the share of
    `asked` held-out values of its level that lay within intervals made without them.
    """

    class Level(models.TextChoices):
        NATION = "nation"
        REGION = "region"

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="series")
    level = models.CharField(max_length=6, choices=Level.choices)
    region = models.CharField(max_length=60, blank=True)
    past = models.JSONField(default=list)
    ahead = models.JSONField(default=list)
    model = models.CharField(max_length=40)
    mase = models.FloatField(null=True)
    naive = models.FloatField(null=True)
    coverage = models.FloatField(null=True)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("level", "region")
        constraints = (models.UniqueConstraint(fields=["forecast", "level", "region"], name="returns_forecast_series_once"),)

    def __str__(self) -> str:
        return f"{self.forecast}: {self.region or self.level}"

    @property
    def is_naive(self) -> bool:
        """Whether the last value is simply repeated (sums may have moved it a little: `naive+wls`)."""
        return self.model.partition("+")[0] == "naive"

    @property
    def is_adjusted(self) -> bool:
        """Whether the model's answer was moved so that libraries, regions and nation add up."""
        return "+" in self.model

    @property
    def saved(self) -> float | None:
        """Share of the naive forecast's error that the model saved in the backtest; below 0 where it did worse; None where nothing was compared."""
        if self.is_naive or self.mase is None or not self.naive:
            return None
        return 1 - self.mase / self.naive


class LibraryForecast(models.Model):
    """What lies ahead for one library: {code: {"ahead": [[year, value, low, high]], "model", "mase", "naive", "coverage"}}."""

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="libraries")
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="forecasts")
    series = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["run", "library"], name="returns_library_forecast_once"),)

    def __str__(self) -> str:
        return f"{self.library_id}, {self.run_id}"
