"""Searches that write a letter: of somebody who has logged in, or of an address that was confirmed by its link."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.work.careers.models.jobs import Job


class Alert(models.Model):
    """A saved search. It writes only after `confirmed_at` and until `ended_at`; `key` is part of its links."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="job_alerts")
    email = models.EmailField(_("E-mail"))
    search = models.JSONField(default=dict, help_text="the filters of the board")
    rhythm = models.CharField(_("Letters"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    language = models.CharField(max_length=2, default="ru")
    key = models.CharField(max_length=32)
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    written_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = _("Job alert")
        indexes = (models.Index(fields=["ended_at", "confirmed_at"], name="careers_alert_live"),)
        constraints = (models.CheckConstraint(condition=~Q(email=""), name="careers_alert_email"),)

    def __str__(self) -> str:
        return f"alert {self.pk}"


class AlertJob(models.Model):
    """A job was told to an alert: never twice."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="told")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["alert", "job"], name="careers_told_once"),)

    def __str__(self) -> str:
        return f"{self.alert}: {self.job_id}"
