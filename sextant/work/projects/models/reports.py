"""Reports to funders, frozen when they are published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sextant.base.words.fields import Bilingual
from sextant.work.projects.models.money import Agreement
from sextant.work.projects.models.projects import Project


class Report(models.Model):
    """A report on a stretch of time, to one funder or to all. Published, its `content` and fingerprint never change."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    agreement = models.ForeignKey(Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    since = models.DateField()
    until = models.DateField()
    summary = Bilingual()
    lessons = Bilingual()
    content = models.JSONField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-until", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="projects_report_dates"),
            models.CheckConstraint(
                condition=Q(published_at=None, content=None, fingerprint="")
                | (Q(published_at__isnull=False, content__isnull=False) & ~Q(fingerprint="")),
                name="projects_report_frozen",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.since} – {self.until}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
