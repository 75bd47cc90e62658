"""The annual monitoring report: frozen figures, the rows behind them, and the words of each direction."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.front.report import states
from sextant.society.agenda.models import Agenda, Direction, Indicator


class ReportQuerySet(models.QuerySet["Report"]):
    def published(self) -> "ReportQuerySet":
        """Reports that everybody may read."""
        return self.filter(state=states.PUBLISHED)


class Report(models.Model):
    """One year's report on one agenda. A published report never changes; a correction is a new edition."""

    STATES = (
        (states.DRAFT, _("draft")),
        (states.REVIEW, _("in review")),
        (states.PUBLISHED, _("published")),
        (states.WITHDRAWN, _("withdrawn")),
    )
    agenda = models.ForeignKey(Agenda, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=200)
    foreword = Bilingual()
    fingerprint = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-edition")
        constraints = (
            models.UniqueConstraint(fields=["agenda", "year", "edition"], name="report_edition"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_dates"),
            models.CheckConstraint(
                condition=~Q(state=states.PUBLISHED) | (Q(published_at__isnull=False) & ~Q(fingerprint="")), name="report_published_is_frozen"
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.year)

    @property
    def is_open(self) -> bool:
        """True while figures and words may change."""
        return self.state in {states.DRAFT, states.REVIEW}


class FrozenRows(models.Model):
    """The rows behind a figure as they were when it was frozen, kept once under the SHA-256 of their content.

    `data` is gzip over one JSON array a line; `columns` are `{"name", "ru", "en"}`. `persons` rows stand for persons
    and open only to those whom the measure's rule lets see them.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    columns = models.JSONField()
    persons = models.BooleanField(default=False)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.count} rows {self.fingerprint[:12]}"


class ReportFigure(models.Model):
    """One indicator's figure as frozen: value, the earlier one it is compared with, target, and the rows behind it.

    `frozen` keeps the names, units and the series of earlier years, so that the report never changes when the
    agenda is edited later.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveSmallIntegerField()
    direction_code = models.CharField(max_length=8)
    guideline_number = models.PositiveSmallIntegerField()
    indicator_code = models.CharField(max_length=60)
    measure = models.CharField(max_length=80, blank=True)
    frozen = models.JSONField()
    value = models.FloatField(null=True, blank=True)
    status = models.CharField(max_length=14)
    earlier_value = models.FloatField(null=True, blank=True)
    earlier_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_value = models.FloatField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    course = models.CharField(max_length=12, blank=True)
    rows = models.ForeignKey(FrozenRows, null=True, blank=True, on_delete=models.PROTECT, related_name="figures")
    row_count = models.PositiveIntegerField(default=0)
    row_fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["report", "direction_code", "guideline_number", "indicator_code"], name="report_figure_once"),
            models.CheckConstraint(condition=~Q(status="ok") | Q(value__isnull=False), name="report_figure_ok_has_value"),
        )

    def __str__(self) -> str:
        return f"{self.guideline_code} {self.indicator_code}"

    @property
    def guideline_code(self) -> str:
        return f"{self.direction_code}.{self.guideline_number}"


class Words(models.Model):
    """What the leaders of a direction write about its year, in both languages."""

    STATES = ((states.DRAFT, _("draft")), (states.REVIEW, _("in review")), (states.AGREED, _("agreed")))
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="words")
    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="+")
    text = Bilingual()
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("direction__position",)
        verbose_name_plural = "words"
        constraints = (models.UniqueConstraint(fields=["report", "direction"], name="report_words_once"),)

    def __str__(self) -> str:
        return f"{self.report} {self.direction.code}"
