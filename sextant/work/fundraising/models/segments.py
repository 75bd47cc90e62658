"""Lists of donors kept under a name, letters to them with a part held back for comparison, and what was computed of donors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.work.fundraising.models.appeals import Appeal
from sextant.work.fundraising.models.donors import Donor


class Analysis(models.Model):
    """One computation over all gifts: by whom and when, of which inputs (SHA-256), and what came out, in parts."""

    STATES = (
        ("waiting", pgettext_lazy("analysis", "being computed")),
        ("done", pgettext_lazy("analysis", "done")),
        ("failed", pgettext_lazy("analysis", "could not be computed")),
    )
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    until = models.DateField(help_text="gifts through this day")
    inputs = models.CharField(max_length=64, blank=True)
    gifts = models.PositiveIntegerField(default=0)
    donors = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.until}"


class Score(models.Model):
    """What the latest analysis says of one donor."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="scores")
    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="scores")
    recency = models.PositiveSmallIntegerField(default=0)
    frequency = models.PositiveSmallIntegerField(default=0)
    value = models.PositiveSmallIntegerField(default=0)
    segment = models.CharField(max_length=40, blank=True)
    pattern = models.CharField(max_length=20, blank=True, help_text="retained, lybunt, sybunt, new")
    expected = models.FloatField(null=True, blank=True, help_text="gifts expected in the coming years")
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    alive = models.FloatField(null=True, blank=True, help_text="chance that the donor still gives, 0 to 1")
    is_lapsing = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["analysis", "segment"], name="fundraising_score_segment"),)
        constraints = (models.UniqueConstraint(fields=["analysis", "donor"], name="fundraising_score_once"),)

    def __str__(self) -> str:
        return f"{self.donor_id}: {self.segment}"


class Segment(models.Model):
    """A list of donors as it was when it was saved, with the question that made it."""

    name = models.CharField(max_length=160)
    wish = models.JSONField(default=dict, help_text="the filter of the list of donors")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class SegmentDonor(models.Model):
    """One donor of a saved list."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="members")
    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="segments")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["segment", "donor"], name="fundraising_segment_donor_once"),)

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.donor_id}"


class Mailing(models.Model):
    """A letter to a saved list. A share of it, drawn by `seed`, gets no letter, so that the letter's effect can be told."""

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="mailings")
    appeal = models.ForeignKey(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="mailings")
    subject_ru = models.CharField(max_length=200, blank=True)
    subject_en = models.CharField(max_length=200, blank=True)
    text_ru = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    held_percent = models.PositiveSmallIntegerField(default=0)
    seed = models.PositiveIntegerField()
    sent_on = models.DateField(null=True, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(held_percent__lte=50), name="fundraising_mailing_held"),)

    def __str__(self) -> str:
        return f"{self.segment} {self.sent_on or ''}".strip()


class MailingDonor(models.Model):
    """One donor of a mailing: written to, or held back."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="donors")
    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="mailings")
    is_held = models.BooleanField(default=False)
    letter_key = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["mailing", "donor"], name="fundraising_mailing_donor_once"),)

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.donor_id}"
